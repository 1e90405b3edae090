"""What may be read here; the actor comes first."""

from __future__ import annotations

from linli.foundation.scope import Actor


def overview(actor: Actor) -> str:
    """Name the area whose things are shown."""
    return actor.area_name
