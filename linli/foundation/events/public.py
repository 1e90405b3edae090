"""The door of events."""

from linli.foundation.events.outbox import announce, subscribe

__all__ = ["announce", "subscribe"]
