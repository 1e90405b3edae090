"""The database refuses tenures that overlap, whoever writes them and however many at once."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linli.domains.registry.actions.tenures import end_tenure
from linli.domains.registry.models import Person, Tenure
from linli.domains.registry.models.person import Source
from linli.domains.registry.tests.world import make_world
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall

FIRST_DAY = date(2000, 1, 1)
INSERT = """
INSERT INTO registry_tenure (person_id, premises_id, area_code, kind, period, source, recorded_at, reason)
SELECT %s, place, area_code, kind, daterange(since, upto), 'committee', now(), ''
FROM unnest(%s::bigint[], %s::smallint[], %s::date[], %s::date[]) AS said (place, kind, since, upto), registry_person
WHERE registry_person.id = %s
"""

days = st.integers(0, 30).map(lambda day: FIRST_DAY + timedelta(days=day))
periods = st.tuples(st.none() | days, st.none() | days).filter(
    lambda span: span[0] is None or span[1] is None or span[0] < span[1]
)
bonds = st.lists(st.tuples(st.integers(0, 1), st.integers(1, 3), periods), min_size=1, max_size=6)


def overlap(one: Any, other: Any) -> bool:
    (place, kind, (since, until)), (other_place, other_kind, (other_since, other_until)) = one, other
    begins_before_end = until is None or other_since is None or other_since < until
    ends_after_begin = other_until is None or since is None or since < other_until
    return kind == other_kind and (place == other_place or kind == 1) and bool(begins_before_end and ends_after_begin)


def write(world: Any, said: list[Any]) -> None:
    places = [world.home.pk, world.other_home.pk]
    columns = [[places[place], kind, since, until] for place, kind, (since, until) in said]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(INSERT, [world.li.pk, *map(list, zip(*columns, strict=True)), world.li.pk])


@pytest.mark.django_db
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(bonds)
def test_one_after_the_other_each_is_refused_that_overlaps_an_earlier_one(world, said):
    with wall(Scope.EVERYTHING):
        kept: list[Any] = []
        for bond in said:
            if any(overlap(bond, earlier) for earlier in kept):
                with pytest.raises(IntegrityError):
                    write(world, [bond])
            else:
                write(world, [bond])
                kept.append(bond)
        Tenure.objects.everywhere(because="test").filter(person_id=world.li.pk).delete()


@pytest.mark.django_db
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(bonds)
def test_all_at_once_a_statement_is_refused_when_any_two_overlap(world, said):
    clash = any(overlap(one, other) for at, one in enumerate(said) for other in said[:at])
    with wall(Scope.EVERYTHING):
        if clash:
            with pytest.raises(IntegrityError):
                write(world, said)
        else:
            write(world, said)
        Tenure.objects.everywhere(because="test").filter(person_id=world.li.pk).delete()


@pytest.mark.django_db
def test_a_change_of_days_into_another_entry_is_refused(world):
    with wall(Scope.EVERYTHING):
        write(world, [(0, 2, (FIRST_DAY, date(2005, 1, 1))), (0, 2, (date(2010, 1, 1), None))])
        late = Tenure.objects.everywhere(because="test").latest("id")
        late.period = DateRange(date(2004, 12, 31), None)
        with pytest.raises(IntegrityError, match="tenure"), transaction.atomic():
            late.save()
        late.period = DateRange(date(2005, 1, 1), None)
        late.save()


@pytest.mark.django_db
def test_the_refusal_names_what_was_broken(world):
    with wall(Scope.EVERYTHING):
        write(world, [(0, 1, (FIRST_DAY, None))])
        for place, name in ((0, "tenure_no_overlap"), (1, "tenure_registered_once")):
            with pytest.raises(IntegrityError) as refusal:
                write(world, [(place, 1, (FIRST_DAY, None))])
            assert refusal.value.__cause__.diag.constraint_name == name


@pytest.fixture
def committed_world(committed_db: None, city: Any) -> Any:
    return make_world(city.committee, city.neighbour)


@pytest.fixture
def others() -> Iterator[list[psycopg.Connection]]:
    opened = [psycopg.connect(os.environ["DATABASE_OWNER_URL"]) for _ in range(2)]
    yield opened
    for one in opened:
        one.close()


def by_hand(connection: psycopg.Connection, world: Any) -> None:
    connection.execute(INSERT, [world.li.pk, [world.home.pk], [2], [FIRST_DAY], [None], world.li.pk])


def test_of_two_who_write_in_the_same_moment_one_is_refused(committed_world, others):
    first, second = others
    by_hand(first, committed_world)
    refused: list[Exception] = []

    def write_second() -> None:
        try:
            by_hand(second, committed_world)
            second.commit()
        except psycopg.errors.ExclusionViolation as refusal:
            refused.append(refusal)

    behind = threading.Thread(target=write_second)
    behind.start()
    behind.join(0.5)
    assert behind.is_alive()  # waits for the first, whose tenure it cannot see yet
    first.commit()
    behind.join(20)
    assert len(refused) == 1


def test_under_another_isolation_nothing_is_written_unseen(committed_world, others):
    first, _second = others
    first.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    with pytest.raises(psycopg.errors.InvalidTransactionState, match="READ COMMITTED"):
        by_hand(first, committed_world)


def test_a_bond_is_seen_although_it_lies_outside_of_the_writers_area(world, city):
    """As a constraint would: the trigger looks past the wall, so that no days are told twice."""
    with wall(Scope.EVERYTHING):
        Tenure.objects.create(
            area_code=city.neighbour, person=world.li, premises=world.home, kind=2,
            period=DateRange(FIRST_DAY, None), source=Source.COMMITTEE, recorded_at=timezone.now(),
        )  # fmt: skip
    with wall(Scope(city.committee, city.neighbour)):
        assert Person.objects.everywhere(because="test").filter(pk=world.li.pk).exists()
        assert not Tenure.objects.everywhere(because="test").filter(person_id=world.li.pk).exists()
        with pytest.raises(IntegrityError):
            write(world, [(0, 2, (FIRST_DAY, None))])


def test_whoever_ends_a_bond_waits_for_who_holds_the_person_and_not_crosswise(committed_world, others, cast):
    """A correction and a load hold the person first, then the bonds; so does whoever ends one."""
    first, _second = others
    world = committed_world
    by_hand(first, world)
    first.commit()
    with wall(Scope.EVERYTHING):
        bond = Tenure.objects.everywhere(because="test").get(person_id=world.li.pk)
    first.execute("SELECT 1 FROM registry_person WHERE id = %s FOR UPDATE", [world.li.pk])
    failed: list[Exception] = []

    def end() -> None:
        try:
            end_tenure(cast.worker, bond.pk, on=date(2020, 1, 1), reason="户口迁出")
        except Exception as failure:  # noqa: BLE001 - said below
            failed.append(failure)
        finally:
            connections.close_all()

    behind = threading.Thread(target=end)
    behind.start()
    behind.join(0.5)
    assert behind.is_alive()
    first.execute("UPDATE registry_tenure SET area_code = area_code + 1 WHERE id = %s", [bond.pk])
    first.commit()
    behind.join(20)
    assert not failed
