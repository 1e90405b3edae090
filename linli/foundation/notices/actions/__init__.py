"""Intentions of notices."""
