"""Shapes of what people type into the registry; nothing here saves."""
