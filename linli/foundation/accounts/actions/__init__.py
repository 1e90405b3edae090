"""What may be done to accounts and posts, one function an intention."""
