"""Bringing a city in from the files of the national statistics office."""
