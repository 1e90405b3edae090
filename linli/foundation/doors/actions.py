"""``@action``: the door of every intention. Permission, transaction, wall, and an audit row or nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from linli.foundation.audit import public as audit
from linli.foundation.doors.screens import check_may
from linli.foundation.doors.undoing import undoing
from linli.foundation.scope import Actor
from linli.foundation.scope.database import wall

P = ParamSpec("P")
R = TypeVar("R")
Intention = Callable[Concatenate[Actor, P], R]


class SilentAction(RuntimeError):  # noqa: N818 - it reads as what happened
    """An action ended without an audit row. That is a fault of ours, never of the person."""


def action(permission: str) -> Callable[[Intention[P, R]], Intention[P, R]]:
    """Make a function an intention: ``fn(actor, …)``, all or nothing, recorded."""

    def decorate(intention: Intention[P, R]) -> Intention[P, R]:
        @wraps(intention)
        def through_the_door(actor: Actor, /, *args: P.args, **kwargs: P.kwargs) -> R:
            check_may(actor, permission)
            with wall(actor.scope, person_id=actor.person_id, account_id=actor.account_id), undoing():
                before = audit.rows_recorded()
                result = intention(actor, *args, **kwargs)
                if audit.rows_recorded() == before:
                    raise SilentAction(f"{intention.__module__}.{intention.__name__} recorded nothing.")
                return result

        through_the_door.linli_permission = str(permission)  # type: ignore[attr-defined]
        return through_the_door

    return decorate
