"""The navigation: modules declare places, the frame shows those that the person may open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, Protocol

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

SIGNED_IN: Final = "signed-in"  # the same word as at the doors: anybody with a post
Text = str | Promise


class MayAsk(Protocol):
    """What the frame needs of an actor; it knows nothing else about them."""

    def may(self, permission: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class Entry:
    """One place to go. Entries without a section come first; ``order`` sorts within the whole list."""

    label: Text
    url_name: str
    permission: str
    order: int = 50
    icon: str = "circle-dot"  # a name of the icon package, see README.md
    section: Text = ""


@dataclass(frozen=True, slots=True)
class Place:
    """An entry as a template shows it."""

    label: str
    url: str
    icon: str
    section: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Section:
    """Places under one heading; the first section may have none."""

    heading: str
    places: Sequence[Place]


_entries: list[Entry] = []


def declare(entry: Entry) -> None:
    """Enter a place once; called from a module's ``AppConfig.ready()``."""
    if entry.url_name not in {known.url_name for known in _entries}:
        _entries.append(entry)
        _entries.sort(key=lambda known: known.order)


def entries_for(request: HttpRequest) -> list[Entry]:
    """List the entries that the actor of this request may open, in order."""
    actor: MayAsk | None = getattr(request, "actor", None)
    return [] if actor is None else entries_of(actor)


def entries_of(actor: MayAsk) -> list[Entry]:
    """List the entries that an actor may open, in order."""
    return [entry for entry in _entries if entry.permission == SIGNED_IN or actor.may(entry.permission)]


def sections_for(request: HttpRequest) -> list[Section]:
    """Group the places of this request by section, the current one marked."""
    addressed = [(entry, url) for entry in entries_for(request) if (url := _address(entry))]
    current = _deepest([url for _, url in addressed], request.path)
    places = [
        Place(str(entry.label), url, entry.icon or "circle-dot", str(entry.section), is_current=url == current)
        for entry, url in addressed
    ]
    # a section stands where its first place stands
    first_seen = {place.section: number for number, place in reversed(list(enumerate(places)))}
    places.sort(key=lambda place: first_seen[place.section] if place.section else -1)
    return [Section(heading, list(group)) for heading, group in groupby(places, lambda place: place.section)]


def _address(entry: Entry) -> str:
    try:
        return reverse(entry.url_name)
    except NoReverseMatch:
        return ""  # a module that is switched off leaves no dead link


def _deepest(urls: Sequence[str], path: str) -> str:
    holding = [url for url in urls if path == url or (url != "/" and path.startswith(url))]
    return max(holding, key=len, default="")
