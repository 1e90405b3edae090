"""What the actor may do with bulletins, for templates to ask."""

from __future__ import annotations

from linli.domains.engagement.access import Permission
from linli.foundation.scope import Actor


def abilities(actor: Actor) -> dict[str, bool]:
    """Answer by verb."""
    return {
        "open": actor.may(Permission.OPEN),
        "write": actor.may(Permission.WRITE),
        "publish": actor.may(Permission.PUBLISH),
        "recall": actor.may(Permission.RECALL),
    }
