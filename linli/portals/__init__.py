"""Screens that combine modules, one folder a portal."""
