"""The door of work orders: the only room that other modules may enter."""

from __future__ import annotations

from linli.domains.workorders.access import Permission
from linli.domains.workorders.actions.deciding import decide, dispatch
from linli.domains.workorders.actions.drafting import add_photo, save_draft
from linli.domains.workorders.actions.following import rate
from linli.domains.workorders.actions.handling import handle
from linli.domains.workorders.actions.moving import Given
from linli.domains.workorders.actions.reporting import Written, send_report, write_down
from linli.domains.workorders.actions.settling import PastOrder, PastStep, empty_the_orders, settle
from linli.domains.workorders.actions.units import add_member, add_unit
from linli.domains.workorders.events import OrderMoved
from linli.domains.workorders.models.unit import UnitKind
from linli.domains.workorders.queries.matters import my_draft, open_matters
from linli.domains.workorders.queries.my_counts import MyCounts, my_counts
from linli.domains.workorders.queries.numbers import (
    Day,
    Holder,
    OrderNumbers,
    day_of,
    holders_within,
    most_urgent,
    numbers_of_areas,
    numbers_within,
)
from linli.domains.workorders.queries.rows import OrderRow
from linli.domains.workorders.rules.kinds import Kind, Source
from linli.domains.workorders.rules.states import ENDED, MOVES, Office, Party, Standing, State, Verb, place_after

__all__ = [
    "ENDED",
    "MOVES",
    "Day",
    "Given",
    "Holder",
    "Kind",
    "MyCounts",
    "Office",
    "OrderMoved",
    "OrderNumbers",
    "OrderRow",
    "Party",
    "PastOrder",
    "PastStep",
    "Permission",
    "Source",
    "Standing",
    "State",
    "UnitKind",
    "Verb",
    "Written",
    "add_member",
    "add_photo",
    "add_unit",
    "day_of",
    "decide",
    "dispatch",
    "empty_the_orders",
    "handle",
    "holders_within",
    "most_urgent",
    "my_counts",
    "my_draft",
    "numbers_of_areas",
    "numbers_within",
    "open_matters",
    "place_after",
    "rate",
    "save_draft",
    "send_report",
    "settle",
    "write_down",
]
