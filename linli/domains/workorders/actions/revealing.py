"""Who reported: shown whole for a purpose, and the person can read who asked."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from linli.domains.workorders.access import Permission
from linli.domains.workorders.actions.checks import wrong
from linli.domains.workorders.actions.moving import no_such_order
from linli.domains.workorders.models import Order
from linli.domains.workorders.models.sealed import open_telephone
from linli.foundation.accounts import public as accounts
from linli.foundation.audit import public as audit
from linli.foundation.doors.actions import action
from linli.foundation.scope import Actor
from linli.toolbox.texts import holds_long_number, tidy

LONGEST_PURPOSE = 100
_SHORTEST_PURPOSE = 4


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who reported an order; what is not known is empty."""

    name: str
    telephone: str


@action(Permission.REVEAL)
def reveal_reporter(actor: Actor, order_id: int, *, purpose: str) -> Reporter:
    """Show name and telephone of whoever reported an order of the actor's area."""
    said = checked_purpose(purpose)
    order = Order.objects.within(actor.scope).filter(pk=order_id).first()
    if order is None:
        raise no_such_order()
    account_id = order.reporter_account_id
    audit.record(
        actor,
        "workorders:reporter:reveal",
        kind="order",
        object_id=order.pk,
        subject_id=None if account_id is None else accounts.person_of(account_id),
        area_code=order.area_code,
        purpose=said,
    )
    telephone = open_telephone(order.reporter_telephone)
    if not telephone and account_id is not None:
        telephone = accounts.addressee(account_id).telephone()
    return Reporter(order.reporter_name, telephone)


def checked_purpose(text: str) -> str:
    """Tidy what somebody says they look for, or refuse it."""
    said = tidy(text)
    if not _SHORTEST_PURPOSE <= len(said) <= LONGEST_PURPOSE:
        raise wrong("purpose", _("Say it in a few words, so that the person understands why."))
    if holds_long_number(said):
        raise wrong("purpose", _("Write no numbers here: the person reads this sentence."))
    return said
