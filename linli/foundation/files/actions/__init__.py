"""Intentions of files."""
