"""What a person decides about rows that would stand twice; afterwards the move is taken up again."""

from __future__ import annotations

from typing import Any, Final

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from linli.domains.registry.access import Permission
from linli.domains.registry.actions.corrections import supersede
from linli.domains.registry.actions.rehoming import statements as sql
from linli.domains.registry.actions.rehoming.moving import TASK, join, reason_of
from linli.domains.registry.models import Organisation, Person, Premises
from linli.domains.registry.models.person import Source, Standing
from linli.domains.registry.models.sealed import CITIZEN_ID
from linli.domains.registry.queries.rehoming import around, heir_of
from linli.domains.registry.rules.rehoming import Verdict
from linli.foundation.accounts import public as accounts
from linli.foundation.audit import public as audit
from linli.foundation.doors.actions import action
from linli.foundation.scope import Actor, Scope
from linli.foundation.scope.database import wall
from linli.foundation.territory import public as territory
from linli.toolbox.areacodes import committee_of, range_of
from linli.toolbox.errors import Conflict, Invalid, NotFound
from linli.toolbox.levels import Level

_DEED: Final = "registry:rehoming:decide"


@action(Permission.CORRECT)
def decide_person(actor: Actor, source: int, person_id: int, verdict: Verdict) -> None:
    """Decide on a citizen id that both committees hold: one entry keeps the number, nothing is removed.

    The same human: the entry that does not hold is closed (moved away) and stays with its history. Two humans:
    the number of the one who came along was wrong and is taken off, to be asked for again.
    """
    gone = heir_of(actor, source)
    with wall(around(gone)):
        came = Person.objects.within(gone.source.scope).lock(person_id)
        here = _committee(gone.code_after(came.area_code))
        there = Person.objects.within(here).select_for_update().filter(citizen_id_index=came.citizen_id_index).first()
        if came.citizen_id_index is None or there is None:
            raise _decided()
        loser = there if verdict is Verdict.INCOMING else came
        if verdict is not Verdict.DIFFERENT and accounts.people_with_accounts([loser.pk]):
            raise Conflict(
                _(
                    "The person signs in to the entry that would be closed. Disconnect the account on its card first; "
                    "the person then connects it to the entry that stays."
                ),
                code="registry.rehoming.signs_in",
            )
        columns: dict[str, Any] = dict(CITIZEN_ID.keep(""))
        if verdict is not Verdict.DIFFERENT:
            columns["standing"] = Standing.MOVED
        supersede(actor, loser, columns, reason=reason_of(gone), source=Source.COMMITTEE)
        _record(actor, gone, "person", loser.pk, {"verdict": verdict, "source": source})


@action(Permission.CORRECT)
def decide_home(actor: Actor, source: int, premises_id: int, verdict: Verdict) -> None:
    """Join two entries of one home: who lives, owns or rents at either does so at the one."""
    if verdict is not Verdict.HERE:
        raise _no_verdict()
    gone = heir_of(actor, source)
    # people of other committees may be bound to the home that came along
    with wall(Scope.EVERYTHING):
        came = Premises.objects.within(gone.source.scope).lock(premises_id)
        here = _committee(gone.code_after(came.area_code))
        there = Premises.objects.within(here).select_for_update().filter(path=came.path).first()
        if there is None:
            raise _decided()
        with connection.cursor() as cursor:
            cursor.execute(sql.ONE_TWIN, {"old": came.pk, "new": there.pk})
            try:
                with transaction.atomic():
                    join(cursor)
            except IntegrityError as refusal:
                raise Conflict(
                    _("Somebody is bound to both entries of this home in the same way. End one of the two first."),
                    code="registry.rehoming.bound_twice",
                ) from refusal
        _record(actor, gone, "premises", there.pk, {"joined": premises_id, "source": source})


@action(Permission.CORRECT)
def decide_organisation(actor: Actor, source: int, organisation_id: int, verdict: Verdict) -> None:
    """Decide on a credit code that both committees hold: remove the entry that came along, or its wrong code."""
    gone = heir_of(actor, source)
    with wall(around(gone)):
        came = Organisation.objects.within(gone.source.scope).lock(organisation_id)
        here = _committee(gone.code_after(came.area_code))
        there = Organisation.objects.within(here).exclude(credit_code="").filter(credit_code=came.credit_code).first()
        if there is None:
            raise _decided()
        if verdict is Verdict.HERE:
            came.delete()
        elif verdict is Verdict.DIFFERENT:
            came.credit_code, came.version = "", came.version + 1
            came.save(update_fields=["credit_code", "version"])
        else:
            raise _no_verdict()
        _record(actor, gone, "organisation", organisation_id, {"verdict": verdict, "source": source})


def _committee(code: int) -> Scope:
    return Scope(*range_of(committee_of(code), Level.COMMITTEE))


def _record(actor: Actor, gone: territory.Succession, kind: str, object_id: int, detail: dict[str, object]) -> None:
    audit.record(
        actor,
        _DEED,
        kind=kind,
        object_id=object_id,
        subject_id=object_id if kind == "person" else None,
        area_code=gone.target.code,
        purpose=reason_of(gone),
        detail=detail,
    )
    # part of the transaction: what no longer stands in the way moves once the decision is durable
    app.configure_task(name=TASK).defer(committee_code=gone.source.code)


def _decided() -> NotFound:
    return NotFound(_("Nothing stands in the way of this entry any more."), code="registry.rehoming.decided")


def _no_verdict() -> Invalid:
    return Invalid(_("Choose one of the answers offered."), code="registry.rehoming.verdict")
