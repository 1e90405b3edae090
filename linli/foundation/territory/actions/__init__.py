"""What may be done to the territory, one function an intention."""
