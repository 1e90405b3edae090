"""The walls: nothing is read without a scope, and PostgreSQL says so a second time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from linli.foundation.files.models import StoredFile
from linli.foundation.scope import Actor, Scope
from linli.foundation.scope.database import wall
from linli.foundation.scope.models import UnscopedQuery

codes = st.integers(min_value=0, max_value=10**16)
scopes = st.tuples(codes, codes).map(lambda pair: Scope(min(pair), max(pair)))


def a_file(area_code: int) -> StoredFile:
    return StoredFile.objects.create(
        area_code=area_code, name="a", media_type="text/csv", size=1, sha256="0", storage_name=uuid4().hex,
        stored_at=timezone.now(),
    )  # fmt: skip


@given(one=scopes, other=scopes, code=codes)
def test_narrowing_never_widens_and_covers_exactly_what_both_cover(one, other, code):
    both = one.narrowed(other)
    assert both.covers(code) == (one.covers(code) and other.covers(code))
    assert one.contains(both)
    assert other.contains(both)


def test_a_scope_that_runs_downwards_is_refused():
    with pytest.raises(ValueError, match="upwards"):
        Scope(2, 1)


def test_the_system_must_say_why_it_acts():
    with pytest.raises(ValueError, match="why"):
        Actor.system(because="")


READS = {
    "iterating": lambda q: list(q),
    "get": lambda q: q.get(pk=1),
    "first": lambda q: q.first(),
    "count": lambda q: q.count(),
    "exists": lambda q: q.exists(),
    "values": lambda q: list(q.values("pk")),
    "iterator": lambda q: list(q.iterator()),
    "in_bulk": lambda q: q.in_bulk([1]),
    "update": lambda q: q.update(name="b"),
    "delete": lambda q: q.delete(),
    "aggregate": lambda q: q.aggregate(),
    "union": lambda q: list(q.union(q)),
    "explain": lambda q: q.explain(),
    "subquery": lambda q: list(StoredFile.objects.everywhere(because="test").filter(pk__in=q.values("pk"))),
    "get_or_create": lambda q: q.get_or_create(pk=1),
    "get_object_or_404": lambda q: get_object_or_404(q, pk=1),
}


@pytest.mark.django_db
@pytest.mark.parametrize("road", READS)
def test_no_road_leads_to_a_scoped_table_without_a_scope(road):
    with wall(Scope.EVERYTHING), pytest.raises(UnscopedQuery):
        READS[road](StoredFile.objects.all())


@pytest.mark.django_db
def test_outside_any_wall_a_scoped_table_is_empty():
    with wall(Scope.EVERYTHING):
        a_file(5)
        assert StoredFile.objects.everywhere(because="test").count() == 1
    assert StoredFile.objects.everywhere(because="test").count() == 0


@pytest.mark.django_db
def test_raw_sql_sees_no_more_than_the_scope():
    with wall(Scope.EVERYTHING):
        a_file(5)
        a_file(50)
    with wall(Scope(0, 10)), connection.cursor() as cursor:
        cursor.execute("SELECT area_code FROM files_storedfile")
        assert cursor.fetchall() == [(5,)]


@pytest.mark.django_db
def test_a_row_cannot_be_written_into_a_foreign_area():
    with pytest.raises(DatabaseError, match="row-level security"), wall(Scope(0, 10)):
        a_file(50)


@pytest.mark.django_db
def test_an_inner_wall_gives_back_the_outer_one():
    with wall(Scope(0, 100)):
        a_file(5)
        a_file(50)
        rows = StoredFile.objects.everywhere(because="test")
        with wall(Scope(0, 10)):
            assert rows.all().count() == 1
        assert rows.all().count() == 2
        with pytest.raises(ZeroDivisionError), wall(Scope(0, 10)):
            _ = 1 / 0
        assert rows.all().count() == 2


def test_the_application_role_owns_no_table_and_cannot_bypass_the_wall(owner_connection: psycopg.Connection):
    owned = owner_connection.execute("SELECT tablename FROM pg_tables WHERE tableowner = 'linli_app'").fetchall()
    rights = owner_connection.execute(
        "SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = 'linli_app'"
    ).fetchone()
    assert owned == []
    assert rights == (False, False, False)


def test_thirty_two_actors_at_once_over_pooled_connections_never_see_each_other(committed_db):
    places = range(32)
    with wall(Scope.EVERYTHING):
        for place in places:
            for _ in range(3):
                a_file(place)

    def work(place: int) -> set[int]:
        seen: set[int] = set()
        for turn in range(20):
            with wall(Scope(place, place + 1)):
                rows = StoredFile.objects.everywhere(because="the wall alone must hold")
                seen.update(rows.values_list("area_code", flat=True))
            if turn % 5 == 0:
                # a transaction that fails must not leave its scope on the pooled connection
                try:
                    with wall(Scope(place, place + 1)), transaction.atomic():
                        raise RuntimeError
                except RuntimeError:
                    pass
            seen.update(StoredFile.objects.everywhere(because="no wall, no rows").values_list("area_code", flat=True))
        connection.close()
        return seen

    with ThreadPoolExecutor(32) as pool:
        seen_by_place = list(pool.map(work, places))
    assert seen_by_place == [{place} for place in places]
