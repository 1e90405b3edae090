"""Households by hand: one is formed at a home, people are taken into it and out of it."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.domains.registry.access import Permission
from linli.domains.registry.actions import checks, receipts
from linli.domains.registry.actions.corrections import supersede
from linli.domains.registry.events import HouseholdFormed, PersonCorrected
from linli.domains.registry.models import Household, Person, Premises
from linli.domains.registry.models.person import Relation, Source
from linli.foundation.audit import public as audit
from linli.foundation.doors.actions import action
from linli.foundation.events import public as events
from linli.foundation.scope import Actor
from linli.toolbox.errors import Invalid, NotFound
from linli.toolbox.texts import tidy


@action(Permission.CORRECT)
def form_household(
    actor: Actor, home_id: int, head_id: int, *, reason: str, number: str = "", token: UUID | None = None
) -> int:
    """Enter that people keep house at a home, beginning with the head; return the number of the household."""
    earlier = receipts.claim(actor, token, "form_household")
    if earlier is not None and earlier.object_id is not None:
        return earlier.object_id
    home = Premises.objects.within(actor.scope).filter(pk=home_id, is_home=True).first()
    if home is None:
        raise NotFound(_("There is no such home in your area."), code="registry.home")
    reason = checks.checked_reason(reason)
    head = Person.objects.within(actor.scope).lock(head_id)
    _expect_at(head, home.pk)
    household = Household.objects.create(
        area_code=home.area_code, home=home, number=tidy(number)[:30], recorded_at=timezone.now()
    )
    _belongs(actor, head, household.pk, Relation.HEAD, reason)
    _record(actor, "registry:household:form", household, head, reason)
    events.announce(HouseholdFormed(household.pk, (head.pk,), household.area_code))
    receipts.settle(actor, token, household.pk)
    return household.pk


@action(Permission.CORRECT)
def take_in(
    actor: Actor,
    household_id: int,
    person_id: int,
    *,
    relation: Relation = Relation.UNKNOWN,
    reason: str,
    token: UUID | None = None,
) -> None:
    """Let somebody who lives at the home belong to the household; whichever they belonged to is left."""
    if receipts.claim(actor, token, "take_in") is not None:
        return
    household = Household.objects.within(actor.scope).lock(household_id)
    reason = checks.checked_reason(reason)
    person = Person.objects.within(actor.scope).lock(person_id)
    _expect_at(person, household.home_id)
    if person.household_id == household.pk:
        raise _wrong(_("This person belongs to the household already."))
    _belongs(actor, person, household.pk, relation, reason)
    _record(actor, "registry:household:join", household, person, reason)
    events.announce(PersonCorrected(person.pk, person.area_code, ("household", "relation"), person.area_code))
    receipts.settle(actor, token, household.pk)


@action(Permission.CORRECT)
def take_out(actor: Actor, household_id: int, person_id: int, *, reason: str, token: UUID | None = None) -> None:
    """Let somebody belong to the household no more; where they live stays as it is."""
    if receipts.claim(actor, token, "take_out") is not None:
        return
    household = Household.objects.within(actor.scope).lock(household_id)
    reason = checks.checked_reason(reason)
    person = Person.objects.within(actor.scope).lock(person_id)
    if person.household_id != household.pk:
        raise _wrong(_("This person does not belong to the household any more. Reload the page."))
    _belongs(actor, person, None, Relation.UNKNOWN, reason)
    _record(actor, "registry:household:leave", household, person, reason)
    events.announce(PersonCorrected(person.pk, person.area_code, ("household", "relation"), person.area_code))
    receipts.settle(actor, token, household.pk)


def _belongs(actor: Actor, person: Person, household_id: int | None, relation: Relation, reason: str) -> None:
    columns = {"household_id": household_id, "relation": relation}
    supersede(actor, person, columns, reason=reason, source=Source.COMMITTEE)


def _expect_at(person: Person, home_id: int | None) -> None:
    if person.home_id != home_id:
        raise _wrong(_("The ledger has this person at another home. Correct the home on the person's card first."))


def _wrong(sentence: object) -> Invalid:
    return Invalid(sentence, code="registry.household.member", fields={"person": [sentence]})


def _record(actor: Actor, deed: str, household: Household, person: Person, reason: str) -> None:
    audit.record(
        actor,
        deed,
        kind="household",
        object_id=household.pk,
        subject_id=person.pk,
        area_code=household.area_code,
        purpose=reason,
    )
