"""What the accounts announce."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PasswordLinkAsked:
    """Somebody with an e-mail address is to be sent a link with which to choose a password.

    The link itself is made when the letter is written, so that no key of it lies in the outbox.
    """

    account_id: int
    base_url: str
    invited: bool  # a first password, or a forgotten one


@dataclass(frozen=True, slots=True)
class PostGranted:
    """A post is in force from its first day on."""

    post_id: int
    account_id: int
    role: str
    area_code: int
    starts_on: str  # ISO


@dataclass(frozen=True, slots=True)
class PostEnded:
    """A post that was in force was ended by an administrator."""

    post_id: int
    account_id: int
    role: str
    area_code: int
