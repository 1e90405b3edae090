"""Channels: each takes an address and words, and returns the gateway's reference or raises."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.module_loading import import_string

log = structlog.get_logger(__name__)


class Undeliverable(Exception):  # noqa: N818 - it reads as what happened
    """The message can never arrive by this channel (no address); trying again is no use."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What a channel carries."""

    address: str  # e-mail address, telephone or WeChat open id
    subject: str
    body: str
    link: str


class ChannelGateway(Protocol):
    """What every channel offers."""

    def send(self, letter: Letter) -> str:
        """Hand the letter over; return the gateway's reference. Raise to have it tried again."""
        ...


class ConsoleChannel:
    """Writes that a message would have gone out; the words and the address stay out of the log."""

    def send(self, letter: Letter) -> str:
        log.warning("notice", subject_length=len(letter.subject), body_length=len(letter.body))
        return "console"


class EmailChannel:
    """E-mail through Django's mail settings."""

    def send(self, letter: Letter) -> str:
        text = f"{letter.body}\n\n{letter.link}".strip()
        EmailMessage(letter.subject, text, to=[letter.address]).send()
        return "email"


def gateway(channel: str) -> ChannelGateway:
    """Build the gateway that the settings name for a channel."""
    made: ChannelGateway = import_string(settings.LINLI_CHANNELS[channel])()
    return made


def send(channel: str, letter: Letter) -> str:
    """Hand a letter to somebody without an account over; whoever calls keeps the books. Raises as the gateway does."""
    return gateway(channel).send(letter)
