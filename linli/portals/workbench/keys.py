"""The keys: what can be reached without a mouse."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import gettext as _

from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import SIGNED_IN, page, screen


@dataclass(frozen=True, slots=True)
class Key:
    """One key, or several in turn, and what it does."""

    keys: tuple[str, ...]
    does: str


@screen(SIGNED_IN)
def keys(request: Request) -> HttpResponse:
    """List the keys."""
    return page(request, "workbench/keys.html", parts=_parts())


def _parts() -> list[tuple[str, list[Key]]]:
    return [
        (
            _("Everywhere"),
            [
                Key(("/",), _("go to the search box (not while you type in a field)")),
                Key(("Ctrl + K",), _("go to the search box, from a field too")),
                Key(("?",), _("open this page")),
                Key(("Tab", "Shift + Tab"), _("go to the next or the previous control")),
                Key(("Enter",), _("open the link, press the button, send the form")),
            ],
        ),
        (
            _("In the search box"),
            [
                Key(("↑", "↓"), _("choose among what was found")),
                Key(("Enter",), _("open what is chosen; with nothing chosen, the page of everything found")),
                Key(("Esc",), _("close, and back to where you were")),
            ],
        ),
        (
            _("In a list beside its detail"),
            [
                Key(("↑", "↓"), _("go to the line before or after; the detail follows")),
                Key(("k", "j"), _("the same, from the detail too (not while you type)")),
            ],
        ),
        (
            _("In a menu"),
            [
                Key(("↑", "↓"), _("go through the menu")),
                Key(("Esc",), _("close the menu")),
            ],
        ),
    ]
