"""Who did what, to whom, and why: written once, sealed, never changed."""
