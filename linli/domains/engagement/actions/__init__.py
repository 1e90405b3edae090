"""Intentions of engagement, one file each."""
