"""The screens of the administration portal."""
