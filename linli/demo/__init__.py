"""A synthetic, deterministic city in which nobody is real."""
