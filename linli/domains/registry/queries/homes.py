"""Homes and the tree they stand in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from linli.domains.registry.access import Permission
from linli.domains.registry.models import Household, Person, Premises, Tenure
from linli.domains.registry.models.premises import PremisesKind
from linli.domains.registry.queries.areas import committees_beside
from linli.domains.registry.queries.finding import premises_at
from linli.domains.registry.queries.households import HouseholdCard, households_at
from linli.domains.registry.queries.pages import Cursor, Page, page_of
from linli.domains.registry.queries.people import HERE, PersonRow, rows_of
from linli.domains.registry.queries.person import TenureRow, tenure_row
from linli.domains.registry.rules.premises import natural_key, spoken
from linli.foundation.scope import Actor, Scope
from linli.toolbox.errors import NotFound

MOST_CHILDREN = 500
MOST_SUGGESTED = 8


@dataclass(frozen=True, slots=True)
class HomeRow:
    """One home in a list."""

    id: int
    address: str
    people: int
    households: int
    committee: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step on the way down to a home, or one below it."""

    id: int
    label: str
    is_home: bool = False


@dataclass(frozen=True, slots=True)
class Bond:
    """A tenure seen from the home: who is bound to it and how."""

    person: PersonRow
    tenure: TenureRow


@dataclass(frozen=True, slots=True)
class HomeCard:
    """One home, or a step above homes: what is in it."""

    id: int
    address: str
    kind_name: str
    is_home: bool
    area_code: int
    above: Sequence[Step]
    below: Sequence[Step]
    households: Sequence[HouseholdCard]
    alone: Sequence[PersonRow]  # live here without a household
    bonds: Sequence[Bond]  # 户籍 产权 租住 of people, who may live elsewhere
    people: int
    counts_only: bool  # beside a whole address a masked name is none, so who may see no names sees no people


def homes(
    actor: Actor, words: str = "", *, cursor: Cursor | None, size: int, area: Scope | None = None
) -> Page[HomeRow]:
    """Give one page of the homes in the actor's scope that an address names."""
    scope = actor.scope if area is None else actor.scope.narrowed(area)
    found = premises_at(scope, words) if words.strip() else Premises.objects.within(scope)
    page = page_of(found.filter(is_home=True), cursor, size)
    ids = [home.pk for home in page.rows]
    people = _count(Person.objects.within(actor.scope).filter(home_id__in=ids, standing__in=HERE))
    households = _count(Household.objects.within(actor.scope).filter(home_id__in=ids))
    committees = committees_beside(actor, (home.area_code for home in page.rows))
    rows = [
        HomeRow(home.pk, spoken(home.path), people[home.pk], households[home.pk], committees.get(home.area_code, ""))
        for home in page.rows
    ]
    return Page(rows, page.size, page.previous, page.next)


def home_card(actor: Actor, premises_id: int) -> HomeCard:
    """Give one home with everybody in it, or NotFound."""
    place = premises_of(actor, premises_id)
    residents = list(
        Person.objects.within(actor.scope).filter(home=place, standing__in=HERE).order_by("relation", "id")
    )
    rows = dict(zip([person.pk for person in residents], rows_of(actor, residents), strict=True))
    alone = [rows[person.pk] for person in residents if person.household_id is None]
    counts_only = not actor.may(Permission.SEE_NAMES)
    return HomeCard(
        id=place.pk,
        address=spoken(place.path),
        kind_name=str(PremisesKind(place.kind).label),
        is_home=place.is_home,
        area_code=place.area_code,
        above=_above(actor, place),
        below=_below(actor, place),
        households=households_at(actor, place),
        alone=[] if counts_only else alone,
        bonds=[] if counts_only else _bonds(actor, place),
        people=len(residents),
        counts_only=counts_only,
    )


def premises_of(actor: Actor, premises_id: int) -> Premises:
    """Give the premises themselves, or NotFound."""
    place = Premises.objects.within(actor.scope).filter(pk=premises_id).first()
    if place is None:
        raise NotFound(_("There is no such home in your area."), code="registry.home")
    return place


def address_of(actor: Actor, home_id: int | None) -> str:
    """Give the address of a home as people write it; empty when there is none in the scope."""
    if home_id is None:
        return ""
    path = Premises.objects.within(actor.scope).filter(pk=home_id).values_list("path", flat=True).first()
    return "" if path is None else spoken(path)


def suggested_homes(actor: Actor, words: str) -> list[tuple[int, str]]:
    """Give the homes that somebody may mean by an address; one alone is the one meant."""
    found = premises_at(actor.scope, words).filter(is_home=True)
    pairs = list(found.order_by("path").values_list("pk", "path")[: MOST_SUGGESTED + 1])
    exact = [(pk, path) for pk, path in pairs if spoken(path) == spoken(words.replace(" ", ""))]
    return [(pk, spoken(path)) for pk, path in (exact if len(exact) == 1 else pairs)]


def _count(rows: object) -> dict[int, int]:
    counted: dict[int, int] = defaultdict(int)
    for home_id in rows.values_list("home_id", flat=True):  # type: ignore[attr-defined]
        counted[home_id] += 1
    return counted


def _above(actor: Actor, place: Premises) -> list[Step]:
    paths = place.path.split("/")
    wanted = ["/".join(paths[: end + 1]) for end in range(len(paths) - 1)]
    committee = place.area_code - place.area_code % 10_000
    found = Premises.objects.within(actor.scope).filter(
        path__in=wanted, area_code__gte=committee, area_code__lt=committee + 10_000
    )
    return [Step(step.pk, step.label) for step in sorted(found, key=lambda step: len(step.path))]


def _below(actor: Actor, place: Premises) -> list[Step]:
    children = Premises.objects.within(actor.scope).filter(parent=place)[:MOST_CHILDREN]
    return [
        Step(child.pk, child.label, child.is_home) for child in sorted(children, key=lambda c: natural_key(c.label))
    ]


def _bonds(actor: Actor, place: Premises) -> list[Bond]:
    tenures = list(
        Tenure.objects.within(actor.scope)
        .filter(premises=place)
        .select_related("premises", "person")
        .order_by("kind", "-period")[:MOST_CHILDREN]
    )
    people = rows_of(actor, [tenure.person for tenure in tenures])
    return [Bond(person, tenure_row(tenure)) for person, tenure in zip(people, tenures, strict=True)]
