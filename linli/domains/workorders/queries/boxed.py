"""Orders in the one search box: by number everywhere, by words among what runs in a committee or a street."""

from __future__ import annotations

from typing import Final

from django.db.models import Q

from linli.domains.workorders.models import Order
from linli.domains.workorders.queries.queue import with_number
from linli.domains.workorders.queries.rows import OrderRow, rows_of
from linli.domains.workorders.rules.numbers import order_number
from linli.foundation.scope import Actor
from linli.toolbox.levels import Level

_SHORTEST: Final = 2


def orders_in_box(actor: Actor, text: str, limit: int) -> list[OrderRow]:
    """Find orders of the actor's area."""
    number = order_number(text)
    if number is not None:
        wanted = with_number(Order.objects.within(actor.scope), number)
    elif len(text) >= _SHORTEST and actor.level >= Level.STREET:
        # words have no index of their own; what runs in a street is a few hundred rows, met by the index of its area
        running = Order.objects.within(actor.scope).filter(is_running=True)
        wanted = running.filter(Q(words__icontains=text) | Q(place_words__icontains=text)).order_by("due_at", "id")
    else:
        return []
    return rows_of(wanted.select_related("holder_unit")[:limit])
