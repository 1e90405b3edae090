"""The large entries of the resident's pages. What a module does not bring to this house is not shown."""

from __future__ import annotations

from dataclasses import dataclass

from linli.portals.resident.places import address


@dataclass(frozen=True, slots=True)
class Card:
    """One large entry: what it is, a sentence about it, and where it leads."""

    title: str
    reason: str
    url: str
    icon: str
    kind: str = ""  # ``primary``: the one thing that most people come for
    count: int = 0


def card(title: str, reason: str, url_name: str, icon: str, *, kind: str = "", count: int = 0) -> list[Card]:
    """Give the card in a list, or an empty list where nothing answers at its address."""
    url = address(url_name)
    return [Card(title, reason, url, icon, kind, count)] if url else []
