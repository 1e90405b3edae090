"""Rotating the keys while Linli serves.

``rotate`` adds a new key and seals everything anew with it; old keys keep opening all the while. Nothing is
remembered outside the envelopes, which name their key: after a power cut, ``rotate`` again goes on where
it was. ``retire`` throws the old keys away, once it has seen that nothing needs them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext_lazy as _

from linli.foundation.vault.cipher import KeyRing, RingSettings, new_index_key, new_key
from linli.foundation.vault.columns import SealedColumn, holdings, sealed_columns
from linli.foundation.vault.resealing import Pass, count_old, count_sealed, reseal
from linli.foundation.vault.ring import LOOK_AGAIN_AFTER, reload
from linli.toolbox.errors import Conflict

# every process has looked at the secrets again, and so knows the new key
_EVERYBODY_KNOWS: Final = 2 * LOOK_AGAIN_AFTER
_PATIENCE: Final = 1800.0  # seconds without any progress: longer than the longest import

_BETWEEN_WALKS: Final = 0.05

Progress = Callable[[str, int, int], None]  # column, done, of
Change = Callable[[RingSettings], RingSettings]


@dataclass(frozen=True, slots=True)
class Rotated:
    """What a rotation did."""

    version: int  # of the key that seals now
    is_new: bool  # False: an earlier rotation was finished
    resealed: int
    refused: Mapping[str, list[int]]  # rows by column whose new index another row already has
    unreadable: Mapping[str, list[int]]  # rows by column whose envelope does not open


def rotate(
    on_progress: Progress | None = None,
    *,
    index_keys: bool = False,
    algorithm: str | None = None,
) -> Rotated:
    """Seal everything with a new key, or finish the rotation that was interrupted.

    With ``index_keys`` the blind indexes are computed anew as well, which opens every value once.
    ``algorithm`` changes to ``sm4-gcm`` or ``aes-gcm`` on the way.
    """
    ring = reload()
    unfinished = _is_anything_old(ring) or (index_keys and len(ring.index_keys) > 1)
    if not unfinished:
        _change_ring(lambda now: _with_new_keys(now, index_keys=index_keys, algorithm=algorithm))
        ring = reload()
        time.sleep(_EVERYBODY_KNOWS)  # before that, some would not find what is indexed anew
    work = _reseal_everything(ring, on_progress, with_indexes=index_keys)
    return Rotated(ring.active, not unfinished, work.resealed, work.refused, work.unreadable)


def retire() -> list[int]:
    """Throw away every key that nothing is sealed with any more; return the versions that went.

    What such a key has sealed elsewhere, as in an old backup, cannot be opened afterwards.
    """
    ring = reload()
    _wait_for_transactions()
    if _is_anything_old(ring):
        raise Conflict(
            _("Values are still sealed with an older key. Run “linli vault rotate” to the end first."),
            code="vault.key_in_use",
        )
    if len(ring.index_keys) > 1:
        work = _reseal_everything(ring, None, with_indexes=True)
        if work.refused or work.unreadable:
            raise Conflict(
                _("Some blind indexes still need the older index key. “linli vault rotate --index-keys” names them."),
                code="vault.index_key_in_use",
            )
    gone = sorted(set(ring.keys) - {ring.active})
    _change_ring(lambda now: _with_current_keys_only(now, ring))
    reload()
    return gone


def _is_anything_old(ring: KeyRing) -> bool:
    return any(count_old(column, ring) for column in sealed_columns()) or any(
        holding.count_old(ring) for holding in holdings().values()
    )


@dataclass(slots=True)
class _Work:
    on_progress: Progress
    resealed: int = 0
    refused: dict[str, list[int]] = field(default_factory=dict)
    unreadable: dict[str, list[int]] = field(default_factory=dict)


def _reseal_everything(ring: KeyRing, on_progress: Progress | None, *, with_indexes: bool) -> _Work:
    work = _Work(on_progress or (lambda _name, _done, _all: None))
    for column in sealed_columns():
        _walk_until_done(column, ring, work, with_indexes=with_indexes)
    # somebody who took the old ring a moment ago may still be writing with it
    _wait_for_transactions()
    for column in sealed_columns():
        _walk_until_done(column, ring, work, with_indexes=with_indexes)
    for name, holding in holdings().items():
        done = holding.reseal(ring)
        work.resealed += done
        work.on_progress(name, done, done)
    return work


def _walk_until_done(column: SealedColumn, ring: KeyRing, work: _Work, *, with_indexes: bool) -> None:
    deadline = time.monotonic() + _PATIENCE
    while True:
        total = count_sealed(column)
        tell = partial(_tell, work, column, total)
        walk = reseal(column, ring, with_indexes=with_indexes, on_batch=tell)
        work.resealed += walk.changed
        for found, rows in ((work.refused, walk.refused), (work.unreadable, walk.unreadable)):
            found.pop(column.name, None)
            if rows:
                found[column.name] = rows
        if _is_done(column, ring, walk, total, with_indexes=with_indexes):
            return
        if walk.changed:
            deadline = time.monotonic() + _PATIENCE
        elif time.monotonic() > deadline:
            raise Conflict(
                _("Some rows have been in use for very long and could not be sealed anew. Rotate again later."),
                code="vault.rows_in_use",
            )
        time.sleep(_BETWEEN_WALKS)


def _tell(work: _Work, column: SealedColumn, total: int, seen: int) -> None:
    work.on_progress(column.name, min(seen, total), total)


def _is_done(column: SealedColumn, ring: KeyRing, walk: Pass, total: int, *, with_indexes: bool) -> bool:
    if count_old(column, ring) > walk.left:
        return False
    # an index does not say which key made it: only a walk that met every row and changed none is proof
    return not with_indexes or (not walk.changed and walk.seen >= total)


def _wait_for_transactions() -> None:
    """Wait until every transaction of the application that is running now is over."""
    time.sleep(_EVERYBODY_KNOWS)
    deadline = time.monotonic() + _PATIENCE
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (now,) = cursor.fetchone() or (None,)
        while True:
            cursor.execute(
                "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database()"
                " AND pid <> pg_backend_pid() AND backend_type = 'client backend' AND xact_start < %s)",
                [now],
            )
            (is_somebody_at_work,) = cursor.fetchone() or (False,)
            if not is_somebody_at_work:
                return
            if time.monotonic() > deadline:
                raise Conflict(
                    _("A transaction has been open for very long. Rotate again when it has ended."),
                    code="vault.transaction_open",
                )
            time.sleep(_BETWEEN_WALKS)


def _change_ring(change: Change) -> None:
    # the secrets file lies above us; settings hand its writer down
    write: Callable[[Change], None] = settings.LINLI_CHANGE_VAULT
    write(change)


def _with_new_keys(now: RingSettings, *, index_keys: bool, algorithm: str | None) -> RingSettings:
    algorithm = algorithm or now["algorithm"]
    version = max(now["keys"]) + 1
    indexes = dict(now["index_keys"])
    if index_keys:
        indexes[max(indexes) + 1] = new_index_key().hex()
    return RingSettings(
        active=version,
        algorithm=algorithm,
        keys={**now["keys"], version: new_key(algorithm).hex()},
        index_keys=indexes,
    )


def _with_current_keys_only(now: RingSettings, seen: KeyRing) -> RingSettings:
    if now["active"] != seen.active or max(now["index_keys"]) != seen.active_index:
        raise Conflict(
            _("Somebody else rotates the keys at this moment. Try again when they are done."),
            code="vault.rotated_meanwhile",
        )
    return RingSettings(
        active=now["active"],
        algorithm=now["algorithm"],
        keys={seen.active: now["keys"][seen.active]},
        index_keys={seen.active_index: now["index_keys"][seen.active_index]},
    )
