"""What is typed into the screens of engagement."""
