"""The states of a work order, and what leads from one to the next.

After the seven steps of the national grid standard (GB/T 30428) and the hotline's rule that the first receiver leads:
report → accept or send up → dispatch → handle → check and answer → rate or reopen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class State(StrEnum):
    """Where a work order stands."""

    REPORTED = "reported"  # the committee decides
    SENT_UP = "sent_up"  # the street dispatches
    HANDLING = "handling"  # somebody works on it
    HANDLED = "handled"  # done, says the unit; whoever gave it out checks
    ANSWERED = "answered"  # the reporter may rate or reopen
    CLOSED = "closed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


RUNNING: Final = frozenset({State.REPORTED, State.SENT_UP, State.HANDLING, State.HANDLED})
WAITING: Final = frozenset({State.REPORTED, State.SENT_UP, State.HANDLED})  # for an office's decision
ENDED: Final = frozenset({State.CLOSED, State.DECLINED, State.WITHDRAWN})


class Office(StrEnum):
    """Which office holds an order, or stands behind it."""

    COMMITTEE = "committee"
    STREET = "street"
    UNIT = "unit"
    NOBODY = "nobody"


class Party(StrEnum):
    """Who acts on an order."""

    REPORTER = "reporter"
    COMMITTEE = "committee"
    STREET = "street"
    ABOVE = "above"  # district and city: they urge, they do not do the street's work
    UNIT = "unit"  # the handling unit that holds it
    SYSTEM = "system"


class Verb(StrEnum):
    """What somebody does with an order; each leaves a step in its timeline."""

    REPORT = "report"
    ACCEPT = "accept"
    SEND_UP = "send_up"
    SEND_BACK = "send_back"
    DECLINE = "decline"
    DISPATCH = "dispatch"
    RETURN = "return"
    NOTE = "note"
    FINISH = "finish"
    REWORK = "rework"
    ANSWER = "answer"
    RATE = "rate"
    CALL_BACK = "call_back"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"
    URGE = "urge"
    LAPSE = "lapse"


class Desk(StrEnum):
    """Where an order goes that goes back: the committee's desk and the street's have different names."""

    GIVER = "the giver's desk"


_DESKS: Final[Mapping[Office, State]] = {Office.COMMITTEE: State.REPORTED, Office.STREET: State.SENT_UP}


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that may happen: who may do it, from where, and where the order stands then."""

    verb: Verb
    parties: frozenset[Party]
    before: frozenset[State]
    after: State | Desk | None  # None: it stays where it is
    needs_words: bool = True


def _move(verb: Verb, parties: str, before: str, after: State | Desk | None, *, words: bool = True) -> Move:
    return Move(
        verb, frozenset(map(Party, parties.split())), frozenset(map(State, before.split())), after, needs_words=words
    )


MOVES: Final[Mapping[Verb, Move]] = {
    move.verb: move
    for move in (
        _move(Verb.ACCEPT, "committee", "reported", State.HANDLING, words=False),
        _move(Verb.SEND_UP, "committee", "reported handling", State.SENT_UP),
        _move(Verb.DECLINE, "committee street", "reported sent_up", State.DECLINED),
        _move(Verb.SEND_BACK, "street", "sent_up", State.REPORTED),
        _move(Verb.DISPATCH, "committee street", "reported sent_up handling handled", State.HANDLING, words=False),
        _move(Verb.RETURN, "unit system", "handling", Desk.GIVER),
        _move(Verb.NOTE, "committee street unit", "reported sent_up handling handled", None),
        _move(Verb.FINISH, "unit", "handling", State.HANDLED),
        _move(Verb.REWORK, "committee street", "handled", State.HANDLING),
        _move(Verb.ANSWER, "committee street", "handling handled", State.ANSWERED),
        _move(Verb.RATE, "reporter", "answered", State.CLOSED, words=False),
        _move(Verb.CALL_BACK, "committee street", "answered", State.CLOSED, words=False),
        _move(Verb.REOPEN, "reporter", "answered closed", Desk.GIVER),
        _move(Verb.WITHDRAW, "reporter", "reported sent_up", State.WITHDRAWN, words=False),
        _move(Verb.URGE, "reporter street above", "reported sent_up handling handled", None, words=False),
        _move(Verb.LAPSE, "system", "answered", State.CLOSED, words=False),
    )
}


@dataclass(frozen=True, slots=True)
class Standing:
    """As much of an order as the rules ask about."""

    state: State
    holder: Office
    giver: Office  # who gave it out and checks what is done: the committee or the street


def allows(standing: Standing, verb: Verb, party: Party) -> bool:
    """Answer whether this party may do this now.

    Whoever holds an order acts on it; the street may also take back and give out anew what a unit holds for it.
    """
    move = MOVES.get(verb)
    if move is None or party not in move.parties or standing.state not in move.before:
        return False
    if party in {Party.REPORTER, Party.ABOVE, Party.SYSTEM} or verb is Verb.URGE:
        return True
    if verb is Verb.CALL_BACK:
        return party.value == standing.giver.value
    if verb is Verb.DISPATCH and standing.holder is Office.UNIT:
        return party.value == standing.giver.value
    return party.value == standing.holder.value


def allowed(standing: Standing, party: Party) -> frozenset[Verb]:
    """Give everything this party may do now."""
    return frozenset(verb for verb in MOVES if allows(standing, verb, party))


def place_after(standing: Standing, verb: Verb, *, to_unit: bool = False) -> Standing:
    """Tell where an order stands after a move that is allowed."""
    after = MOVES[verb].after
    if after is None:
        return standing
    holder, giver = _hands_after(standing, verb, to_unit=to_unit)
    return Standing(_DESKS[giver] if isinstance(after, Desk) else after, holder, giver)


def _hands_after(standing: Standing, verb: Verb, *, to_unit: bool) -> tuple[Office, Office]:
    """Tell who holds the order after a verb that moves it, and who stands behind the holder."""
    match verb:
        case Verb.ACCEPT | Verb.SEND_BACK:
            return Office.COMMITTEE, Office.COMMITTEE
        case Verb.SEND_UP:
            return Office.STREET, Office.STREET
        case Verb.DISPATCH:
            giver = standing.giver if standing.holder is Office.UNIT else standing.holder
            return (Office.UNIT if to_unit else Office.COMMITTEE), giver
        case Verb.RETURN | Verb.FINISH | Verb.REOPEN:
            return standing.giver, standing.giver
        case Verb.REWORK:
            return Office.UNIT, standing.giver
        case _:
            return Office.NOBODY, standing.giver
