"""How far the chain of seals has come, without verifying anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from linli.foundation.audit.chain import NOWHERE, Place
from linli.foundation.audit.models import AuditRow, AuditSeal
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall


@dataclass(frozen=True, slots=True)
class State:
    """The newest seal, and what waits for the next one."""

    last_seal: int | None
    sealed_at: datetime | None
    unsealed: int
    oldest_unsealed_at: datetime | None


def state() -> State:
    """Look at the end of the chain. It is one chain for the whole installation and names nobody."""
    with wall(Scope.EVERYTHING):
        newest = AuditSeal.objects.order_by("-id").only("id", "sealed_at", "last_txid", "last_id").first()
        end = NOWHERE if newest is None else Place(newest.last_txid, newest.last_id)
        rows = AuditRow.objects.everywhere(because="counts what is not sealed yet")
        waiting = rows.filter(Q(txid__gt=end.txid) | Q(id__gt=end.id), txid__gte=end.txid)
        oldest = waiting.order_by("txid", "id").values_list("at", flat=True).first()
        return State(
            last_seal=None if newest is None else newest.id,
            sealed_at=None if newest is None else newest.sealed_at,
            unsealed=waiting.count(),
            oldest_unsealed_at=oldest,
        )
