"""Reads of the audit: what the audit administrator looks through, and who looked at me."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import QuerySet

from linli.foundation.audit.models import AuditRow
from linli.foundation.scope import Actor, Scope

PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows a list of audit rows; nothing given narrows nothing."""

    action: str = ""  # a whole name, or a beginning such as "registry:person:"
    account_id: int | None = None
    subject_id: int | None = None
    kind: str = ""
    object_id: int | None = None
    area: Scope | None = None
    since: datetime | None = None
    until: datetime | None = None


def rows(
    actor: Actor, filters: Filters | None = None, *, before: int | None = None, limit: int = PAGE
) -> list[AuditRow]:
    """Give the newest rows inside the actor's scope; ``before`` is the last id of the page above."""
    found = _narrowed(AuditRow.objects.within(actor.scope), filters or Filters())
    return _page(found, before, limit)


def looks_at(person_id: int, *, before: int | None = None, limit: int = PAGE) -> list[AuditRow]:
    """Give the newest rows about one person, wherever the looker sat.

    Behind the person's own wall (``wall(scope, person_id=…)``) the database shows exactly these.
    """
    about = AuditRow.objects.everywhere(because="a person sees every look at them, from any area")
    return _page(about.filter(subject_id=person_id), before, limit)


def _narrowed(found: QuerySet[AuditRow], filters: Filters) -> QuerySet[AuditRow]:
    if filters.action.endswith(":"):
        # a range, not LIKE: under row security only leakproof comparisons come before the policy
        found = found.filter(action__gte=filters.action, action__lt=filters.action[:-1] + ";")
    elif filters.action:
        found = found.filter(action=filters.action)
    if filters.area is not None:
        found = found.filter(filters.area.as_q())
    wanted = {
        "account_id": filters.account_id,
        "subject_id": filters.subject_id,
        "object_kind": filters.kind or None,
        "object_id": filters.object_id,
        "at__gte": filters.since,
        "at__lt": filters.until,
    }
    return found.filter(**{name: value for name, value in wanted.items() if value is not None})


def _page(found: QuerySet[AuditRow], before: int | None, limit: int) -> list[AuditRow]:
    if before is not None:
        found = found.filter(id__lt=before)
    return list(found.order_by("-id")[:limit])
