"""After a restore into another PostgreSQL: let the audit's transaction numbers go on where they ended."""

from __future__ import annotations

from django.db import connections, transaction

_CLOCK = """
CREATE OR REPLACE FUNCTION audit_txid() RETURNS bigint LANGUAGE sql VOLATILE
    AS $$ SELECT pg_current_xact_id()::text::bigint + {offset} $$;
CREATE OR REPLACE FUNCTION audit_horizon() RETURNS bigint LANGUAGE sql VOLATILE
    AS $$ SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint + {offset} $$;
"""


def continue_after_restore(*, using: str = "owner") -> int:
    """Raise the audit's clock above every number it has seen; return the offset.

    Sealing tells when it is needed: another PostgreSQL counts its transactions from its own beginning, and
    rows with low numbers would fall among those that are sealed already. Nobody may be at work meanwhile.
    """
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute("LOCK TABLE audit_row, audit_seal IN ACCESS EXCLUSIVE MODE")
        cursor.execute(
            "SELECT greatest(coalesce((SELECT max(txid) FROM audit_row), 0),"
            " coalesce((SELECT max(last_txid) FROM audit_seal), 0)) + 1"
        )
        (offset,) = cursor.fetchone()
        cursor.execute(_CLOCK.format(offset=int(offset)))
    return int(offset)
