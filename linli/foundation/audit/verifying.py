"""Proving the chain: every row, every seal and every anchor, or the first one that is not as it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db.models import Q, QuerySet, Sum

from linli.foundation.audit import anchors
from linli.foundation.audit.canonical import CANONICAL
from linli.foundation.audit.chain import BEGINNING, NOWHERE, Place, Seal, audit_key, entries_of, entry, id_of, root_of
from linli.foundation.audit.models import AuditRow, AuditSeal
from linli.foundation.audit.sealing import seal_of
from linli.foundation.audit.stream import RowsInOrder
from linli.foundation.audit.verdict import Broken, Fault, Verdict
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall

Progress = Callable[[int, int], None]  # rows proved, rows sealed

_ANCHORS_AT_ONCE = 5_000


class _Found(Exception):  # noqa: N818 - carries the fault out of the loops
    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


@dataclass(slots=True)
class _Tally:
    rows: int = 0
    seals: int = 0
    anchors: int = 0
    end: Place = NOWHERE


def verify(on_progress: Progress | None = None) -> Verdict:
    """Prove that no sealed row was altered, deleted or added, and that no seal is missing."""
    tally = _Tally()
    with wall(Scope.EVERYTHING):
        try:
            _verify_chain(tally, on_progress or (lambda _done, _all: None))
            _verify_anchors(tally)
        except _Found as found:
            return Verdict(found.fault, tally.rows, tally.seals, tally.anchors)
        waiting = _after(tally.end)
        oldest = waiting.order_by("txid", "id").values_list("at", flat=True).first()
        return Verdict(None, tally.rows, tally.seals, tally.anchors, waiting.count(), oldest)


def _verify_chain(tally: _Tally, on_progress: Progress) -> None:
    sealed = AuditSeal.objects.aggregate(all=Sum("rows"))["all"] or 0
    key = audit_key()
    previous = BEGINNING
    with RowsInOrder() as rows:  # opened after the seals are: a seal made meanwhile is whole or not there
        for stored in AuditSeal.objects.order_by("id").iterator(chunk_size=20):
            one, mac = seal_of(stored), bytes(stored.mac)
            _verify_seal(one, mac, previous, tally.seals + 1, key)
            _verify_rows(one, rows)
            previous = mac
            tally.rows, tally.seals, tally.end = tally.rows + one.rows, one.id, one.last
            on_progress(tally.rows, sealed)


def _verify_seal(one: Seal, mac: bytes, previous: bytes, expected_id: int, key: bytes) -> None:
    if one.id > expected_id:
        raise _Found(Fault(Broken.SEAL_MISSING, seal=expected_id))
    entries = entries_of(one.leaves)
    faithful = (
        one.id == expected_id
        and one.version in CANONICAL
        and one.previous == previous
        and one.mac(key) == mac
        and len(entries) == one.rows
        and root_of(entries) == one.root
    )
    if not faithful:
        raise _Found(Fault(Broken.SEAL_ALTERED, seal=one.id))


def _verify_rows(one: Seal, rows: RowsInOrder) -> None:
    # one row more than there should be is enough to know; a million forged ones need no memory
    found = rows.up_to(one.last, version=one.version, at_most=one.rows + 1)
    entries = [entry(row_id, content) for _txid, row_id, content in found]
    if b"".join(entries) != one.leaves:
        raise _Found(_first_difference(one.id, entries_of(one.leaves), entries))


def _first_difference(seal_id: int, sealed: Sequence[bytes], found: Sequence[bytes]) -> Fault:
    at = next((at for at, pair in enumerate(zip(sealed, found, strict=False)) if pair[0] != pair[1]), None)
    at = min(len(sealed), len(found)) if at is None else at
    if at == len(sealed):
        return Fault(Broken.ROW_ADDED, row=id_of(found[at]), seal=seal_id)
    missing = id_of(sealed[at])
    if at < len(found):
        if id_of(found[at]) == missing:
            return Fault(Broken.ROW_ALTERED, row=missing, seal=seal_id)
        if id_of(found[at]) not in {id_of(each) for each in sealed[at:]}:
            return Fault(Broken.ROW_ADDED, row=id_of(found[at]), seal=seal_id)
    elsewhere = AuditRow.objects.everywhere(because="a row that was moved is altered, not deleted")
    moved = elsewhere.filter(pk=missing).exists()
    return Fault(Broken.ROW_ALTERED if moved else Broken.ROW_MISSING, row=missing, seal=seal_id)


def _verify_anchors(tally: _Tally) -> None:
    remaining = anchors.read()
    try:
        while some := list(islice(remaining, _ANCHORS_AT_ONCE)):
            macs = AuditSeal.objects.in_bulk([anchor.seal_id for anchor in some])
            for anchor in some:
                met = macs.get(anchor.seal_id)
                if met is None or bytes(met.mac) != anchor.mac:
                    raise _Found(Fault(Broken.ANCHOR_UNMET, seal=anchor.seal_id, line=anchor.line))
                tally.anchors += 1
    except anchors.UnreadableAnchor as problem:
        raise _Found(Fault(Broken.ANCHOR_UNREADABLE, line=problem.line)) from problem


def _after(end: Place) -> QuerySet[AuditRow]:
    everything = AuditRow.objects.everywhere(because="counts what is not sealed yet")
    return everything.filter(Q(txid__gt=end.txid) | Q(txid=end.txid, id__gt=end.id))
