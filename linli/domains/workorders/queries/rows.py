"""One order as a list shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from linli.domains.workorders.models import Order
from linli.domains.workorders.queries.words import KIND_ICONS, KINDS, OFFICES, STATE_BADGES, STATES
from linli.domains.workorders.rules.kinds import Kind
from linli.domains.workorders.rules.states import Office, State
from linli.foundation.territory import public as territory
from linli.toolbox.areacodes import committee_of, street_of

FIRST_WORDS = 60


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order in a list: what, where, who holds it, until when."""

    id: int
    number: str
    kind: Kind
    words: str
    place: str
    spot: str  # without the committee, for those who work in it
    area_code: int
    state: State
    holder: str
    office: Office
    reported_at: datetime
    due_at: datetime
    is_running: bool
    is_late: bool
    reopened: int
    urged: int

    @property
    def key(self) -> str:
        return str(self.id)

    @property
    def kind_name(self) -> str:
        return str(KINDS[self.kind])

    @property
    def icon(self) -> str:
        return KIND_ICONS[self.kind]

    @property
    def state_name(self) -> str:
        return str(STATES[self.state])

    @property
    def badge(self) -> str:
        return STATE_BADGES[self.state]

    @property
    def title(self) -> str:
        first = self.words.splitlines()[0] if self.words else ""
        return first if len(first) <= FIRST_WORDS else f"{first[: FIRST_WORDS - 1]}…"


def rows_of(orders: Iterable[Order]) -> list[OrderRow]:
    """Make rows, with the names of all places in one query."""
    found = list(orders)
    names = names_of_places(order.area_code for order in found)
    now = timezone.now()
    return [_row(order, names, now) for order in found]


def names_of_places(codes: Iterable[int]) -> dict[int, str]:
    """Name places and the committees and streets around them, in one query."""
    wanted = {part for code in codes for part in (code, committee_of(code), street_of(code))}
    areas = territory.areas_at(wanted)
    return {area.code: area.short_name or area.name for area in areas}


def place_of(order: Order, names: dict[int, str]) -> str:
    """Say where it is: committee, unit below it, and the reporter's own words."""
    around = names.get(committee_of(order.area_code), "")
    return " ".join(part for part in (around, spot_of(order, names)) if part)


def spot_of(order: Order, names: dict[int, str]) -> str:
    """Say where it is within its committee."""
    unit = "" if order.area_code == committee_of(order.area_code) else names.get(order.area_code, "")
    return " ".join(part for part in (unit, order.place_words) if part)


def holder_of(order: Order, names: dict[int, str]) -> str:
    """Name whoever holds the order now."""
    match Office(order.holder):
        case Office.COMMITTEE:
            return names.get(committee_of(order.area_code), str(OFFICES[Office.COMMITTEE]))
        case Office.STREET:
            return names.get(street_of(order.area_code), str(OFFICES[Office.STREET]))
        case Office.UNIT:
            return order.holder_unit.name if order.holder_unit else ""
        case _:
            return ""


def _row(order: Order, names: dict[int, str], now: datetime) -> OrderRow:
    return OrderRow(
        id=order.pk,
        number=order.number,
        kind=Kind(order.kind),
        words=order.words,
        place=place_of(order, names),
        spot=spot_of(order, names),
        area_code=order.area_code,
        state=State(order.state),
        holder=holder_of(order, names),
        office=Office(order.holder),
        reported_at=order.reported_at,
        due_at=order.due_at,
        is_running=order.is_running,
        is_late=order.is_running and order.due_at < now,
        reopened=order.reopened,
        urged=order.urged,
    )
