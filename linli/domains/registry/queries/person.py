"""One person's card."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.domains.registry.access import Permission
from linli.domains.registry.models import Person, Premises, Tenure
from linli.domains.registry.models.person import PersonFields, Relation, Sex, Source, Standing
from linli.domains.registry.models.sealed import CITIZEN_ID, TELEPHONE
from linli.domains.registry.models.tenure import TenureKind
from linli.domains.registry.queries.people import PersonRow, rows_of
from linli.domains.registry.rules.ages import age
from linli.domains.registry.rules.premises import spoken
from linli.foundation.accounts import public as accounts
from linli.foundation.scope import Actor
from linli.toolbox import clock, masks
from linli.toolbox.errors import NotFound

SEALED: Final = {field.name: field for field in (CITIZEN_ID, TELEPHONE)}
MASKS: Final[dict[str, Callable[[str], str]]] = {CITIZEN_ID.name: masks.citizen_id, TELEPHONE.name: masks.telephone}


@dataclass(frozen=True, slots=True)
class Facts:
    """What the ledger says of a person, today or at an earlier moment."""

    name: str
    sex: Sex
    birth_date: date | None  # None too for whom only the age is shown
    age: int | None
    citizen_id: str  # masked
    telephone: str  # masked
    home_id: int | None
    address: str
    household_id: int | None
    relation: Relation
    standing: Standing
    source: Source
    reason: str
    recorded_at: datetime
    recorded_by_id: int | None
    batch_id: int | None
    version: int

    @property
    def sex_name(self) -> str:
        return str(self.sex.label)

    @property
    def relation_name(self) -> str:
        return str(self.relation.label)

    @property
    def standing_name(self) -> str:
        return str(self.standing.label)

    @property
    def source_name(self) -> str:
        return str(self.source.label)


@dataclass(frozen=True, slots=True)
class TenureRow:
    """One dated bond to a home."""

    id: int
    kind: TenureKind
    premises_id: int
    address: str
    since: date | None
    until: date | None  # the first day on which it no longer holds
    source: Source
    recorded_at: datetime
    is_current: bool

    @property
    def kind_name(self) -> str:
        return str(self.kind.label)

    @property
    def source_name(self) -> str:
        return str(self.source.label)


@dataclass(frozen=True, slots=True)
class PersonCard:
    """Everything the ledger holds of one person, masked where it is sealed."""

    id: int
    area_code: int
    facts: Facts
    tenures: Sequence[TenureRow]
    members: Sequence[PersonRow]  # of the same household, the person among them
    connection: accounts.Connection | None  # the person's own account, to those who may connect one

    @property
    def name(self) -> str:
        return self.facts.name


def person_of(actor: Actor, person_id: int) -> Person:
    """Give the entry itself, or NotFound: outside the scope it does not exist."""
    person = Person.objects.within(actor.scope).filter(pk=person_id).first()
    if person is None:
        raise NotFound(_("There is nobody here under this number."), code="registry.person")
    return person


def masked_value(actor: Actor, person_id: int, field: str) -> str:
    """Give one sealed value masked, as the lists show it; NotFound for a field that is not sealed."""
    sealed = SEALED.get(field)
    if sealed is None:
        raise NotFound(_("There is no such masked value."), code="registry.reveal")
    return MASKS[field](sealed.open(getattr(person_of(actor, person_id), field)))


def person_card(actor: Actor, person: Person) -> PersonCard:
    """Give the card of an entry. Opening one is an action of its own: ``look_at_person``."""
    tenures = list(
        Tenure.objects.within(actor.scope).filter(person=person).select_related("premises").order_by("-period")
    )
    members: list[Person] = []
    if person.household_id is not None:
        members = list(
            Person.objects.within(actor.scope)
            .filter(household_id=person.household_id)
            .order_by("relation", "birth_date", "id")
        )
    addresses = addresses_of([person])
    shown = [tenure_row(tenure) for tenure in tenures]
    if not actor.may(Permission.SEE_NAMES):
        shown = [replace(row, address=masks.address(row.address)) for row in shown]
    return PersonCard(
        id=person.pk,
        area_code=person.area_code,
        facts=shown_facts(actor, person, addresses),
        tenures=shown,
        members=rows_of(actor, members),
        connection=connection_of(actor, person),
    )


def connection_of(actor: Actor, person: Person) -> accounts.Connection | None:
    """Answer whether the person signs in to read this entry; only those ask who may change it."""
    return accounts.connection_of(person.pk) if actor.may(Permission.CONNECT) else None


def tenure_of(actor: Actor, person_id: int, tenure_id: int) -> TenureRow:
    """Give one bond of a person, or NotFound."""
    found = Tenure.objects.within(actor.scope).filter(pk=tenure_id, person_id=person_id).select_related("premises")
    tenure = found.first()
    if tenure is None:
        raise NotFound(_("There is no such entry of this person."), code="registry.tenure")
    return tenure_row(tenure)


def tenure_row(tenure: Tenure) -> TenureRow:
    today = clock.today()
    since, until = tenure.period.lower, tenure.period.upper
    return TenureRow(
        id=tenure.pk,
        kind=TenureKind(tenure.kind),
        premises_id=tenure.premises_id,
        address=spoken(tenure.premises.path),
        since=since,
        until=until,
        source=Source(tenure.source),
        recorded_at=tenure.recorded_at,
        is_current=(since is None or since <= today) and (until is None or today < until),
    )


def shown_facts(actor: Actor, state: PersonFields, addresses: dict[int, str]) -> Facts:
    """Give what this actor is shown: whole, or so little that it names nobody (inventory M01-09)."""
    facts = facts_of(state, addresses)
    if actor.may(Permission.SEE_NAMES):
        return facts
    # what somebody wrote as a reason may name people too
    return replace(facts, name=masks.name(facts.name), birth_date=None, address=masks.address(facts.address), reason="")


def facts_of(state: PersonFields, addresses: dict[int, str]) -> Facts:
    return Facts(
        name=state.name,
        sex=Sex(state.sex),
        birth_date=state.birth_date,
        age=age(state.birth_date, clock.today()),
        citizen_id=masks.citizen_id(CITIZEN_ID.open(state.citizen_id)),
        telephone=masks.telephone(TELEPHONE.open(state.telephone)),
        home_id=state.home_id,
        address=spoken(addresses.get(state.home_id or 0, "")),
        household_id=state.household_id,
        relation=Relation(state.relation),
        standing=Standing(state.standing),
        source=Source(state.source),
        reason=state.reason,
        recorded_at=state.recorded_at,
        recorded_by_id=state.recorded_by_id,
        batch_id=state.batch_id,
        version=state.version,
    )


def addresses_of(states: Iterable[PersonFields]) -> dict[int, str]:
    """Give the paths of the homes of people already found, in one query."""
    ids = {state.home_id for state in states if state.home_id is not None}
    homes = Premises.objects.everywhere(because="the homes of one person already found inside the scope")
    return dict(homes.filter(pk__in=ids).values_list("pk", "path"))
