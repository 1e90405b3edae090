"""How far the work on a batch is, written where everybody can read it while the load is not yet committed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Final

import psycopg
from django.db import connections

from linli.domains.registry.actions.loading.passing import Outcome

SECONDS_BETWEEN: Final = 1.0
# Batch numbers share the space of advisory locks with whoever else uses them.
_NAMESPACE: Final = 0x6C696E6C69 << 24

_TELL: Final = """
UPDATE registry_importbatch
SET rows_seen = %s, rows_wrong = %s, rows_total = coalesce(%s, rows_total), progress_at = clock_timestamp()
WHERE id = %s
"""
_WALL: Final = "SELECT set_config('linli.lo', %s, true), set_config('linli.hi', %s, true)"

Tell = Callable[[Outcome], None]


@contextmanager
def told(batch_id: int, area_code: int, total: int | None = None) -> Iterator[Tell]:
    """Give a function that makes progress visible at once, over a connection of its own.

    It sees the one area of the batch and writes nothing else. Progress that cannot be written is let go:
    the load is worth more than its bar.
    """
    own = connections.create_connection("default")
    last = 0.0

    def tell(outcome: Outcome) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last < SECONDS_BETWEEN:
            return
        last = now
        with suppress(psycopg.Error):
            own.ensure_connection()
            with own.connection.transaction(), own.connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '500ms'")
                cursor.execute(_WALL, [str(area_code), str(area_code + 1)])
                cursor.execute(_TELL, [outcome.seen, outcome.wrong, total, batch_id])

    try:
        yield tell
    finally:
        own.close()


def lock_key(batch_id: int) -> int:
    """Give the key of the advisory lock under which a batch is worked on."""
    return _NAMESPACE + batch_id
