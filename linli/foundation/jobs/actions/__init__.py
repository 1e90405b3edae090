"""Intentions of jobs."""
