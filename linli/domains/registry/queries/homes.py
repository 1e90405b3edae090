"""Homes, the tree they stand in, and households."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from linli.domains.registry.access import Permission
from linli.domains.registry.models import Household, Person, Premises, Tenure
from linli.domains.registry.models.person import Relation
from linli.domains.registry.models.premises import PremisesKind
from linli.domains.registry.queries.areas import committees_beside
from linli.domains.registry.queries.finding import premises_at
from linli.domains.registry.queries.pages import Cursor, Page, page_of
from linli.domains.registry.queries.people import HERE, PersonRow, rows_of, shown_address, shown_name
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
class HouseholdCard:
    """A household and who belongs to it."""

    id: int
    number: str
    home_id: int | None
    address: str
    area_code: int
    size: int
    members: Sequence[PersonRow]  # none for whom people are only counted


@dataclass(frozen=True, slots=True)
class HouseholdRow:
    """A household in a list: by its head and its home."""

    id: int
    head: str
    members: int
    address: str
    number: str
    committee: str


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
        households=_households_at(actor, place),
        alone=[] if counts_only else alone,
        bonds=[] if counts_only else _bonds(actor, place),
        people=len(residents),
        counts_only=counts_only,
    )


def households(actor: Actor, *, cursor: Cursor | None, size: int, area: Scope | None = None) -> Page[HouseholdRow]:
    """Give one page of the households that have somebody here."""
    scope = actor.scope if area is None else actor.scope.narrowed(area)
    members = Person.objects.within(scope).filter(household_id=OuterRef("pk"), standing__in=HERE)
    page = page_of(Household.objects.within(scope).filter(Exists(members)), cursor, size)
    ids = [household.pk for household in page.rows]
    people = Person.objects.within(scope).filter(household_id__in=ids, standing__in=HERE)
    heads: dict[int | None, str] = {}
    counted: dict[int | None, int] = defaultdict(int)
    for person in people.only("name", "relation", "household_id").order_by("relation", "id"):
        counted[person.household_id] += 1
        if person.relation == Relation.HEAD:
            heads.setdefault(person.household_id, shown_name(actor, person.name))
    addresses = _paths({household.home_id for household in page.rows})
    committees = committees_beside(actor, (household.area_code for household in page.rows))
    rows = [
        HouseholdRow(
            id=household.pk,
            head=heads.get(household.pk, ""),
            members=counted[household.pk],
            address=shown_address(actor, addresses.get(household.home_id, "")),
            number=household.number,
            committee=committees.get(household.area_code, ""),
        )
        for household in page.rows
    ]
    return Page(rows, page.size, page.previous, page.next)


def household_card(actor: Actor, household_id: int) -> HouseholdCard:
    """Give one household, or NotFound."""
    household = Household.objects.within(actor.scope).filter(pk=household_id).select_related("home").first()
    if household is None:
        raise NotFound(_("There is no such household in your area."), code="registry.household")
    members = list(Person.objects.within(actor.scope).filter(household=household).order_by("relation", "id"))
    card = _household_card(household, rows_of(actor, members))
    return replace(card, address=shown_address(actor, card.address))


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


def _paths(home_ids: set[int | None]) -> dict[int | None, str]:
    homes = Premises.objects.everywhere(because="the homes of households already found inside the scope")
    return dict(homes.filter(pk__in=[home_id for home_id in home_ids if home_id]).values_list("pk", "path"))


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


def _households_at(actor: Actor, place: Premises) -> list[HouseholdCard]:
    households = list(Household.objects.within(actor.scope).filter(home=place).select_related("home").order_by("id"))
    members = list(
        Person.objects.within(actor.scope)
        .filter(household__in=households, standing__in=HERE)
        .order_by("relation", "id")
    )
    rows: dict[int | None, list[PersonRow]] = defaultdict(list)
    for member, row in zip(members, rows_of(actor, members), strict=True):
        rows[member.household_id].append(row)
    cards = [_household_card(household, rows[household.pk]) for household in households]
    return cards if actor.may(Permission.SEE_NAMES) else [replace(card, members=[]) for card in cards]


def _household_card(household: Household, members: Sequence[PersonRow]) -> HouseholdCard:
    return HouseholdCard(
        id=household.pk,
        number=household.number,
        home_id=household.home_id,
        address="" if household.home is None else spoken(household.home.path),
        area_code=household.area_code,
        size=len(members),
        members=members,
    )


def _bonds(actor: Actor, place: Premises) -> list[Bond]:
    tenures = list(
        Tenure.objects.within(actor.scope)
        .filter(premises=place)
        .select_related("premises", "person")
        .order_by("kind", "-period")[:MOST_CHILDREN]
    )
    people = rows_of(actor, [tenure.person for tenure in tenures])
    return [Bond(person, tenure_row(tenure)) for person, tenure in zip(people, tenures, strict=True)]
