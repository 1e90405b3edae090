"""The screens of engagement, one file each."""
