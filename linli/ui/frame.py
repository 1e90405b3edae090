"""What frames every page: language, look, places, and as whom the person acts.

Higher floors tell the frame what it cannot know: ``declare_standing`` (name, post, area, other posts) and
``declare_inbox`` (how many messages are unread), ``declare_notice`` (what must be said under every page).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi

from linli.ui import appearance, navigation
from linli.ui.navigation import Section, Text


@dataclass(frozen=True, slots=True)
class PostChoice:
    """One post that the person could act under."""

    value: int
    label: str
    area: str = ""
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """As whom the person acts, and where they leave or change that. An empty address hides its control."""

    name: str
    post: str = ""
    area: str = ""
    posts: Sequence[PostChoice] = ()
    switch_url: str = ""  # gets a POST with ``post=<value>``
    sign_out_url: str = ""  # gets a POST
    account_url: str = ""
    language_url: str = ""  # gets a POST with ``language`` and ``next``; without it a cookie remembers


@dataclass(frozen=True, slots=True)
class Inbox:
    """Where the messages are and how many wait."""

    url: str
    unread: int


_standing: Callable[[HttpRequest], Standing | None] | None = None
_inbox: Callable[[HttpRequest], Inbox | None] | None = None
_notice: Text = ""


def declare_standing(source: Callable[[HttpRequest], Standing | None]) -> None:
    """Tell the frame how to learn as whom a request acts."""
    global _standing  # noqa: PLW0603 - declared once at start-up
    _standing = source


def declare_inbox(source: Callable[[HttpRequest], Inbox | None]) -> None:
    """Tell the frame how to learn about unread messages."""
    global _inbox  # noqa: PLW0603 - declared once at start-up
    _inbox = source


def declare_notice(text: Text) -> None:
    """Put a sentence under every page, such as that all of it is a demonstration."""
    global _notice  # noqa: PLW0603 - declared once at start-up
    _notice = text


class Frame:
    """The frame of one request. Everything is looked up only when a template shows it."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self.look = appearance.look_of(request)

    @property
    def language(self) -> str:
        return get_language() or "zh-hans"

    @property
    def html_lang(self) -> str:
        return {"zh-hans": "zh-Hans-CN"}.get(self.language, self.language)

    @property
    def direction(self) -> str:
        return "rtl" if get_language_bidi() else "ltr"

    @property
    def here(self) -> str:
        return self._request.get_full_path()

    @property
    def language_url(self) -> str:
        return (self.standing.language_url if self.standing else "") or reverse("ui:appearance")

    @cached_property
    def sections(self) -> list[Section]:
        return navigation.sections_for(self._request)

    @cached_property
    def near_places(self) -> list[navigation.Place]:
        """The four places of the bar at the bottom of a phone."""
        return [place for section in self.sections for place in section.places][:4]

    @cached_property
    def standing(self) -> Standing | None:
        actor = getattr(self._request, "actor", None)
        if actor is None:
            return None
        if _standing is not None:
            return _standing(self._request)
        return Standing(name=getattr(actor, "display_name", ""), area=getattr(actor, "area_name", ""))

    @property
    def notice(self) -> str:
        return str(_notice)

    @cached_property
    def inbox(self) -> Inbox | None:
        if _inbox is None or getattr(self._request, "actor", None) is None:
            return None
        return _inbox(self._request)
