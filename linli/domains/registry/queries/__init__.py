"""Reads of the registry; the actor comes first."""
