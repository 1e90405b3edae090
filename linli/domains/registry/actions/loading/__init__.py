"""Loading many people at once: read and seal in worker processes, write in one transaction."""
