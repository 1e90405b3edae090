"""What every list of the registry does with its address: cursor, page size, chips, links to the neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.http import QueryDict

from linli.domains.registry.queries.pages import DEFAULT_SIZE, SIZES, Cursor, Page
from linli.foundation.doors.requests import Request

SIZE_KEY: Final = "registry_page_size"
_PASSING: Final = ("at", "open", "size")  # says where in the list one stands, not what the list is


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter as words, and the address without it."""

    label: str
    without_url: str


@dataclass(frozen=True, slots=True)
class Links:
    """The ways from a page of a list to its neighbours and to its other sizes."""

    previous_url: str
    next_url: str
    sizes: list[tuple[int, str, bool]]


def cursor_of(request: Request) -> Cursor | None:
    """Read where in the list the page begins."""
    return Cursor.read(request.GET.get("at", ""))


def size_of(request: Request) -> int:
    """Give the page size of the address, remembered from then on."""
    asked = request.GET.get("size", "")
    if asked in {str(size) for size in SIZES}:
        request.session[SIZE_KEY] = int(asked)
    kept = request.session.get(SIZE_KEY)
    return kept if kept in SIZES else DEFAULT_SIZE


def links_of(request: Request, shown: Page[Any]) -> Links:
    """Give the addresses of the neighbouring pages, filters kept."""
    return Links(
        previous_url=address(request, at=str(shown.previous)) if shown.previous else "",
        next_url=address(request, at=str(shown.next)) if shown.next else "",
        sizes=[(size, address(request, size=str(size)), size == shown.size) for size in SIZES],
    )


def address(request: Request, *, without: str = "", **changed: str) -> str:
    """Give this list's address with something changed, from its first page on unless ``at`` says otherwise."""
    query: QueryDict = request.GET.copy()
    for name in (*_PASSING, without):
        query.pop(name, None)
    for name, value in changed.items():
        query[name] = value
    return f"?{query.urlencode()}" if query else request.path
