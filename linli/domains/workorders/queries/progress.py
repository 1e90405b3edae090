"""How a matter stands, in one sentence and four steps, for whoever reported it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy

from linli.domains.workorders.queries.rows import OrderRow
from linli.domains.workorders.queries.words import Words
from linli.domains.workorders.rules.states import Office, State
from linli.foundation.territory import public as territory
from linli.toolbox.areacodes import committee_of, street_of

_STAGES: Final[Sequence[Words]] = (
    gettext_lazy("Sent in"),
    gettext_lazy("Being looked at"),
    gettext_lazy("Being handled"),
    gettext_lazy("Answered"),
)
_STAGE_OF: Final = {
    State.REPORTED: 1,
    State.SENT_UP: 1,
    State.HANDLING: 2,
    State.HANDLED: 2,
    State.ANSWERED: 3,
    State.CLOSED: 4,
}


@dataclass(frozen=True, slots=True)
class Stage:
    """One of the four steps of every matter."""

    label: str
    is_done: bool
    is_now: bool


def stages_of(row: OrderRow) -> list[Stage]:
    """Give the four steps; none for what was not taken on or was withdrawn."""
    at = _STAGE_OF.get(row.state)
    if at is None:
        return []
    return [Stage(str(label), number < at, number == at) for number, label in enumerate(_STAGES)]


_DOORS: Final = {Office.COMMITTEE: committee_of, Office.STREET: street_of}
_SENTENCES: Final[Mapping[State, Words]] = {
    State.REPORTED: gettext_lazy("%(holder)s has it and decides who does what."),
    State.SENT_UP: gettext_lazy("%(holder)s has it and decides who does what."),
    State.HANDLING: gettext_lazy("%(holder)s holds it and works on it."),
    State.HANDLED: gettext_lazy("It is done, they say; %(holder)s looks whether that is so, then answers you."),
    State.ANSWERED: gettext_lazy("It was answered. Please say whether it is solved."),
    State.CLOSED: gettext_lazy("It was answered and is over."),
    State.DECLINED: gettext_lazy("It was not taken on. The reason stands below."),
    State.WITHDRAWN: gettext_lazy("You withdrew it. Nobody works on it."),
}


def sentences_of(rows: Sequence[OrderRow]) -> list[str]:
    """Say where matters stand, whoever holds them under their full name, in one query; the template adds until when."""
    return [str(_SENTENCES[row.state]) % {"holder": holder} for row, holder in zip(rows, holders_of(rows), strict=True)]


def holders_of(rows: Sequence[OrderRow]) -> list[str]:
    """Name whoever holds each matter as it stands on their door: neighbours do not know the short names of lists."""
    codes = [_DOORS[row.office](row.area_code) if row.office in _DOORS else None for row in rows]
    names = {area.code: area.name for area in territory.areas_at(code for code in codes if code is not None)}
    return [names.get(code, row.holder) if code else row.holder for row, code in zip(rows, codes, strict=True)]
