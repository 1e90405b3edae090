"""Background work: what failed, and a way to try again."""
