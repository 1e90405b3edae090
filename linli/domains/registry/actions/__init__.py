"""Intentions of the registry: one function each, all or nothing, recorded."""
