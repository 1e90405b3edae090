"""Rows go along with their committee when it became part of another."""
