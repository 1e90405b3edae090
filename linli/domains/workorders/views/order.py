"""The card of one order: what, where, until when, what happened, and the one right next deed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from linli.domains.workorders.access import Permission
from linli.domains.workorders.actions.deadlines import limits_here
from linli.domains.workorders.forms.deeds import DeedForm
from linli.domains.workorders.queries.card import OrderCard, order_card
from linli.domains.workorders.queries.units import UnitChoice, likely_unit
from linli.domains.workorders.queries.words import DEED_ICONS, DEEDS
from linli.domains.workorders.rules.deeds import OFFICE, next_deed
from linli.domains.workorders.rules.limits import Limit
from linli.domains.workorders.rules.states import State, Verb
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import page, screen

FROM: Final = "from"
_LONGEST: Final = 600
# one press is enough: nothing has to be said, and nothing is lost that could not be done otherwise
AT_ONCE: Final = frozenset({Verb.ACCEPT, Verb.URGE})


@dataclass(frozen=True, slots=True)
class Deed:
    """Something the reader may do, as a button or a link to its form."""

    verb: Verb
    label: str
    icon: str
    url: str
    is_at_once: bool


@dataclass(frozen=True, slots=True)
class ShownOrder:
    """An order with everything its card says."""

    card: OrderCard
    next: Deed | None
    others: Sequence[Deed]
    form: DeedForm  # token and what was seen, for deeds that are done at once
    limit: Limit
    back: str  # the list it was opened from; empty on a page of its own
    came_from: str


@screen(Permission.OPEN)
def order(request: Request, order_id: int) -> HttpResponse:
    """Show one order on a page of its own."""
    return page(request, "workorders/order.html", opened=shown_order(request, order_id))


def shown_order(request: Request, order_id: int, *, back: str = "") -> ShownOrder:
    """Give an order with what may be done now; raises NotFound for one outside the area."""
    card = order_card(request.actor, order_id)
    return shown(request, card, back=back)


def shown(request: Request, card: OrderCard, *, back: str = "") -> ShownOrder:
    """Give what the card of an order says to its reader."""
    here = back or came_from(request)
    first = next_deed(
        [Verb(verb) for verb in card.can],
        card.row.state,
        is_held_here=card.is_held_here,
        is_late=card.row.is_late,
        is_from_resident=card.is_from_resident,
    )
    likely = likely_unit(request.actor, card.row.id) if first is Verb.DISPATCH else None
    return ShownOrder(
        card=card,
        next=None if first is None else _deed(card, first, here, likely),
        others=[
            _deed(card, verb, here)
            for verb in OFFICE
            # nobody urges their own desk
            if card.may(verb) and verb is not first and not (verb is Verb.URGE and card.is_held_here)
        ],
        form=DeedForm(seen=card.seen, auto_id=f"deed_{card.row.id}_%s"),
        limit=limits_here().of_kind(card.row.kind),
        back=back,
        came_from=here,
    )


def came_from(request: Request) -> str:
    """Give the queue, with its filters, from which an order was opened; empty when it was not."""
    asked = request.POST.get(FROM) or request.GET.get(FROM, "")
    path, _stroke, query = asked[:_LONGEST].partition("?")
    if path != reverse("workorders:orders"):
        return ""
    kept = QueryDict(query, mutable=True)
    kept.pop("open", None)
    return f"{path}?{kept.urlencode()}" if kept else path


def back_to_order(request: Request, order_id: int) -> str:
    """Give where an order was read: beside the queue and its filters, or on a page of its own."""
    queue = came_from(request)
    if not queue:
        return reverse("workorders:order", args=[order_id])
    return f"{queue}{'&' if '?' in queue else '?'}{urlencode({'open': order_id})}"


def _deed(card: OrderCard, verb: Verb, here: str, likely: UnitChoice | None = None) -> Deed:
    name = "workorders:urging" if verb is Verb.URGE else "workorders:deed"
    args = [card.row.id] if verb is Verb.URGE else [card.row.id, verb.value]
    query = {FROM: here} if here else {}
    label = str(DEEDS[verb])
    if verb is Verb.DISPATCH and card.unit_name and card.row.state is State.HANDLING:
        label = _("Take it from %(unit)s and give it to another") % {"unit": card.unit_name}
    if likely is not None:
        label = _("Give it to %(unit)s") % {"unit": likely.name}
        query["to"] = str(likely.id)
    url = reverse(name, args=args)
    return Deed(verb, label, DEED_ICONS[verb], f"{url}?{urlencode(query)}" if query else url, verb in AT_ONCE)
