"""Which columns and how many rows a person wants to see of a table; kept in a cookie for each table, for a year."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme

YEAR: Final = 365 * 86400
SIZES: Final = (25, 50, 100)
_NAME: Final = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_MOST_COLUMNS: Final = 40


@dataclass(frozen=True, slots=True)
class Column:
    """A column that can be shown; a fixed one always is, as the name of the row."""

    name: str
    label: str | Promise
    is_number: bool = False
    is_fixed: bool = False
    is_shown: bool = True


@dataclass(frozen=True, slots=True)
class TableChoice:
    """A table as the person wants it."""

    name: str
    columns: Sequence[Column]
    shown: frozenset[str]
    size: int
    sizes: Sequence[int]

    @property
    def visible(self) -> list[Column]:
        """The columns to show, in the order of the table."""
        return [column for column in self.columns if column.name in self.shown]

    @property
    def shows(self) -> Mapping[str, bool]:
        """For templates: ``{% if table.shows.age %}``."""
        return {column.name: column.name in self.shown for column in self.columns}


def table_choice(
    request: HttpRequest, name: str, columns: Sequence[Column], sizes: Sequence[int] = SIZES
) -> TableChoice:
    """Read what the person chose for this table; what the table does not know any more is passed over."""
    kept, _, size = request.COOKIES.get(_cookie(name), "").partition("|")
    chosen = set(kept.split("."))
    fixed = {column.name for column in columns if column.is_fixed}
    usual = {column.name for column in columns if column.is_shown}
    shown = fixed | (chosen & {column.name for column in columns} if kept else usual)
    wanted = int(size) if size.isascii() and size.isdigit() and len(size) < len(str(YEAR)) else 0
    return TableChoice(name, columns, frozenset(shown), wanted if wanted in sizes else sizes[0], sizes)


def keep(request: HttpRequest) -> HttpResponse:
    """Keep a choice of columns and rows, and go back to the table."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    name, size = request.POST.get("table", ""), request.POST.get("size", "")
    columns = [column for column in request.POST.getlist("column") if _NAME.fullmatch(column)][:_MOST_COLUMNS]
    if _NAME.fullmatch(name):
        value = f"{'.'.join(columns) or '-'}|{size if size.isascii() and size.isdigit() else ''}"
        response.set_cookie(
            _cookie(name), value, max_age=YEAR, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
        )
    return response


keep.linli_permission = "public"  # type: ignore[attr-defined]  # a choice of looks; it shows nobody anything
keep.linli_methods = ("POST",)  # type: ignore[attr-defined]


def _cookie(name: str) -> str:
    return f"linli_table_{name}"
