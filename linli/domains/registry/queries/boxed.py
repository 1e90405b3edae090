"""What the one search box finds in the ledger: a few rows of each kind, one or two queries a kind.

The lists ask for whole pages with everything beside each row; the box shows five and leads to the list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any, Final

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Mod

from linli.domains.registry.access import Permission
from linli.domains.registry.models import Organisation, Person
from linli.domains.registry.models.organisation import OrganisationKind
from linli.domains.registry.models.person import Sex
from linli.domains.registry.models.sealed import CITIZEN_ID, TELEPHONE
from linli.domains.registry.queries.areas import is_above_committees
from linli.domains.registry.queries.finding import premises_at, ways
from linli.domains.registry.queries.organisations import meaning_of_organisation
from linli.domains.registry.queries.people import (
    HERE,
    PeopleFilter,
    narrowed,
    record_a_search,
    shown_address,
    shown_name,
)
from linli.domains.registry.rules.ages import age
from linli.domains.registry.rules.premises import natural_key, spoken
from linli.domains.registry.rules.search import Kind, read, without_house
from linli.foundation.scope import Actor
from linli.foundation.scope.models import ScopedModel, ScopedQuerySet
from linli.foundation.territory import public as territory
from linli.toolbox import clock, masks
from linli.toolbox.texts import fold

COMMITTEE_WIDTH: Final = 10_000
ONCE_A: Final = 60.0  # seconds in which the same words of the same person are one search
_MOST_REMEMBERED: Final = 2_000
_recorded: dict[tuple[int | None, str], float] = {}


@dataclass(frozen=True, slots=True)
class BoxedPerson:
    """A person as the box shows them: masked as in every list."""

    id: int
    name: str
    sex: str
    age: int | None
    address: str
    committee: str
    number: str  # masked, where the search was for the end of it


@dataclass(frozen=True, slots=True)
class BoxedPlace:
    """A home or an organisation."""

    id: int
    name: str
    detail: str
    committee: str


def people_in_box(actor: Actor, text: str, limit: int) -> list[BoxedPerson]:
    """Find people by what was typed so far: a look at a list, recorded as one, once a minute for the same words."""
    wanted = PeopleFilter(words=text)
    found = _first_people(actor, wanted, limit)
    if not _was_just_recorded(actor, text):
        record_a_search(actor, wanted.terms, found)
    by_tail = any(Kind.TAIL in term.kinds for term in wanted.terms)
    return [_boxed(actor, person, with_number=by_tail) for person in found]


def _first_people(actor: Actor, wanted: PeopleFilter, limit: int) -> list[Person]:
    """Give the first few, each way to read the words along its own index; several words are asked as the list asks.

    A list in the order of the areas would read a whole district before it met six people of a rare name.
    """
    terms = wanted.terms if actor.may(Permission.SEE_NAMES) else tuple(without_house(term) for term in wanted.terms)
    if len(terms) != 1:
        rows = narrowed(actor, wanted, wanted.terms, clock.today()).order_by("area_code", "id")
        return list(_with_committee(actor, rows.select_related("home"))[:limit])
    here = Person.objects.within(actor.scope).filter(standing__in=HERE)
    parts = [
        here.filter(way.condition).order_by(*way.order).values("pk")[:limit] for way in ways(actor.scope, terms[0])
    ]
    if not parts:
        return []
    first, *others = parts
    met = first.union(*others, all=True) if others else first
    keys = list(dict.fromkeys(row["pk"] for row in met))[:limit]
    rows = _with_committee(actor, Person.objects.within(actor.scope).filter(pk__in=keys).select_related("home"))
    found = {person.pk: person for person in rows}
    return [found[key] for key in keys if key in found]


def homes_in_box(actor: Actor, text: str, limit: int) -> list[BoxedPlace]:
    """Find homes by an address or its beginning."""
    homes = premises_at(actor.scope, text).filter(is_home=True)
    found = list(_with_committee(actor, homes).order_by("area_code", "id")[:limit])
    found.sort(key=lambda home: natural_key(home.path))
    return [BoxedPlace(home.pk, spoken(home.path), "", _committee(home)) for home in found]


def organisations_in_box(actor: Actor, text: str, limit: int) -> list[BoxedPlace]:
    """Find organisations by name, initials or credit code."""
    found = Organisation.objects.within(actor.scope).filter(meaning_of_organisation(actor.scope, fold(text)))
    return [
        BoxedPlace(row.pk, row.name, str(OrganisationKind(row.kind).label), _committee(row))
        for row in _with_committee(actor, found).order_by("area_code", "id")[:limit]
    ]


def may_be_an_address(text: str) -> bool:
    """Say whether words could name a home; a number of a person or letters could not."""
    return any({Kind.ADDRESS, Kind.ROAD, Kind.TAIL} & set(term.kinds) for term in read(text))


def _boxed(actor: Actor, person: Person, *, with_number: bool) -> BoxedPerson:
    numbers: Sequence[str] = ()
    if with_number:
        numbers = (
            masks.telephone(TELEPHONE.open(person.telephone)),
            masks.citizen_id(CITIZEN_ID.open(person.citizen_id)),
        )
    return BoxedPerson(
        id=person.pk,
        name=shown_name(actor, person.name),
        sex=str(Sex(person.sex).label),
        age=age(person.birth_date, clock.today()),
        address=shown_address(actor, "" if person.home is None else person.home.path),
        committee=_committee(person),
        number=" · ".join(number for number in numbers if number),
    )


def _with_committee(actor: Actor, rows: ScopedQuerySet[Any]) -> ScopedQuerySet[Any]:
    """Name the committee beside each row in the same query, for whoever looks at several."""
    if not is_above_committees(actor):
        return rows
    code = OuterRef("area_code") - Mod(OuterRef("area_code"), COMMITTEE_WIDTH)
    return rows.annotate(committee_name=Subquery(territory.Area.objects.filter(pk=code).values("short_name")[:1]))


def _committee(row: ScopedModel) -> str:
    return getattr(row, "committee_name", None) or ""


def _was_just_recorded(actor: Actor, text: str) -> bool:
    """Say whether this person asked for the same words within the minute, on this process."""
    now = monotonic()
    for known in [key for key, at in _recorded.items() if now - at > ONCE_A]:
        _recorded.pop(known, None)
    key = (actor.post_id, fold(text).casefold())
    if key in _recorded:
        return True
    if len(_recorded) < _MOST_REMEMBERED:
        _recorded[key] = now
    return False
