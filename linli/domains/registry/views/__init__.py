"""Screens of the registry, one file each."""
