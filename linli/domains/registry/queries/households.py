"""Households: the list and one of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Count, Exists, Max, OuterRef, Subquery
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from linli.domains.registry.access import Permission
from linli.domains.registry.models import Household, Person, Premises
from linli.domains.registry.models.person import Relation, Standing
from linli.domains.registry.queries.areas import committees_beside
from linli.domains.registry.queries.pages import Cursor, Page, page_of
from linli.domains.registry.queries.people import HERE, PersonRow, rows_of, shown_address, shown_name
from linli.domains.registry.rules.ages import AGES, Band
from linli.domains.registry.rules.premises import spoken
from linli.foundation.scope import Actor, Scope
from linli.foundation.scope.models import ScopedQuerySet
from linli.toolbox import clock
from linli.toolbox.errors import NotFound


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
    """A household in a list: by its head and its home; of who lives alone also what a visit needs."""

    id: int
    head: str
    members: int
    address: str
    number: str
    committee: str
    age_words: str = ""
    telephone: str = ""  # masked


def households(
    actor: Actor, *, cursor: Cursor | None, size: int, area: Scope | None = None, alone: Band | None = None
) -> Page[HouseholdRow]:
    """Give one page of the households that have somebody here, or of those of an elder who lives alone."""
    scope = actor.scope if area is None else actor.scope.narrowed(area)
    members = Person.objects.within(scope).filter(household_id=OuterRef("pk"), standing__in=HERE)
    found = Household.objects.within(scope).filter(Exists(members)) if alone is None else _living_alone(scope, alone)
    page = page_of(found, cursor, size)
    ids = [household.pk for household in page.rows]
    people = Person.objects.within(scope).filter(household_id__in=ids, standing__in=HERE)
    heads: dict[int | None, str] = {}
    counted: dict[int | None, int] = defaultdict(int)
    visited: dict[int | None, PersonRow] = {}
    if alone is not None:
        persons = list(people.filter(standing=Standing.PRESENT))
        visited = dict(zip((person.household_id for person in persons), rows_of(actor, persons), strict=True))
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
            age_words=visited[household.pk].age_words if household.pk in visited else "",
            telephone=visited[household.pk].telephone if household.pk in visited else "",
        )
        for household in page.rows
    ]
    return Page(rows, page.size, page.previous, page.next)


def elders_alone(actor: Actor, band: Band = Band.ELDER) -> int:
    """Count the households of an elder who lives alone. Counted now: only for an actor of one committee."""
    return _living_alone(actor.scope, band).count()


def _living_alone(scope: Scope, band: Band) -> ScopedQuerySet[Household]:
    """Give the households where exactly one member lives, of that age; who has no date of birth is not among them.

    One scalar subquery a household, met along the index of the area: the planner cannot turn it into a join of
    all people, and nothing has to be kept up to date by whatever moves, joins or imports people.
    """
    only = (
        Person.objects.within(scope)
        .filter(household_id=OuterRef("pk"), standing=Standing.PRESENT)
        .order_by()
        .values("household_id")
        .annotate(members=Count("pk"), born=Max("birth_date"))
        .filter(members=1)
        .values("born")
    )
    _after, until = AGES[band].births(clock.today())
    return Household.objects.within(scope).filter(LessThanOrEqual(Subquery(only), until))


def household_card(actor: Actor, household_id: int) -> HouseholdCard:
    """Give one household, or NotFound."""
    household = Household.objects.within(actor.scope).filter(pk=household_id).select_related("home").first()
    if household is None:
        raise NotFound(_("There is no such household in your area."), code="registry.household")
    members = list(Person.objects.within(actor.scope).filter(household=household).order_by("relation", "id"))
    card = _household_card(household, rows_of(actor, members))
    return replace(card, address=shown_address(actor, card.address))


def households_at(actor: Actor, place: Premises) -> list[HouseholdCard]:
    """Give the households of one home; to whom may see no names, how many people each has."""
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


def _paths(home_ids: set[int | None]) -> dict[int | None, str]:
    homes = Premises.objects.everywhere(because="the homes of households already found inside the scope")
    return dict(homes.filter(pk__in=[home_id for home_id in home_ids if home_id]).values_list("pk", "path"))
