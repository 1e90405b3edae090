"""What the actor may do, asked once for a template."""

from __future__ import annotations

from linli.domains.registry.access import Permission
from linli.foundation.scope import Actor


def abilities(actor: Actor) -> dict[str, bool]:
    """Give ``can`` for a template: a link that leads to a refusal is not shown."""
    return {
        "open": actor.may(Permission.OPEN_PERSON),
        "connect": actor.may(Permission.CONNECT),
        "correct": actor.may(Permission.CORRECT),
        "reveal": actor.may(Permission.REVEAL),
        "export": actor.may(Permission.EXPORT),
        "see_homes": actor.may(Permission.VIEW_HOMES),
    }
