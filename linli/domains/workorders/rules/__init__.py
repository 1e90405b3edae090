"""What may happen to a work order, to whom it goes then, and how long that may take. Pure Python."""
