"""The door of notices."""

from linli.foundation.notices.models import Channel
from linli.foundation.notices.outgoing import notify
from linli.foundation.notices.queries import unread_count

__all__ = ["Channel", "notify", "unread_count"]
