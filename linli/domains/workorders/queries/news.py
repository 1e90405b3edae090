"""What messengers need to know of one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from linli.domains.workorders.models import Step, UnitMember
from linli.domains.workorders.queries.members import working_today
from linli.domains.workorders.queries.rows import names_of_places, place_of
from linli.domains.workorders.queries.words import KINDS, Words
from linli.domains.workorders.rules.kinds import REOPEN_DAYS, Kind
from linli.domains.workorders.rules.states import Office, State, Verb
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall


@dataclass(frozen=True, slots=True)
class News:
    """One step, who hears of it, and what they may read."""

    order_id: int
    step_id: int
    number: str
    verb: Verb
    state: State
    words: str
    is_inside: bool
    place: str
    area_code: int
    holder: Office
    unit_accounts: Sequence[int]
    reporter_id: int | None
    by_account_id: int | None
    kind_name: Words  # in the language of whoever reads it
    unit_name: str
    due_at: datetime | None
    reopen_until: datetime | None


def news_of(order_id: int, step_id: int) -> News | None:
    """Read a step as it was, for those who hear of it; None when the order is gone."""
    with wall(Scope.EVERYTHING):
        steps = Step.objects.everywhere(because="a messenger reads what was announced")
        step = steps.select_related("order", "holder_unit").filter(pk=step_id, order_id=order_id).first()
        if step is None:
            return None
        members = UnitMember.objects.everywhere(because="who is told").filter(unit_id=step.holder_unit_id)
        if step.order.holder_post_id is not None:
            members = members.filter(post_id=step.order.holder_post_id)
        order = step.order
        return News(
            order_id=order.pk,
            step_id=step.pk,
            number=order.number,
            verb=Verb(step.verb),
            state=State(step.state),
            words=step.words,
            is_inside=step.is_inside,
            place=place_of(order, names_of_places([order.area_code])),
            area_code=order.area_code,
            holder=Office(step.holder),
            unit_accounts=[member.account_id for member in working_today(members)] if step.holder_unit_id else [],
            reporter_id=order.reporter_account_id,
            by_account_id=step.by_account_id,
            kind_name=KINDS[Kind(order.kind)],
            unit_name=step.holder_unit.name if step.holder_unit else "",
            due_at=step.due_at,
            reopen_until=step.at + timedelta(days=REOPEN_DAYS) if step.verb == Verb.ANSWER else None,
        )
