"""The way back: the search of the list of people from which somebody came survives what they do on the way."""

from __future__ import annotations

from typing import Final

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from linli.foundation.doors.requests import Request

KEY: Final = "from"
_LONGEST: Final = 600
_KEPT: Final = ("q", "standing", "sex", "age", "gap", "area", "batch", "at")


def came_from(request: Request) -> str:
    """Give the address of the list, with its search, from which a page was opened; empty when it was not."""
    asked = request.POST.get(KEY) or request.GET.get(KEY, "")
    path, _, query = asked[:_LONGEST].partition("?")
    return list_address(QueryDict(query)) if path == reverse("registry:people") else ""


def list_address(asked: QueryDict) -> str:
    """Give the address of the list of people with the filters of an address, and nothing else of it."""
    kept = [(name, str(asked[name])) for name in _KEPT if asked.get(name)]
    return f"{reverse('registry:people')}{'?' if kept else ''}{urlencode(kept)}"


def back_to_person(request: Request, person_id: int) -> str:
    """Give where a person's card was read: beside the list and its search, or on a page of its own."""
    list_url = came_from(request)
    if not list_url:
        return reverse("registry:person", args=[person_id])
    return f"{list_url}{'&' if '?' in list_url else '?'}{urlencode({'open': person_id})}"
