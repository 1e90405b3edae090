"""What was reported nearby already: enough to spare somebody a report, too little to learn anything of a neighbour.

Residents reach no area, so the wall is opened here, on purpose: for one committee, for kinds that stand in the open
for everybody to see, for two weeks, and only these five columns are read: no words, no names, no pictures, no number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q
from django.utils import timezone

from linli.domains.workorders.access import own_account
from linli.domains.workorders.models import Order
from linli.domains.workorders.queries.rows import names_of_places
from linli.domains.workorders.queries.words import KINDS, STATE_BADGES, STATES
from linli.domains.workorders.rules.kinds import Kind
from linli.domains.workorders.rules.states import State
from linli.foundation.scope import Actor, Scope
from linli.foundation.scope.database import wall
from linli.foundation.territory import public as territory
from linli.toolbox.areacodes import committee_of

# noise, a blocked corridor, a leak, parking, a suggestion: who complains of them is soon guessed on a small stair
IN_THE_OPEN: Final = frozenset({Kind.LAMP, Kind.ROAD, Kind.WATER, Kind.RUBBISH, Kind.GREENERY, Kind.LIFT, Kind.FACADE})
MOST: Final = 3
SINCE: Final = timedelta(days=14)
_COMMITTEE: Final = 10**4


@dataclass(frozen=True, slots=True)
class Similar:
    """One running report nearby, as much as a neighbour may know of it."""

    kind: Kind
    place: str
    reported_at: datetime
    state: State

    @property
    def kind_name(self) -> str:
        return str(KINDS[self.kind])

    @property
    def state_name(self) -> str:
        return str(STATES[self.state])

    @property
    def badge(self) -> str:
        return STATE_BADGES[self.state]


def similar_reports(actor: Actor, kind: str, place_code: int | None) -> Sequence[Similar]:
    """Give up to three running reports of others, of the same kind at the same place, the newest first."""
    if place_code is None or kind not in IN_THE_OPEN:
        return []
    committee = committee_of(place_code)
    here = Q()
    for area in territory.path(place_code):
        # what was reported of the whole community or the estate may be the lamp before this building
        if area.code >= committee and area.hi <= committee + _COMMITTEE:
            here |= area.scope.as_q("area_code") if area.code == place_code else Q(area_code=area.code)
    if not here:
        return []
    with wall(Scope(committee, committee + _COMMITTEE)):
        orders = Order.objects.within(Scope(committee, committee + _COMMITTEE)).filter(
            here, kind=kind, is_running=True, reported_at__gt=timezone.now() - SINCE
        )
        others = orders.exclude(reporter_account_id=own_account(actor)).order_by("-pk")
        found = list(others.values_list("kind", "area_code", "reported_at", "state")[:MOST])
    names = names_of_places(code for _kind, code, _at, _state in found)
    return [Similar(Kind(what), names.get(code, ""), at, State(state)) for what, code, at, state in found]
