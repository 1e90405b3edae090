"""Which deeds a screen offers, and which of them is the right next one. Pure Python."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from linli.domains.workorders.rules.states import State, Verb

# the order in which a card offers them; the others are the reporter's own or happen by themselves
OFFICE: Final = (
    Verb.ACCEPT, Verb.DISPATCH, Verb.ANSWER, Verb.REWORK, Verb.SEND_UP, Verb.SEND_BACK, Verb.CALL_BACK, Verb.URGE,
    Verb.NOTE, Verb.DECLINE,
)  # fmt: skip
UNIT: Final = (Verb.FINISH, Verb.NOTE, Verb.RETURN)


def next_deed(
    can: Collection[Verb], state: State, *, is_held_here: bool, is_late: bool, is_from_resident: bool
) -> Verb | None:
    """Give the one deed that brings the order on, among those that may be done now."""
    wanted: Verb | None = None
    match state:
        case State.REPORTED:
            wanted = Verb.ACCEPT
        case State.SENT_UP:
            wanted = Verb.DISPATCH
        case State.HANDLED:
            wanted = Verb.ANSWER
        case State.HANDLING:
            wanted = Verb.ANSWER if is_held_here else None
        case State.ANSWERED:
            wanted = None if is_from_resident else Verb.CALL_BACK
        case _:
            wanted = None
    if wanted in can:
        return wanted
    # nobody here is to act: all that is left is to ask whoever is, once it is late
    return Verb.URGE if is_late and Verb.URGE in can else None
