"""Verifying the audit, and what past verifications said.

The results are audit rows themselves: so the next verification covers them too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.utils import timezone

from linli.foundation.audit import public as audit
from linli.foundation.doors.actions import action
from linli.foundation.scope import Actor
from linli.portals.administration.access import Permission

STARTED: Final = "audit:chain:verify-start"
DONE: Final = "audit:chain:verify"
_GIVEN_UP_AFTER: Final = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Result:
    """What one verification said."""

    at: datetime
    by: str
    holds: bool
    rows: int
    seals: int
    anchors: int
    unsealed: int
    sentence: str


@action(Permission.AUDIT_VERIFY)
def verify_and_record(actor: Actor) -> None:
    """Verify the chain and write down what came out."""
    verdict = audit.verify()
    audit.record(
        actor,
        DONE,
        kind="audit",
        detail={
            "holds": verdict.holds,
            "rows": verdict.rows,
            "seals": verdict.seals,
            "anchors": verdict.anchors,
            "unsealed": verdict.unsealed,
        }
        | ({} if verdict.fault is None else _written(verdict.fault)),
    )


def past_results(actor: Actor) -> list[Result]:
    """List the last verifications, the newest first."""
    rows = audit.rows(actor, audit.Filters(action=DONE), limit=20)
    return [_result(row) for row in rows]


def is_running(actor: Actor) -> bool:
    """Answer whether a verification was asked for and has not said anything yet."""
    asked = audit.rows(actor, audit.Filters(action=STARTED), limit=1)
    said = audit.rows(actor, audit.Filters(action=DONE), limit=1)
    if not asked or asked[0].at < timezone.now() - _GIVEN_UP_AFTER:
        return False
    return not said or said[0].id < asked[0].id


def _written(fault: audit.Fault) -> dict[str, Any]:
    return {"broken": fault.broken.name, "row": fault.row, "seal": fault.seal, "line": fault.line}


def _sentence(detail: dict[str, Any]) -> str:
    # put into words when it is read, in the reader's language
    name = detail.get("broken", "")
    if name not in audit.Broken.__members__:
        return ""
    return str(audit.Fault(audit.Broken[name], detail.get("row"), detail.get("seal"), detail.get("line")))


def _result(row: Any) -> Result:
    detail = row.detail
    return Result(
        at=row.at,
        by=row.actor_name,
        holds=bool(detail.get("holds")),
        rows=int(detail.get("rows", 0)),
        seals=int(detail.get("seals", 0)),
        anchors=int(detail.get("anchors", 0)),
        unsealed=int(detail.get("unsealed", 0)),
        sentence=_sentence(detail),
    )
