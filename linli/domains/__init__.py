"""The business, one folder a module, each entered through its public.py."""
