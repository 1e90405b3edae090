"""What PostgreSQL does for the queue and the numbers, with a district's worth of orders, behind the wall."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.domains.workorders.queries.boxed import orders_in_box
from linli.domains.workorders.queries.numbers import day_of, holders_within, most_urgent, numbers_of_areas
from linli.domains.workorders.queries.queue import Mark, OrderFilter, queue
from linli.domains.workorders.rules.kinds import Kind
from linli.domains.workorders.rules.numbers import order_number
from linli.domains.workorders.rules.states import Office, State
from linli.foundation.scope import Actor, Role, Scope, grants
from linli.foundation.scope.database import wall
from linli.toolbox.levels import Level

STREET = 3101060200000000
SCOPES = {
    "committee": Scope(STREET + 80_000, STREET + 90_000),
    "street": Scope(STREET, STREET + 10**7),
    "district": Scope(3101060000000000, 3101070000000000),
}
ROLES = {
    "committee": Role.COMMITTEE_WORKER,
    "street": Role.STREET_OPERATOR,
    "district": Role.DISTRICT_OPERATOR,
}
# 12,000 orders of 240 committees, one in eight of them runs; a district's year
_ORDERS = """
INSERT INTO workorders_order (area_code, number_on, kind, source, words, place_words, reporter_name, state, holder,
    giver, reported_at, due_at, is_running, closed_at, reopened, urged, satisfaction, last_step_id)
SELECT %(street)s::bigint + (n %% 240 + 1) * 10000, date '2026-01-01' + (n / 40)::int, 'lamp', 'desk', '灯不亮 ' || n,
    '', '', CASE WHEN n %% 8 = 0 THEN 'reported' ELSE 'closed' END,
    CASE WHEN n %% 8 = 0 THEN 'committee' ELSE 'nobody' END, 'committee',
    timestamptz '2026-01-01' + n * interval '30 minutes', timestamptz '2026-01-06' + n * interval '30 minutes',
    n %% 8 = 0, CASE WHEN n %% 8 = 0 THEN NULL ELSE timestamptz '2026-01-03' + n * interval '30 minutes' END,
    0, 0, '', 0
FROM generate_series(1, 12000) AS n
"""


@pytest.fixture(scope="module")
def many_orders(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Fill the table as its owner, analyse it, and empty it afterwards."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        owner.execute(_ORDERS, {"street": STREET})
        owner.execute("VACUUM ANALYZE workorders_order")
        with django_db_blocker.unblock():
            yield
            connection.close()
        owner.execute("TRUNCATE workorders_order CASCADE")


def actor_at(level: str) -> Actor:
    scope = SCOPES[level]
    return Actor(
        role=ROLES[level],
        level=Level[level.upper()],
        area_code=scope.lo,
        area_name="",
        scope=scope,
        permissions=grants.permissions_of(ROLES[level]),
        account_id=1,
        post_id=1,
    )


def plans(scope: Scope, read: Callable[[], object]) -> list[str]:
    """Run a read behind the wall and explain every statement that it sent about orders."""
    with wall(scope):
        with CaptureQueriesContext(connection) as sent:
            read()
        statements = [query["sql"] for query in sent if 'FROM "workorders_order"' in query["sql"]]
        assert statements
        with connection.cursor() as cursor:
            explained = []
            for statement in statements:
                cursor.execute(f"EXPLAIN {statement}")
                explained.append("\n".join(line for (line,) in cursor.fetchall()))
    return explained


DEEP = Mark(datetime(2026, 6, 1, tzinfo=UTC), 6000)
FILTERS = {
    "running": OrderFilter(),
    "own desk": OrderFilter(desk=Office.COMMITTEE),
    "late": OrderFilter(is_late=True),
    "waiting": OrderFilter(is_waiting=True),
    "state": OrderFilter(state=State.REPORTED),
    "kind": OrderFilter(kind=Kind.LAMP),
    "unit": OrderFilter(office=Office.UNIT, unit_id=1),
    "smaller area": OrderFilter(area=SCOPES["committee"]),
    "answered": OrderFilter(shown="answered"),
    "over": OrderFilter(shown="ended"),
    "number": OrderFilter(number=order_number("4711")),
}


@pytest.mark.parametrize("level", SCOPES)
@pytest.mark.parametrize("wanted", FILTERS)
@pytest.mark.parametrize("mark", [None, DEEP, Mark(DEEP.due_at, DEEP.id, backwards=True)])
def test_no_page_of_the_queue_reads_all_orders(mark, wanted, level, many_orders):
    actor = actor_at(level)
    for plan in plans(actor.scope, lambda: queue(actor, FILTERS[wanted], mark=mark)):
        assert "Seq Scan on workorders_order" not in plan, plan


def test_a_page_deep_in_the_queue_begins_where_it_begins(many_orders):
    actor = actor_at("district")
    (plan,) = plans(actor.scope, lambda: queue(actor, OrderFilter(), mark=DEEP))
    assert any("Index Cond" in line and "due_at" in line for line in plan.splitlines()), plan
    assert "Sort" not in plan, plan  # the rows come in the order of the index


@pytest.mark.parametrize("level", SCOPES)
def test_numbers_and_the_day_read_running_orders_only(level, many_orders):
    actor = actor_at(level)
    streets = [Scope(code, code + 10**7) for code in range(3101060000000000, 3101060300000000, 10**7)]
    reads: list[Callable[[], object]] = [
        lambda: numbers_of_areas(actor, streets),
        lambda: holders_within(actor, actor.scope),
        lambda: most_urgent(actor, actor.scope),
        lambda: day_of(actor),
    ]
    for read in reads:
        for plan in plans(actor.scope, read):
            assert "Seq Scan on workorders_order" not in plan, plan
            assert "order_running" in plan, plan


@pytest.mark.parametrize("text", ["20260101-004711", "灯不"])
def test_the_box_reads_no_more_than_what_runs(text, many_orders):
    actor = actor_at("street")
    for plan in plans(actor.scope, lambda: orders_in_box(actor, text, 6)):
        assert "Seq Scan on workorders_order" not in plan, plan
