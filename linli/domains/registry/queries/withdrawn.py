"""Bonds to a home that were entered by mistake and withdrawn: the audit is where they are kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils.dateparse import parse_date

from linli.domains.registry.access import Permission
from linli.domains.registry.models import Premises
from linli.domains.registry.models.person import Source
from linli.domains.registry.models.tenure import TenureKind
from linli.domains.registry.queries.people import shown_address
from linli.foundation.audit import public as audit
from linli.foundation.scope import Actor

WITHDRAWN: Final = "registry:tenure:withdraw"
MOST_WITHDRAWN: Final = 100


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A bond as it stood until it was withdrawn."""

    kind_name: str
    address: str
    since: date | None
    until: date | None
    source_name: str
    reason: str
    at: datetime


def withdrawn_of(actor: Actor, person_id: int) -> list[Withdrawn]:
    """Give the bonds of a person that were withdrawn, the newest first."""
    rows = audit.rows(actor, audit.Filters(action=WITHDRAWN, subject_id=person_id), limit=MOST_WITHDRAWN)
    if not rows:
        return []
    homes = Premises.objects.within(actor.scope).filter(pk__in={row.detail["premises"] for row in rows})
    paths = dict(homes.values_list("pk", "path"))
    return [
        Withdrawn(
            kind_name=str(TenureKind[row.detail["kind"].upper()].label),
            address=shown_address(actor, paths.get(row.detail["premises"], "")),
            since=parse_date(row.detail["since"]),
            until=parse_date(row.detail["until"]),
            source_name=str(Source(row.detail["source"]).label),
            reason=row.purpose if actor.may(Permission.SEE_NAMES) else "",
            at=row.at,
        )
        for row in rows
    ]
