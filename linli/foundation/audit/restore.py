"""After a restore into another PostgreSQL: let the audit's transaction numbers go on where they ended."""

from __future__ import annotations

from django.db import connections, transaction

from linli.foundation.audit.chain import entries_of, id_of
from linli.foundation.audit.models import AuditSeal

_CLOCK = """
CREATE OR REPLACE FUNCTION audit_txid() RETURNS bigint LANGUAGE sql VOLATILE
    AS $$ SELECT pg_current_xact_id()::text::bigint + {offset} $$;
CREATE OR REPLACE FUNCTION audit_horizon() RETURNS bigint LANGUAGE sql VOLATILE
    AS $$ SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint + {offset} $$;
"""


def continue_after_restore(*, using: str = "owner") -> int:
    """Raise the audit's clock above every number it has seen; return the offset.

    Sealing tells when it is needed: another PostgreSQL counts its transactions from its own beginning, so
    what is written there falls among rows that are sealed already. Such rows are moved to the end, where they
    belong; sealed ones are not touched. The database's owner does it, once.
    """
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute("LOCK TABLE audit_row, audit_seal IN ACCESS EXCLUSIVE MODE")
        cursor.execute(
            "SELECT greatest(coalesce((SELECT max(txid) FROM audit_row), 0),"
            " coalesce((SELECT max(last_txid) FROM audit_seal), 0)) + 1,"
            " coalesce((SELECT max(last_txid) FROM audit_seal), 0)"
        )
        offset, sealed_to = cursor.fetchone()
        cursor.execute(
            "UPDATE audit_row SET txid = %s WHERE id > %s AND txid <= %s",
            [offset, _newest_sealed_row(using), sealed_to],
        )
        cursor.execute(_CLOCK.format(offset=int(offset)))
    return int(offset)


def _newest_sealed_row(using: str) -> int:
    seals = AuditSeal.objects.using(using).order_by("id").values_list("leaves", flat=True)
    return max(
        (id_of(entry) for leaves in seals.iterator(chunk_size=20) for entry in entries_of(bytes(leaves))), default=0
    )
