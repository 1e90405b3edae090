"""Correcting a person: the old state goes into the history, nothing is overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final, TypedDict
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Field
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.domains.registry.access import Permission
from linli.domains.registry.actions import checks, receipts
from linli.domains.registry.actions.people import area_for, refuse_a_second
from linli.domains.registry.actions.tenures import open_living
from linli.domains.registry.events import PersonCorrected
from linli.domains.registry.models import Person, PersonRevision, Premises, Tenure
from linli.domains.registry.models.person import PersonFields, Relation, Sex, Source, Standing
from linli.domains.registry.models.sealed import CITIZEN_ID, TELEPHONE
from linli.domains.registry.models.tenure import TenureKind
from linli.foundation.audit import public as audit
from linli.foundation.doors.actions import action
from linli.foundation.events import public as events
from linli.foundation.scope import Actor
from linli.toolbox.errors import Conflict, Invalid, NotFound
from linli.toolbox.names import initials


class Changes(TypedDict, total=False):
    """What is to be different; a field that is absent stays as it is."""

    name: str
    sex: Sex
    birth_date: date | None
    citizen_id: str  # in clear; empty: remove
    telephone: str  # in clear; empty: remove
    home_id: int | None
    relation: Relation
    standing: Standing


# each field and the column that tells whether it changed
COMPARED: Final = {
    "name": "name",
    "sex": "sex",
    "birth_date": "birth_date",
    "citizen_id": "citizen_id_index",
    "telephone": "telephone_index",
    "home_id": "home_id",
    "relation": "relation",
    "standing": "standing",
}


# what the ledger and its history both hold
SHARED_COLUMNS: Final = tuple(
    field.attname
    for field in PersonFields._meta.get_fields()  # noqa: SLF001 - Django's public API of models
    if isinstance(field, Field)
)


class ChangedMeanwhile(Conflict):
    """Somebody else corrected the same fields since the form was opened."""

    def __init__(self, fields: frozenset[str], version: int) -> None:
        super().__init__(
            _(
                "Somebody else corrected this entry while you were writing. Nothing of yours is lost: compare both "
                "below and save again if yours is right."
            ),
            code="registry.person.changed_meanwhile",
        )
        self.fields = fields
        self.version = version


@action(Permission.CORRECT)
def correct_person(
    actor: Actor,
    person_id: int,
    changes: Changes,
    *,
    version: int,
    reason: str,
    source: Source = Source.COMMITTEE,
    token: UUID | None = None,
) -> int:
    """Correct what the ledger says of a person; return the new version.

    ``version`` is what the writer had before their eyes. Corrections of different fields by two people both hold;
    of the same field, the second is asked.
    """
    earlier = receipts.claim(actor, token, "correct_person")
    person = Person.objects.within(actor.scope).lock(person_id)
    if earlier is not None:
        return person.version
    reason = checks.checked_reason(reason)
    columns = _columns(actor, person, changes)
    fields = _differing(person, columns)
    if not fields:
        raise Invalid(_("Nothing is different. Change a field, or go back to the card."), code="registry.no_change")
    overlap = fields & _changed_since(person, version)
    if overlap:
        raise ChangedMeanwhile(overlap, person.version)
    before, old_home = person.area_code, person.home_id
    supersede(actor, person, columns, reason=reason, source=source)
    if "home_id" in fields:
        _living_follows(actor, person, old_home)
    audit.record(
        actor,
        "registry:person:correct",
        kind="person",
        object_id=person.pk,
        subject_id=person.pk,
        area_code=person.area_code,
        purpose=reason,
        detail={"fields": sorted(fields), "version": person.version},
    )
    events.announce(PersonCorrected(person.pk, person.area_code, tuple(sorted(fields)), before))
    receipts.settle(actor, token, person.pk)
    return person.version


def supersede(
    actor: Actor,
    person: Person,
    columns: Mapping[str, Any],
    *,
    reason: str,
    source: Source,
    at: datetime | None = None,
) -> None:
    """Put what is known into the history and the new columns in its place; part of an action."""
    now = at or timezone.now()
    keep_revision(actor, person, now)
    for name, value in columns.items():
        setattr(person, name, value)
    person.source, person.reason, person.batch_id = source, reason, None
    person.recorded_at, person.recorded_by_id = now, actor.account_id
    person.version += 1
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError:
        refuse_a_second(person.area_code, columns.get("citizen_id_index"), but=person.pk)
        raise
    if "area_code" in columns:
        Tenure.objects.within(actor.scope).filter(person=person).update(area_code=person.area_code)


def keep_revision(actor: Actor, person: Person, now: datetime) -> PersonRevision:
    """Write down what is known of a person until now."""
    shared = {column: getattr(person, column) for column in SHARED_COLUMNS}
    return PersonRevision.objects.create(**shared, person=person, superseded_at=now, superseded_by_id=actor.account_id)


def _columns(actor: Actor, person: Person, changes: Changes) -> dict[str, Any]:
    """Check what is to be different and bring it into columns."""
    columns: dict[str, Any] = {}
    if "name" in changes:
        columns["name"] = checks.checked_name(changes["name"])
        columns["name_initials"] = initials(columns["name"])
    citizen_id = None
    if "citizen_id" in changes:
        citizen_id = checks.checked_citizen_id(changes["citizen_id"])
        columns |= CITIZEN_ID.keep(citizen_id.value if citizen_id else "")
    if "birth_date" in changes or citizen_id is not None:
        birth = changes.get("birth_date", person.birth_date)
        columns["birth_date"] = checks.checked_birth_date(birth, citizen_id)
    if "telephone" in changes:
        columns |= TELEPHONE.keep(checks.checked_telephone(changes["telephone"]))
    for plain in ("sex", "relation", "standing"):
        if plain in changes:
            columns[plain] = changes[plain]
    if "home_id" in changes:
        columns |= _home(actor, person, changes["home_id"])
    return columns


def _home(actor: Actor, person: Person, home_id: int | None) -> dict[str, Any]:
    if home_id is None:
        return {"home_id": None}
    home = Premises.objects.within(actor.scope).filter(pk=home_id).first()
    if home is None:
        raise NotFound(_("There is no such home in your area."), code="registry.home")
    columns: dict[str, Any] = {"home_id": home.pk}
    area_code = area_for(actor, home)
    if area_code != person.area_code:
        columns["area_code"] = area_code
    # a household keeps house at one home: whoever was never there was never of it
    if person.household is not None and person.household.home_id not in (None, home.pk):
        columns["household_id"] = None
    return columns


def _living_follows(actor: Actor, person: Person, old_home: int | None) -> None:
    """Say of the new home what was said of the wrong one: that the person lives there, since the same day."""
    if person.home_id is None or old_home is None:
        return
    here = Tenure.objects.within(actor.scope).filter(person=person, premises_id=person.home_id, kind=TenureKind.LIVING)
    for wrong in open_living(actor, person, old_home):
        if not here.filter(period__overlap=wrong.period).exists():  # else it is said of these days already
            wrong.premises_id, wrong.batch_id = person.home_id, None
            wrong.save(update_fields=["premises", "batch_id"])


def _differing(person: Person, columns: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(
        field for field, column in COMPARED.items() if column in columns and plain(person, column) != columns[column]
    )


def _changed_since(person: Person, version: int) -> frozenset[str]:
    """Give the fields that others changed since a version; all of them when that version is unknown."""
    if version == person.version:
        return frozenset()
    base = PersonRevision.objects.everywhere(because="the history of a person already found inside the scope")
    seen = base.filter(person=person, version=version).first()
    if seen is None:
        return frozenset(COMPARED)
    return frozenset(field for field, column in COMPARED.items() if plain(seen, column) != plain(person, column))


def plain(state: PersonFields, column: str) -> Any:
    """Give a column's value so that two can be compared."""
    value = getattr(state, column)
    return bytes(value) if isinstance(value, memoryview) else value
