"""The synthetic city: deterministic from a seed, and nobody in it is real."""
