"""What still stands under the codes of a committee that is no more, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from linli.domains.registry.models import Household, Organisation, Person, PersonRevision, Premises
from linli.domains.registry.queries.people import PersonRow, rows_of
from linli.domains.registry.rules.premises import spoken
from linli.foundation.scope import Actor, Scope
from linli.foundation.scope.database import wall
from linli.foundation.territory import public as territory
from linli.toolbox.areacodes import committee_of
from linli.toolbox.errors import NotFound

MOST_SHOWN: Final = 100


@dataclass(frozen=True, slots=True)
class Twins:
    """Two entries of which the ledger of one committee can hold one."""

    id: int  # of the one that came along
    other_id: int
    words: str
    person: PersonRow | None = None
    other: PersonRow | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """One change after which rows still stand under the old codes."""

    source: int
    source_name: str
    target_names: Sequence[str]
    on: date
    basis: str
    is_split: bool
    goes_on: bool  # a split that left the old committee standing: what stays there may be right
    people: int
    homes: int
    households: int
    organisations: int
    same_people: Sequence[Twins] = ()
    same_homes: Sequence[Twins] = ()
    same_organisations: Sequence[Twins] = ()

    @property
    def rows(self) -> int:
        return self.people + self.homes + self.households + self.organisations


def heir_of(actor: Actor, source: int) -> territory.Succession:
    """Give what became of a committee whose rows are the actor's now; NotFound for any other."""
    gone = territory.succession(source)
    if gone is None or not actor.scope.contains(gone.target.scope):
        raise NotFound(_("No committee of this code became part of yours."), code="registry.rehoming")
    return gone


def around(gone: territory.Succession) -> Scope:
    """Give the narrowest scope that holds both committees."""
    return Scope(min(gone.source.code, gone.target.code), max(gone.source.hi, gone.target.hi))


def waiting(actor: Actor) -> list[Waiting]:
    """Give what waits after the changes that led into the actor's committees, the latest first."""
    changes: dict[int, list[territory.AreaChange]] = {}
    for change in territory.origins_within(actor.scope.lo, actor.scope.hi):
        changes.setdefault(change.from_area_id, []).append(change)
    found = [_waiting(actor, of_one) for of_one in changes.values()]
    return [each for each in found if each.rows]


def rows_waiting(actor: Actor) -> int:
    """Count what somebody should decide: not what a standing committee keeps after a split."""
    return sum(each.rows for each in waiting(actor) if not each.goes_on)


def earlier_revisions(actor: Actor, person: Person) -> list[PersonRevision]:
    """Give the states of a person that were known; those of before a change stand under the code of then.

    The committee is no more, and whoever keeps the entry keeps its history. Only this person's rows are read.
    """
    found = list(PersonRevision.objects.within(actor.scope).filter(person=person))
    known = {revision.pk for revision in found}
    for change in territory.origins(committee_of(person.area_code)):
        with wall(change.from_area.scope):
            earlier = PersonRevision.objects.within(change.from_area.scope).filter(person=person)
            found += [revision for revision in earlier if revision.pk not in known]
        known = {revision.pk for revision in found}
    return sorted(found, key=lambda revision: (revision.recorded_at, revision.version))


def _waiting(actor: Actor, changes: Sequence[territory.AreaChange]) -> Waiting:
    source = changes[0].from_area
    gone = territory.succession(source.code)
    with wall(source.scope):
        people = Person.objects.within(source.scope).count()
        homes = Premises.objects.within(source.scope).filter(is_home=True).count()
        households = Household.objects.within(source.scope).count()
        organisations = Organisation.objects.within(source.scope).count()
    twins = _Twins()
    if gone is not None and (people or homes or households or organisations):
        with wall(around(gone)):
            twins = _Twins(_same_people(actor, gone), _same_homes(gone), _same_organisations(gone))
    return Waiting(
        source=source.code,
        source_name=source.name,
        target_names=[change.to_area.name for change in changes],
        on=changes[0].on,
        basis=changes[0].basis,
        is_split=gone is None,
        goes_on=source.is_current,
        people=people,
        homes=homes,
        households=households,
        organisations=organisations,
        same_people=twins.people,
        same_homes=twins.homes,
        same_organisations=twins.organisations,
    )


@dataclass(frozen=True, slots=True)
class _Twins:
    people: Sequence[Twins] = ()
    homes: Sequence[Twins] = ()
    organisations: Sequence[Twins] = ()


def _same_people(actor: Actor, gone: territory.Succession) -> list[Twins]:
    there = Person.objects.within(gone.target.scope).filter(citizen_id_index=OuterRef("citizen_id_index"))
    came = (
        Person.objects.within(gone.source.scope)
        .annotate(there=Subquery(there.values("pk")[:1]))
        .exclude(there=None)
        .order_by("pk")[:MOST_SHOWN]
    )
    pairs = {person.pk: (person, person.there) for person in came}
    met = Person.objects.within(gone.target.scope).filter(pk__in=[there for _person, there in pairs.values()])
    others = {one.pk: one for one in met}
    rows = rows_of(actor, [person for person, _there in pairs.values()])
    other_rows = rows_of(actor, [others[there] for _person, there in pairs.values()])
    return [Twins(row.id, other.id, row.name, row, other) for row, other in zip(rows, other_rows, strict=True)]


def _same_homes(gone: territory.Succession) -> list[Twins]:
    there = Premises.objects.within(gone.target.scope).filter(path=OuterRef("path"))
    came = (
        Premises.objects.within(gone.source.scope)
        .annotate(there=Subquery(there.values("pk")[:1]))
        .exclude(there=None)
        .order_by("path")[:MOST_SHOWN]
    )
    return [Twins(place.pk, place.there, spoken(place.path)) for place in came]


def _same_organisations(gone: territory.Succession) -> list[Twins]:
    there = Organisation.objects.within(gone.target.scope).filter(credit_code=OuterRef("credit_code"))
    came = (
        Organisation.objects.within(gone.source.scope)
        .exclude(credit_code="")
        .annotate(there=Subquery(there.values("pk")[:1]), there_name=Subquery(there.values("name")[:1]))
        .exclude(there=None)
        .order_by("name")[:MOST_SHOWN]
    )
    return [Twins(one.pk, one.there, f"{one.name} · {one.there_name}") for one in came]
