"""Who lives in an area, for whoever has something to tell them: numbers of people, never their values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from linli.domains.registry.models import Person
from linli.domains.registry.models.person import Standing
from linli.domains.registry.models.sealed import TELEPHONE
from linli.foundation.scope import Actor, Scope

_OWN = "a person's own row, which the database wall shows them"


@dataclass(frozen=True, slots=True)
class Dweller:
    """Somebody who lives in an area: a number, and whether they can be telephoned."""

    person_id: int
    has_telephone: bool


def dwellers(actor: Actor, areas: Iterable[Scope], *, after: int, most: int) -> list[Dweller]:
    """Give the next people who live in any of the areas, each once, in the order of their numbers."""
    inside = Q()
    for area in areas:
        inside |= actor.scope.narrowed(area).as_q()
    if not inside:
        return []
    living = Person.objects.within(actor.scope).filter(inside, standing=Standing.PRESENT, pk__gt=after)
    rows = living.order_by("pk").values_list("pk", "telephone_index")[:most]
    return [Dweller(number, index is not None) for number, index in rows]


def telephone_of_dweller(actor: Actor, person_id: int) -> str:
    """Open the telephone of somebody a message is on its way to; empty without one. Never for a screen."""
    row = Person.objects.within(actor.scope).filter(pk=person_id).only("telephone", "area_code").first()
    return "" if row is None else TELEPHONE.open(row.telephone)


def own_dwelling(actor: Actor) -> int | None:
    """Give the code of the place where the actor's own entry says that they live; None without one."""
    if actor.person_id is None:
        return None
    own = Person.objects.everywhere(because=_OWN).filter(pk=actor.person_id, standing=Standing.PRESENT)
    return own.values_list("area_code", flat=True).first()
