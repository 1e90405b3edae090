"""Who may be taken into a household: whoever lives at its home and does not belong to it yet."""

from __future__ import annotations

from typing import Final

from linli.domains.registry.models import Person
from linli.domains.registry.queries.people import HERE, rows_of
from linli.foundation.scope import Actor

MOST_OFFERED: Final = 200


def who_may_join(actor: Actor, home_id: int | None, household_id: int | None) -> list[tuple[int, str]]:
    """Give the people of a home beside a household, as choices: 李四 · 女 · 71 岁."""
    if home_id is None:
        return []
    living = Person.objects.within(actor.scope).filter(home_id=home_id, standing__in=HERE).order_by("relation", "id")
    beside = [person for person in living[:MOST_OFFERED] if household_id is None or person.household_id != household_id]
    return [
        (row.id, " · ".join(part for part in (row.name, row.sex, row.age_words) if part))
        for row in rows_of(actor, beside)
    ]
