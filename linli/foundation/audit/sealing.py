"""Sealing: rows whose transactions are over are hashed, in order, into the next link of the chain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.foundation.audit import anchors
from linli.foundation.audit.canonical import CURRENT, content
from linli.foundation.audit.chain import BEGINNING, NOWHERE, Place, Seal, audit_key, entry, root_of
from linli.foundation.audit.models import AuditSeal
from linli.foundation.audit.stream import RowContent, fetch_bytes
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall
from linli.toolbox.errors import Conflict

BATCH: Final = 10_000
_LOCK: Final = 0x6C696E6C69  # "linli": one sealer at a time in a database


@dataclass(frozen=True, slots=True)
class Sealed:
    """What one run of the sealer did."""

    rows: int = 0
    seals: int = 0


def seal() -> Sealed:
    """Seal everything that can be sealed now. Another sealer at work is left to finish alone."""
    with wall(Scope.EVERYTHING):
        pass  # a connection that is fit for use
    if not _one_value("SELECT pg_try_advisory_lock(%s)", _LOCK):
        return Sealed()
    try:
        rows = seals = 0
        while done := _seal_batch():
            rows, seals = rows + done, seals + 1
        return Sealed(rows, seals)
    finally:
        _one_value("SELECT pg_advisory_unlock(%s)", _LOCK)


def _seal_batch() -> int:
    with wall(Scope.EVERYTHING):
        key = audit_key()
        newest = AuditSeal.objects.order_by("-id").first()
        if newest is not None:
            _check_head(newest, key)
        end = NOWHERE if newest is None else Place(newest.last_txid, newest.last_id)
        rows = _sealable_rows(end)
        if not rows:
            return 0
        entries = [entry(row_id, text) for _txid, row_id, text in rows]
        link = Seal(
            id=1 if newest is None else newest.id + 1,
            version=CURRENT,
            first=Place(rows[0][0], rows[0][1]),
            last=Place(rows[-1][0], rows[-1][1]),
            rows=len(rows),
            leaves=b"".join(entries),
            root=root_of(entries),
            previous=BEGINNING if newest is None else bytes(newest.mac),
            sealed_at=timezone.now(),
        )
        mac = link.mac(key)
        _store(link, mac)
    anchors.append(link, mac)  # only now: an anchor of a seal that was rolled back would be a false alarm
    return len(rows)


def _check_head(newest: AuditSeal, key: bytes) -> None:
    if seal_of(newest).mac(key) != bytes(newest.mac):
        raise Conflict(
            _(
                "The newest seal of the audit was altered, or the audit key was replaced. Nothing more is "
                "sealed until somebody has looked: run “linli audit verify”."
            ),
            code="audit.head_altered",
        )


def _sealable_rows(end: Place) -> list[RowContent]:
    # every transaction below the horizon is over, so no row can appear there any more
    horizon = _one_value("SELECT audit_horizon()")
    if horizon < end.txid:
        raise Conflict(
            _(
                "This database counts its transactions from a lower number than its audit, as after a restore "
                "into another PostgreSQL. Run “linli audit continue-after-restore” once, then sealing goes on."
            ),
            code="audit.restored",
        )
    return fetch_bytes(
        f"SELECT txid, id, {content(CURRENT)} FROM audit_row"  # noqa: S608 - no values from outside
        " WHERE (txid, id) > (%s, %s) AND txid < %s ORDER BY txid, id LIMIT %s",
        [end.txid, end.id, horizon, BATCH],
    )


def _store(link: Seal, mac: bytes) -> None:
    AuditSeal.objects.create(
        id=link.id,
        version=link.version,
        first_txid=link.first.txid,
        first_id=link.first.id,
        last_txid=link.last.txid,
        last_id=link.last.id,
        rows=link.rows,
        leaves=link.leaves,
        root=link.root,
        previous=link.previous,
        mac=mac,
        sealed_at=link.sealed_at,
    )


def seal_of(stored: AuditSeal) -> Seal:
    """Read a link of the chain from its table."""
    return Seal(
        id=stored.id,
        version=stored.version,
        first=Place(stored.first_txid, stored.first_id),
        last=Place(stored.last_txid, stored.last_id),
        rows=stored.rows,
        leaves=bytes(stored.leaves),
        root=bytes(stored.root),
        previous=bytes(stored.previous),
        sealed_at=stored.sealed_at,
    )


def _one_value(query: str, *parameters: int) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        row = cursor.fetchone()
    return row[0]
