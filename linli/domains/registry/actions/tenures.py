"""Tenure: binding people to homes and ending the bond; the database refuses overlaps."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.domains.registry.access import Permission
from linli.domains.registry.actions import checks, receipts
from linli.domains.registry.events import TenureEnded, TenureRecorded, TenureWithdrawn
from linli.domains.registry.models import Person, Premises, Tenure
from linli.domains.registry.models.person import Source
from linli.domains.registry.models.tenure import TenureKind
from linli.domains.registry.queries.withdrawn import WITHDRAWN
from linli.foundation.audit import public as audit
from linli.foundation.doors.actions import action
from linli.foundation.events import public as events
from linli.foundation.scope import Actor
from linli.foundation.scope.models import ScopedQuerySet
from linli.toolbox.errors import Invalid, NotFound

_REFUSED: Final = {
    "tenure_no_overlap": _(
        "The ledger already says this for some of these days. End the earlier entry first, or change the days."
    ),
    "tenure_registered_once": _(
        "A person is registered at one place at a time. End the earlier registration first, or change the days."
    ),
}


@action(Permission.CORRECT)
def record_tenure(
    actor: Actor,
    person_id: int,
    premises_id: int,
    kind: TenureKind,
    *,
    since: date | None,
    until: date | None = None,
    source: Source = Source.COMMITTEE,
    reason: str = "",
    token: UUID | None = None,
) -> int:
    """Bind a person to a home from a day on; return the number of the entry."""
    earlier = receipts.claim(actor, token, "record_tenure")
    if earlier is not None and earlier.object_id is not None:
        return earlier.object_id
    reason = checks.checked_note(reason)
    person = Person.objects.within(actor.scope).lock(person_id)
    premises = Premises.objects.within(actor.scope).filter(pk=premises_id).first()
    if premises is None:
        raise NotFound(_("There is no such home in your area."), code="registry.home")
    tenure = bind(actor, person, premises, kind, since=since, until=until, source=source, reason=reason)
    _record(actor, "registry:tenure:record", tenure, reason)
    events.announce(TenureRecorded(tenure.pk, person.pk, tenure.area_code))
    receipts.settle(actor, token, tenure.pk)
    return tenure.pk


@action(Permission.CORRECT)
def end_tenure(actor: Actor, tenure_id: int, *, on: date, reason: str) -> None:
    """End a bond: ``on`` is the first day on which it no longer holds."""
    _hold_person_of(actor, tenure_id)
    tenure = Tenure.objects.within(actor.scope).lock(tenure_id)
    reason = checks.checked_reason(reason)
    if tenure.period.upper is not None and tenure.period.upper <= on:
        raise Invalid(
            _("This has ended already. Reload the page to see when."),
            code="registry.tenure.ended",
            fields={"on": [_("This has ended already. Reload the page to see when.")]},
        )
    tenure.period = period(tenure.period.lower, on)
    tenure.batch_id = None  # the last word is a person's: the undo of an import leaves it alone
    tenure.save(update_fields=["period", "batch_id"])
    _record(actor, "registry:tenure:end", tenure, reason)
    events.announce(TenureEnded(tenure.pk, tenure.person_id, tenure.area_code))


@action(Permission.CORRECT)
def withdraw_tenure(actor: Actor, tenure_id: int, *, reason: str) -> None:
    """Take out a bond that never was. The audit keeps what it said, and the person's history shows it from there."""
    tenure = Tenure.objects.within(actor.scope).lock(tenure_id)
    reason = checks.checked_reason(reason)
    said = {
        "premises": tenure.premises_id,
        "since": _day(tenure.period.lower),
        "until": _day(tenure.period.upper),
        "source": tenure.source,
        "recorded_at": tenure.recorded_at.isoformat(),
        "recorded_by": tenure.recorded_by_id,
    }
    _record(actor, WITHDRAWN, tenure, reason, **said)
    events.announce(TenureWithdrawn(tenure.pk, tenure.person_id, tenure.area_code))
    tenure.delete()


def bind(
    actor: Actor,
    person: Person,
    premises: Premises,
    kind: TenureKind,
    *,
    since: date | None,
    until: date | None,
    source: Source,
    reason: str,
) -> Tenure:
    """Write one bond, or refuse it in words; part of an action, never one by itself."""
    days = period(since, until)
    try:
        with transaction.atomic():
            return Tenure.objects.create(
                area_code=person.area_code,
                person=person,
                premises=premises,
                kind=kind,
                period=days,
                source=source,
                recorded_at=timezone.now(),
                recorded_by_id=actor.account_id,
                reason=reason,
            )
    except IntegrityError as refusal:
        sentence = _REFUSED.get(_constraint(refusal))
        if sentence is None:
            raise
        raise Invalid(sentence, code="registry.tenure.overlap", fields={"since": [sentence]}) from refusal


def open_living(actor: Actor, person: Person, premises_id: int) -> ScopedQuerySet[Tenure]:
    """Give what says that a person lives at a home still today."""
    return Tenure.objects.within(actor.scope).filter(
        person=person, premises_id=premises_id, kind=TenureKind.LIVING, period__endswith=None
    )


def period(since: date | None, until: date | None) -> DateRange:
    """Give [since, until), or refuse days that run backwards; an empty end is open."""
    if since is not None and until is not None and until <= since:
        sentence = _("The end lies before the beginning. Change one of the days.")
        raise Invalid(sentence, code="registry.tenure.period", fields={"until": [sentence]})
    return DateRange(since, until)


def _hold_person_of(actor: Actor, tenure_id: int) -> None:
    """Lock the person of a bond: they come before their bonds, as in a correction or a load.

    The trigger that compares the days locks them too; after the bond, it would wait crosswise.
    """
    person_id = Tenure.objects.within(actor.scope).filter(pk=tenure_id).values("person_id")
    list(Person.objects.within(actor.scope).filter(pk__in=person_id).select_for_update(of=("self",)))


def _constraint(refusal: IntegrityError) -> str:
    diagnosis = getattr(refusal.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", None) or ""


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _record(actor: Actor, deed: str, tenure: Tenure, reason: str, **more: object) -> None:
    audit.record(
        actor,
        deed,
        kind="tenure",
        object_id=tenure.pk,
        subject_id=tenure.person_id,
        area_code=tenure.area_code,
        purpose=reason,
        detail={"kind": TenureKind(tenure.kind).name.lower(), **more},
    )
