"""The screens of the territory."""
