"""Settings, root urls, wsgi; nothing else."""
