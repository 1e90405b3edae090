"""When something falls due: the limits of ``rules/limits.toml`` in working time."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path
from typing import Final

import structlog
from django.conf import settings
from django.utils import timezone

from linli.domains.workorders.rules.kinds import Kind
from linli.domains.workorders.rules.limits import OURS, BadLimits, Limit, Limits, limits
from linli.domains.workorders.rules.states import State
from linli.foundation.workdays import public as workdays

_CLOSING: Final = time(17)

log = structlog.get_logger(__name__)


def limits_here() -> Limits:
    """Give the limits of this installation: its own file, or ours; a broken file stops no report."""
    own: str = settings.LINLI_WORKORDER_LIMITS
    try:
        return limits(Path(own) if own else OURS)
    except BadLimits as problem:
        log.warning("workorders.bad_limits", file=own, problem=str(problem))  # as the check at start does
        return limits(OURS)


def due_for_answer(kind: Kind, since: datetime) -> datetime:
    """Tell when the answer to a report of this kind is due."""
    return _later(since, limits_here().of_kind(kind))


def due_for_step(state: State, since: datetime) -> datetime | None:
    """Tell when the office that holds an order must have decided; None where only the answer's own date counts."""
    limit = limits_here().of_stage(state)
    return None if limit is None else _later(since, limit)


def _later(since: datetime, limit: Limit) -> datetime:
    here = timezone.localtime(since)
    if limit.hours:
        return workdays.add_working_hours(here, limit.hours)
    last = workdays.add_workdays(here.date(), limit.days)
    return timezone.make_aware(datetime.combine(last, _CLOSING))
