"""The door of engagement: the only room that other modules may enter."""

__all__: list[str] = []
