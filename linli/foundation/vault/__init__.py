"""Values that must not lie in clear: sealed, found through blind indexes, shown masked."""
