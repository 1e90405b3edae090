"""Rules of engagement: plain Python."""
