"""What frames every page: language, look, places, and as whom the person acts.

Higher floors tell the frame what it cannot know: ``declare_standing`` (name, post, area, other posts) and
``declare_inbox`` (how many messages are unread), ``declare_notice`` (what must be said under every page).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, get_language_bidi

from linli.ui import appearance, navigation
from linli.ui.navigation import Place, Section, Text


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
    look_url: str = ""  # the same for ``mode``, ``text``, ``theme``, ``contrast``
    audience: str = "staff"  # or ``resident``: one column and four places instead of the rail


@dataclass(frozen=True, slots=True)
class Helpline:
    """A person to telephone: whose number it is, how it is written, when somebody answers."""

    name: str
    number: str
    hours: str = ""
    is_assumed: bool = False  # not the committee's own, because that is not known

    @property
    def dial(self) -> str:
        return "tel:" + "".join(sign for sign in self.number if sign.isdigit() or sign == "+")


@dataclass(frozen=True, slots=True)
class Inbox:
    """Where the messages are and how many wait."""

    url: str
    unread: int


@dataclass(frozen=True, slots=True)
class Finder:
    """The one box that finds everything: who answers it, and where its keys are explained."""

    url: str  # gets ``q``; answers a page, or for htmx the options of the list under the box
    keys_url: str = ""


_standing: Callable[[HttpRequest], Standing | None] | None = None
_finder: Callable[[HttpRequest], Finder | None] | None = None
_inbox: Callable[[HttpRequest], Inbox | None] | None = None
_notice: Text = ""
_helpline: Callable[[HttpRequest], Helpline | None] | None = None
_places: Callable[[HttpRequest], Sequence[Place]] | None = None


def declare_finder(source: Callable[[HttpRequest], Finder | None]) -> None:
    """Tell the frame who answers the search box of the top bar, and for whom it stands there."""
    global _finder  # noqa: PLW0603 - declared once at start-up
    _finder = source


def declare_helpline(source: Callable[[HttpRequest], Helpline | None]) -> None:
    """Tell the frame whom a person may telephone."""
    global _helpline  # noqa: PLW0603 - declared once at start-up
    _helpline = source


def declare_places(source: Callable[[HttpRequest], Sequence[Place]]) -> None:
    """Tell the frame the few places of the resident's shell."""
    global _places  # noqa: PLW0603 - declared once at start-up
    _places = source


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

    @property
    def look_url(self) -> str:
        return (self.standing.look_url if self.standing else "") or reverse("ui:appearance")

    @property
    def layout(self) -> str:
        """The layout of a page that residents and staff both open: ``{% extends frame.layout %}``."""
        if self.standing is None:
            return "layouts/plain.html"
        return "layouts/resident.html" if self.standing.audience == "resident" else "layouts/page.html"

    @cached_property
    def helpline(self) -> Helpline | None:
        return _helpline(self._request) if _helpline is not None else None

    @cached_property
    def places(self) -> Sequence[Place]:
        """The few places of the resident's shell."""
        return _places(self._request) if _places is not None else ()

    @property
    def manifest_url(self) -> str:
        """What makes the residents' pages an app; staff pages are none."""
        is_for_residents = self.standing is None or self.standing.audience == "resident"
        return _address("open:manifest") if is_for_residents else ""

    @property
    def worker_url(self) -> str:
        """The worker that keeps a resident's pages for reading offline."""
        is_resident = self.standing is not None and self.standing.audience == "resident"
        return _address("open:worker") if is_resident and getattr(settings, "LINLI_OFFLINE", False) else ""

    @property
    def help_url(self) -> str:
        """The page with help and feedback about where the person is; empty where there is none."""
        address = _address("open:help")
        return f"{address}?{urlencode({'from': self._request.path})}" if address else ""

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
    def finder(self) -> Finder | None:
        return None if _finder is None else _finder(self._request)

    @cached_property
    def inbox(self) -> Inbox | None:
        if _inbox is None or getattr(self._request, "actor", None) is None:
            return None
        return _inbox(self._request)


def _address(url_name: str) -> str:
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""  # a house without that portal
