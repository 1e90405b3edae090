"""The doors through which every request (screen) and every intention (action) passes."""
