"""The console command: the only way in from a shell."""
