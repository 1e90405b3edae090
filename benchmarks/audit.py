"""How quickly the audit is written, sealed and proved, beside a bare INSERT and a bare SM3 of the same rows."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime

import psycopg
from django.conf import settings
from django.db import connection
from psycopg.types.json import Jsonb

from benchmarks.figures import Figure, figure
from linli.foundation.audit import anchors
from linli.foundation.audit import public as audit
from linli.foundation.audit.chain import Place
from linli.foundation.audit.models import AuditSeal
from linli.foundation.audit.stream import RowsInOrder
from linli.foundation.scope import Actor, Role, Scope
from linli.foundation.scope.database import wall
from linli.toolbox.levels import Level
from linli.toolbox.sm3 import sm3

BENCH = "audit"
TOGETHER = 100  # rows of one transaction: what opening a list of people writes
ALONE = 1_000  # rows recorded one by one
COMMITTEE = 3101060200010000

COLUMNS = (
    "at, area_code, account_id, post_id, actor_name, role, action, object_kind, object_id, subject_id,"
    " purpose, because, detail"
)


def bench(rows: int) -> Iterator[Figure]:
    """Write, seal and prove so many rows."""
    if not AuditSeal.objects.exists():
        anchors.place().unlink(missing_ok=True)  # those of the database of an earlier run, thrown away
    bare, alone_bare = _write_bare(rows)
    began = time.perf_counter()
    _write(rows)
    written = time.perf_counter()
    sealed = _seal_all()
    done = time.perf_counter()
    yield figure(BENCH, "written", rows / (written - began), "rows/s", peer=bare, at_least=5_000)
    yield figure(BENCH, "written and sealed", rows / (done - began), "rows/s", peer=bare, at_least=5_000)
    yield figure(BENCH, "sealed", sealed / (done - written), "rows/s", at_least=5_000)
    # inside an open transaction: what a look costs on top of the page, whatever the disk makes of a commit
    yield figure(BENCH, "one look recorded", _write_alone(), "ms", peer=alone_bare, at_most=1)
    _seal_all()
    limit = _plain_sm3()
    began = time.perf_counter()
    verdict = audit.verify()
    took = time.perf_counter() - began
    if not verdict.holds:
        raise RuntimeError(str(verdict))
    yield figure(BENCH, "proved", verdict.rows / took, "rows/s", peer=limit, at_least=50_000)


def _actor() -> Actor:
    return Actor(
        role=Role.COMMITTEE_WORKER,
        level=Level.COMMITTEE,
        area_code=COMMITTEE,
        area_name="居委会",
        scope=Scope(COMMITTEE, COMMITTEE + 10_000),
        permissions=frozenset(),
        display_name="王芳",
        account_id=7,
        post_id=70,
    )


def _write(rows: int) -> None:
    actor = _actor()
    for start in range(0, rows, TOGETHER):
        with wall(actor.scope):
            audit.record_many(
                actor,
                "registry:person:list",
                (
                    audit.Row("person", n, n, purpose="核对信息", detail={"fields": ["name", "address"], "n": n})
                    for n in range(start, min(start + TOGETHER, rows))
                ),
            )


def _write_alone() -> float:
    actor = _actor()
    with wall(actor.scope):
        began = time.perf_counter()
        for n in range(ALONE):
            audit.record(actor, "registry:person:open", kind="person", object_id=n, subject_id=n, purpose="走访")
        return (time.perf_counter() - began) * 1000 / ALONE


def _write_bare(rows: int) -> tuple[float, float]:
    """Insert the same rows into a table with the same indexes and no policy: together (rows/s), then singly (ms)."""
    insert = f"INSERT INTO audit_bare ({COLUMNS}) VALUES ({', '.join(['%s'] * 13)})"  # noqa: S608 - constants
    with _owner() as owner, owner.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS audit_bare")
        cursor.execute("CREATE TABLE audit_bare (LIKE audit_row INCLUDING ALL)")
        began = time.perf_counter()
        for start in range(0, rows, TOGETHER):
            with owner.transaction():
                cursor.executemany(insert, [_bare_row(n) for n in range(start, min(start + TOGETHER, rows))])
        many = rows / (time.perf_counter() - began)
        with owner.transaction():
            began = time.perf_counter()
            for n in range(ALONE):
                cursor.execute(insert, _bare_row(n))
            alone = (time.perf_counter() - began) * 1000 / ALONE
        cursor.execute("DROP TABLE audit_bare")
    return many, alone


def _bare_row(n: int) -> tuple[object, ...]:
    detail = Jsonb({"fields": ["name", "address"], "n": n})
    return (
        datetime.now(UTC),
        COMMITTEE,
        7,
        70,
        "王芳",
        "committee_worker",
        "registry:person:list",
        "person",
        n,
        n,
        "核对信息",
        "",
        detail,
    )


def _seal_all() -> int:
    """Seal until nothing waits: younger rows wait for older transactions of the whole cluster."""
    sealed = 0
    while True:
        sealed += audit.seal().rows
        with wall(Scope.EVERYTHING), connection.cursor() as cursor:
            cursor.execute(
                "SELECT (SELECT max(last_id) FROM audit_seal) IS NOT DISTINCT FROM"
                " (SELECT id FROM audit_row ORDER BY txid DESC, id DESC LIMIT 1)"
            )
            (complete,) = cursor.fetchone() or (True,)
        if complete:
            return sealed


def _plain_sm3() -> float:
    """Hash what verification hashes, and nothing else: no chain, no tree, no comparison."""
    taken, count = 0.0, 0
    end = Place(2**63 - 1, 2**63 - 1)
    with wall(Scope.EVERYTHING), RowsInOrder() as rows:
        while some := rows.up_to(end, version=1, at_most=10_000):
            began = time.perf_counter()
            for _txid, _id, content in some:
                sm3(content)
            taken += time.perf_counter() - began
            count += len(some)
    return count / taken


def _owner() -> psycopg.Connection:
    about = settings.DATABASES["owner"]
    return psycopg.connect(
        host=about["HOST"] or None,
        port=about.get("PORT") or None,
        user=about["USER"],
        password=about.get("PASSWORD") or None,
        dbname=about["NAME"],
        autocommit=True,
    )
