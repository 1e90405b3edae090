"""Engagement: say here in one line what this module is for."""
