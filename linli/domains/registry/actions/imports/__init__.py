"""Importing people from a file: upload, choose columns, check, load, undo."""
