"""The door of notices."""

from linli.foundation.notices.models import Channel
from linli.foundation.notices.outgoing import in_language_of, notify
from linli.foundation.notices.queries import unread_count

__all__ = ["Channel", "in_language_of", "notify", "unread_count"]
