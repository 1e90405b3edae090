"""What a resident reads about themselves (居民端): my data, and who looked at me."""
