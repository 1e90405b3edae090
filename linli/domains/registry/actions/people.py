"""Entering people into the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.domains.registry.access import Permission
from linli.domains.registry.actions import checks, receipts
from linli.domains.registry.actions.tenures import bind
from linli.domains.registry.events import PersonAdded
from linli.domains.registry.models import Household, Person, Premises
from linli.domains.registry.models.person import Relation, Sex, Source, Standing
from linli.domains.registry.models.sealed import CITIZEN_ID, TELEPHONE
from linli.domains.registry.models.tenure import TenureKind
from linli.foundation.audit import public as audit
from linli.foundation.doors.actions import action
from linli.foundation.events import public as events
from linli.foundation.scope import Actor, Scope
from linli.toolbox.areacodes import committee_of, range_of
from linli.toolbox.errors import Conflict, Invalid, NotFound
from linli.toolbox.levels import Level
from linli.toolbox.names import initials


@dataclass(frozen=True, slots=True)
class NewPerson:
    """What is typed of somebody who is not in the ledger yet."""

    name: str
    sex: Sex = Sex.UNKNOWN
    birth_date: date | None = None
    citizen_id: str = ""
    telephone: str = ""
    home_id: int | None = None
    household_id: int | None = None
    relation: Relation = Relation.UNKNOWN
    standing: Standing = Standing.PRESENT
    kinds: Sequence[TenureKind] = ()  # how the person is bound to the home
    since: date | None = None
    source: Source = Source.COMMITTEE


class AlreadyThere(Conflict):
    """The committee's ledger has this citizen id already."""

    def __init__(self, person_id: int) -> None:
        super().__init__(
            _("This citizen id is in the ledger already. Open that entry and correct it instead of adding a second."),
            code="registry.person.already_there",
        )
        self.person_id = person_id


@action(Permission.CORRECT)
def add_person(actor: Actor, new: NewPerson, *, reason: str = "", token: UUID | None = None) -> int:
    """Enter somebody into the committee's ledger; return the number of the entry."""
    earlier = receipts.claim(actor, token, "add_person")
    if earlier is not None and earlier.object_id is not None:
        return earlier.object_id
    reason = checks.checked_note(reason)
    citizen_id = checks.checked_citizen_id(new.citizen_id)
    home = _home(actor, new.home_id)
    household = _household(actor, new.household_id)
    area_code = area_for(actor, home)
    name = checks.checked_name(new.name)
    columns: dict[str, Any] = {
        "name": name,
        "name_initials": initials(name),
        "sex": citizen_id.sex if citizen_id and new.sex is Sex.UNKNOWN else new.sex,
        "birth_date": checks.checked_birth_date(new.birth_date, citizen_id),
        **CITIZEN_ID.keep(citizen_id.value if citizen_id else ""),
        **TELEPHONE.keep(checks.checked_telephone(new.telephone)),
        "home": home,
        "household": household,
        "relation": new.relation,
        "standing": new.standing,
        "source": new.source,
        "recorded_at": timezone.now(),
        "recorded_by_id": actor.account_id,
        "reason": reason,
    }
    person = _create(area_code, columns)
    if home is not None:
        for kind in new.kinds:
            bind(actor, person, home, kind, since=new.since, until=None, source=new.source, reason=reason)
    audit.record(
        actor,
        "registry:person:add",
        kind="person",
        object_id=person.pk,
        subject_id=person.pk,
        area_code=area_code,
        purpose=reason,
        detail={"fields": sorted(_given(columns))},
    )
    events.announce(PersonAdded(person.pk, area_code))
    receipts.settle(actor, token, person.pk)
    return person.pk


def refuse_a_second(area_code: int, citizen_id_index: bytes | None, *, but: int | None = None) -> None:
    """Raise AlreadyThere when the committee's ledger has this citizen id under another number."""
    if citizen_id_index is None:
        return
    committee = Scope(*range_of(committee_of(area_code), Level.COMMITTEE))
    there = Person.objects.within(committee).filter(citizen_id_index=citizen_id_index).exclude(pk=but or 0).first()
    if there is not None:
        raise AlreadyThere(there.pk)


def area_for(actor: Actor, home: Premises | None) -> int:
    """Give the area a person belongs to: where the home lies, else the actor's own committee."""
    if home is not None:
        return home.area_code
    if actor.level < Level.COMMITTEE:
        raise Invalid(
            _("Choose the home first: it says to which committee the person belongs."),
            code="registry.person.area",
            fields={"home": [_("Choose the home first: it says to which committee the person belongs.")]},
        )
    return actor.area_code


def _create(area_code: int, columns: dict[str, Any]) -> Person:
    try:
        with transaction.atomic():
            return Person.objects.create(area_code=area_code, **columns)
    except IntegrityError:
        # the database decides, for two workers may enter the same person in the same second
        refuse_a_second(area_code, columns["citizen_id_index"])
        raise


def _home(actor: Actor, home_id: int | None) -> Premises | None:
    if home_id is None:
        return None
    home = Premises.objects.within(actor.scope).filter(pk=home_id).first()
    if home is None:
        raise NotFound(_("There is no such home in your area."), code="registry.home")
    return home


def _household(actor: Actor, household_id: int | None) -> Household | None:
    if household_id is None:
        return None
    household = Household.objects.within(actor.scope).filter(pk=household_id).first()
    if household is None:
        raise NotFound(_("There is no such household in your area."), code="registry.household")
    return household


def _given(columns: dict[str, Any]) -> set[str]:
    shown = {"name", "sex", "birth_date", "citizen_id", "telephone", "home", "household", "relation", "standing"}
    return {name for name in shown if columns[name] not in (None, "", 0)}
