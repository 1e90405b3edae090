"""Entering and correcting organisations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.domains.registry.access import Permission
from linli.domains.registry.actions import checks, receipts
from linli.domains.registry.events import OrganisationAdded, OrganisationCorrected
from linli.domains.registry.models import Organisation
from linli.domains.registry.models.organisation import OrganisationKind
from linli.domains.registry.queries.wrong_numbers import WRONG_NUMBERS
from linli.foundation.audit import public as audit
from linli.foundation.doors.actions import action
from linli.foundation.events import public as events
from linli.foundation.scope import Actor, Scope
from linli.toolbox.areacodes import committee_of, range_of
from linli.toolbox.errors import Conflict, Invalid
from linli.toolbox.identifiers import credit_code
from linli.toolbox.levels import Level
from linli.toolbox.names import initials
from linli.toolbox.texts import tidy

_FIELDS: Final = ("name", "kind", "credit_code", "address", "telephone")


@dataclass(frozen=True, slots=True)
class OrganisationFacts:
    """What is typed of an organisation."""

    name: str
    kind: OrganisationKind = OrganisationKind.OTHER
    credit_code: str = ""
    address: str = ""
    telephone: str = ""


class OrganisationAlreadyThere(Conflict):
    """The committee's ledger has this credit code already."""

    def __init__(self, organisation_id: int) -> None:
        super().__init__(
            _("This credit code is in the ledger already. Open that organisation instead of adding a second."),
            code="registry.organisation.already_there",
        )
        self.organisation_id = organisation_id


@action(Permission.CORRECT)
def add_organisation(actor: Actor, facts: OrganisationFacts, *, token: UUID | None = None) -> int:
    """Enter an organisation of the actor's committee; return its number."""
    earlier = receipts.claim(actor, token, "add_organisation")
    if earlier is not None and earlier.object_id is not None:
        return earlier.object_id
    if actor.level < Level.COMMITTEE:
        raise Invalid(_("Organisations are entered by their committee."), code="registry.organisation.area")
    columns = _columns(facts)
    organisation = Organisation(area_code=actor.area_code, **columns, recorded_at=timezone.now())
    _save(organisation)
    _record(actor, "registry:organisation:add", organisation, sorted(f for f in _FIELDS if columns[f]))
    events.announce(OrganisationAdded(organisation.pk, organisation.area_code))
    receipts.settle(actor, token, organisation.pk)
    return organisation.pk


@action(Permission.CORRECT)
def correct_organisation(
    actor: Actor,
    organisation_id: int,
    facts: OrganisationFacts,
    *,
    version: int,
    reason: str,
    token: UUID | None = None,
) -> int:
    """Correct what is held of an organisation; return the new version."""
    earlier = receipts.claim(actor, token, "correct_organisation")
    organisation = Organisation.objects.within(actor.scope).lock(organisation_id)
    if earlier is not None:
        return organisation.version
    reason = checks.checked_reason(reason)
    if organisation.version != version:
        raise Conflict(
            _("Somebody else corrected this organisation while you were writing. Compare and save again."),
            code="registry.organisation.changed_meanwhile",
        )
    columns = _columns(facts)
    changed = {name: (getattr(organisation, name), columns[name]) for name in _FIELDS}
    changed = {name: pair for name, pair in changed.items() if pair[0] != pair[1]}
    if not changed:
        raise Invalid(_("Nothing is different. Change a field, or go back."), code="registry.no_change")
    for name, value in columns.items():
        setattr(organisation, name, value)
    organisation.version += 1
    _save(organisation)
    # not personal data: the values themselves are the history
    _record(actor, "registry:organisation:correct", organisation, changed, reason)
    events.announce(OrganisationCorrected(organisation.pk, organisation.area_code, tuple(sorted(changed))))
    receipts.settle(actor, token, organisation.pk)
    return organisation.version


def _columns(facts: OrganisationFacts) -> dict[str, Any]:
    code = credit_code(facts.credit_code) if tidy(facts.credit_code) else None
    if code is not None and not code.is_valid:
        sentences = [WRONG_NUMBERS[problem] for problem in code.problems]
        raise Invalid(sentences[0], code="registry.credit_code", fields={"credit_code": sentences})
    name = checks.checked_name(facts.name)
    return {
        "name": name,
        "name_initials": initials(name),
        "kind": facts.kind,
        "credit_code": code.value if code else "",
        "credit_code_checks": not (code and code.warnings),
        "address": tidy(facts.address)[:200],
        "telephone": checks.checked_office_telephone(facts.telephone),
    }


def _save(organisation: Organisation) -> None:
    try:
        with transaction.atomic():
            organisation.save()
    except IntegrityError:
        committee = Scope(*range_of(committee_of(organisation.area_code), Level.COMMITTEE))
        there = (
            Organisation.objects.within(committee)
            .filter(credit_code=organisation.credit_code)
            .exclude(pk=organisation.pk)
            .first()
        )
        if there is None:
            raise
        raise OrganisationAlreadyThere(there.pk) from None


def _record(actor: Actor, deed: str, organisation: Organisation, changed: Any, reason: str = "") -> None:
    audit.record(
        actor,
        deed,
        kind="organisation",
        object_id=organisation.pk,
        area_code=organisation.area_code,
        purpose=reason,
        detail={"fields": changed},
    )
