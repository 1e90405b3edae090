"""The door of workorders: the only room that other modules may enter."""

__all__: list[str] = []
