"""The gallery at /_ui/: every component with every state, for eyes and for the axe tests."""
