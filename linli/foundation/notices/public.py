"""The door of notices."""

from linli.foundation.notices.channels import Letter, Undeliverable, send
from linli.foundation.notices.models import Channel
from linli.foundation.notices.outgoing import in_language_of, notify
from linli.foundation.notices.queries import news_since, unread_count

__all__ = ["Channel", "Letter", "Undeliverable", "in_language_of", "news_since", "notify", "send", "unread_count"]
