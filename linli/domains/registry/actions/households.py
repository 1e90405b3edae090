"""Moving a household: its members live at another home from a day on."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.domains.registry.access import Permission
from linli.domains.registry.actions import checks, receipts
from linli.domains.registry.actions.corrections import supersede
from linli.domains.registry.actions.tenures import bind, open_living, period
from linli.domains.registry.events import HouseholdMoved
from linli.domains.registry.models import Household, Person, Premises
from linli.domains.registry.models.person import Source, Standing
from linli.domains.registry.models.tenure import TenureKind
from linli.foundation.audit import public as audit
from linli.foundation.doors.actions import action
from linli.foundation.events import public as events
from linli.foundation.scope import Actor
from linli.toolbox.errors import Invalid, NotFound


@action(Permission.CORRECT)
def move_household(
    actor: Actor, household_id: int, *, home_id: int, on: date, reason: str, token: UUID | None = None
) -> None:
    """Let a household live at another home of the area; where its members are registered or own stays as it is."""
    if receipts.claim(actor, token, "move_household") is not None:
        return
    household = Household.objects.within(actor.scope).lock(household_id)
    reason = checks.checked_reason(reason)
    home = Premises.objects.within(actor.scope).filter(pk=home_id).first()
    if home is None:
        raise NotFound(_("There is no such home in your area."), code="registry.home")
    if household.home_id == home.pk:
        sentence = _("The household lives there already. Choose another home.")
        raise Invalid(sentence, code="registry.household.same_home", fields={"home": [sentence]})
    members = _members(actor, household)
    for member in members:
        _move(actor, member, home, on, reason)
    before = household.area_code
    household.home, household.area_code = home, home.area_code
    household.save(update_fields=["home", "area_code"])
    audit.record_many(
        actor,
        "registry:household:move",
        [
            audit.Row("household", household.pk, member.pk, home.area_code, reason, {"home": home.pk})
            for member in members
        ]
        or [audit.Row("household", household.pk, None, home.area_code, reason, {"home": home.pk})],
    )
    events.announce(HouseholdMoved(household.pk, tuple(m.pk for m in members), home.area_code, before))
    receipts.settle(actor, token, household.pk)


def _members(actor: Actor, household: Household) -> list[Person]:
    """Lock the members who live with the household; who moved away or died stays where they were."""
    members = Person.objects.within(actor.scope).filter(
        household=household, standing__in=(Standing.PRESENT, Standing.AWAY)
    )
    return list(members.select_for_update(of=("self",)).order_by("pk"))


def _move(actor: Actor, member: Person, home: Premises, on: date, reason: str) -> None:
    left = member.home_id
    if left != home.pk:
        columns = {"home_id": home.pk, "area_code": home.area_code}
        supersede(actor, member, columns, reason=reason, source=Source.COMMITTEE, at=timezone.now())
    _end_living(actor, member, left, on)
    if not open_living(actor, member, home.pk).exists():
        bind(actor, member, home, TenureKind.LIVING, since=on, until=None, source=Source.COMMITTEE, reason=reason)


def _end_living(actor: Actor, member: Person, home_id: int | None, on: date) -> None:
    if home_id is None:
        return
    for tenure in open_living(actor, member, home_id).select_for_update(of=("self",)):
        tenure.period = period(tenure.period.lower, on)
        tenure.batch_id = None  # the last word is a person's: the undo of an import leaves it alone
        tenure.save(update_fields=["period", "batch_id"])
