"""Who has a round birthday in a month: somebody to congratulate at the door."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q

from linli.domains.registry.models import Person
from linli.domains.registry.models.person import Standing
from linli.domains.registry.queries.people import PersonRow, rows_of
from linli.foundation.scope import Actor
from linli.toolbox.dates import next_month

ROUND: Final = (80, 90, *range(100, 121))


@dataclass(frozen=True, slots=True)
class Birthday:
    """A person, the day of the month, and how old they become."""

    person: PersonRow
    day: int
    becomes: int


def round_birthdays(actor: Actor, month: date) -> Sequence[Birthday]:
    """Give the round birthdays of a month among those who live in the area, by day. Two queries, however many."""
    born = Q()
    for age in ROUND:
        first = month.replace(year=month.year - age, day=1)
        born |= Q(birth_date__gte=first, birth_date__lt=next_month(first))
    persons = list(Person.objects.within(actor.scope).filter(born, standing=Standing.PRESENT))
    persons.sort(key=lambda person: (person.birth_date.day, person.birth_date.year) if person.birth_date else (0, 0))
    return [
        Birthday(row, person.birth_date.day, month.year - person.birth_date.year)
        for row, person in zip(rows_of(actor, persons), persons, strict=True)
        if person.birth_date
    ]
