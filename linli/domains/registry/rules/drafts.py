"""What a row of a people file becomes: a draft of a person with a home and tenures, or problems."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from linli.domains.registry.rules.premises import Node
from linli.toolbox.texts import squeeze


class Problem(NamedTuple):
    """One thing wrong in one cell; ``field`` is empty when it is the row. Never holds a person's value."""

    row: int
    field: str
    code: str
    detail: Mapping[str, object] = {}
    is_warning: bool = False


class Bond(NamedTuple):
    """One tenure that a row states; ``until`` is the first day on which it no longer holds."""

    kind: int
    since: date | None
    until: date | None


class Home(NamedTuple):
    """The chain of premises that an address names; the last is the home."""

    path: str
    steps: tuple[Node, ...]


class PersonDraft(NamedTuple):
    """A person as one row describes them. Empty text, 0 and None: the row says nothing of it."""

    row: int
    committee: int  # 16-digit area code
    name: str
    sex: int
    birth_date: date | None
    citizen_id: str
    telephone: str
    home: Home
    household: str
    relation: str
    standing: str
    bonds: tuple[Bond, ...]


class Committees(NamedTuple):
    """Where the rows of a file may belong: by national code, by full or short name."""

    own: int | None  # the uploader's own committee; rows need not name it
    by_name: Mapping[str, int]  # ambiguous names are left out

    @property
    def all_codes(self) -> frozenset[int]:
        return frozenset(self.by_name.values())

    def find(self, text: str) -> int | None:
        return self.by_name.get(squeeze(text))
