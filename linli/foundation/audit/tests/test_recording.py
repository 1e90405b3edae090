import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from linli.foundation.audit import public as audit
from linli.foundation.audit.models import AuditRow
from linli.foundation.audit.tests.conftest import COMMITTEE, NEIGHBOUR
from linli.foundation.scope import Actor, Scope
from linli.foundation.scope.database import wall

pytestmark = pytest.mark.django_db


def everything():
    return AuditRow.objects.everywhere(because="a test looks").order_by("id")


def test_a_row_says_who_did_what_to_whom_and_why(worker):
    with wall(worker.scope):
        audit.record(
            worker,
            "registry:person:open",
            kind="person",
            object_id=5,
            subject_id=5,
            purpose="走访",
            detail={"fields": ["telephone"]},
        )
        (row,) = audit.rows(worker)
    assert (row.account_id, row.post_id, row.actor_name, row.role) == (7, 70, "王芳", "committee_worker")
    assert (row.action, row.object_kind, row.object_id, row.subject_id) == ("registry:person:open", "person", 5, 5)
    assert (row.area_code, row.purpose, row.because, row.detail) == (
        COMMITTEE,
        "走访",
        "",
        {"fields": ["telephone"]},
    )


def test_the_system_says_why_it_acts():
    system = Actor.system(because="nightly clearing")
    with wall(Scope.EVERYTHING):
        audit.record(system, "jobs:clear")
        assert everything().get().because == "nightly clearing"


def test_a_rollback_leaves_no_row(worker):
    def correct():
        with wall(worker.scope):
            audit.record(worker, "registry:person:correct")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        correct()
    with wall(Scope.EVERYTHING):
        assert not everything().exists()


def test_recording_counts_so_that_a_silent_action_is_noticed(worker):
    before = audit.rows_recorded()
    with wall(worker.scope):
        audit.record(worker, "registry:person:open")
        assert audit.record_many(worker, "registry:person:list", (audit.Row("person", n) for n in range(4500))) == 4500
    assert audit.rows_recorded() - before == 4501


def test_whoever_acts_beyond_their_area_is_recorded_all_the_same(worker):
    with wall(worker.scope):
        audit.record(worker, "registry:person:move", area_code=NEIGHBOUR)
        assert audit.rows(worker) == []
    with wall(Scope.EVERYTHING):
        assert everything().get().area_code == NEIGHBOUR


def test_another_committee_does_not_see_our_rows(worker, neighbour):
    with wall(worker.scope):
        audit.record(worker, "registry:person:open")
    with wall(neighbour.scope):
        assert audit.rows(neighbour) == []
        assert not everything().exists()  # the database wall, without any filter of ours


def test_an_account_sees_its_own_rows_wherever_they_lie(worker):
    with wall(worker.scope):
        audit.record(worker, "registry:person:move", area_code=NEIGHBOUR)
    with wall(Scope.NOTHING, account_id=worker.account_id):
        assert everything().count() == 1


def test_a_resident_sees_every_look_at_them_and_no_other(worker, neighbour):
    for actor in (worker, neighbour):
        with wall(actor.scope):
            audit.record_many(actor, "registry:person:open", [audit.Row("person", n, n) for n in (1, 2)])
    with wall(Scope.NOTHING, person_id=2):
        assert [row.account_id for row in audit.looks_at(2)] == [8, 7]
        assert audit.looks_at(1) == []


def test_pages_follow_each_other_without_a_gap(worker):
    with wall(worker.scope):
        audit.record_many(worker, "registry:person:open", [audit.Row("person", n) for n in range(7)])
        first = audit.rows(worker, limit=4)
        second = audit.rows(worker, before=first[-1].id, limit=4)
    assert [row.object_id for row in first + second] == [6, 5, 4, 3, 2, 1, 0]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (audit.Filters(), 3),
        (audit.Filters(action="registry:person:open"), 1),
        (audit.Filters(action="registry:person:"), 2),
        (audit.Filters(action="registry:per"), 0),
        (audit.Filters(account_id=7), 3),
        (audit.Filters(account_id=9), 0),
        (audit.Filters(subject_id=4), 1),
        (audit.Filters(kind="home"), 1),
        (audit.Filters(area=Scope(COMMITTEE, COMMITTEE + 1)), 3),
        (audit.Filters(area=Scope(COMMITTEE + 1, COMMITTEE + 2)), 0),
    ],
)
def test_rows_are_narrowed(worker, filters, found):
    with wall(worker.scope):
        audit.record(worker, "registry:person:open", kind="person", subject_id=4)
        audit.record(worker, "registry:person:reveal", kind="person", subject_id=5)
        audit.record(worker, "registry:home:open", kind="home")
        assert len(audit.rows(worker, filters)) == found


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("13812345678 打不通", "*********** 打不通"),
        ("查 99000019900101123X。", "查 ******************。"),
        ("order 3101060200010000", "order 3101060200010000"),
        ("nul\x00 and \ud800", "nul and ?"),
    ],
)
def test_numbers_of_people_and_odd_characters_do_not_stay_in_the_record(worker, given, kept):
    with wall(worker.scope):
        audit.record(worker, "a:b:c", purpose=given, detail={"why": [given], given: 1})
        row = audit.rows(worker)[0]
    assert row.purpose == kept
    assert row.detail["why"] == [kept]


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE audit_row SET purpose = 'harmless'",
        "DELETE FROM audit_row",
        "TRUNCATE audit_row",
        "UPDATE audit_seal SET rows = 0",
        "DELETE FROM audit_seal",
        "ALTER TABLE audit_row DISABLE ROW LEVEL SECURITY",
        "CREATE OR REPLACE FUNCTION audit_txid() RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint'",
    ],
)
def test_the_application_can_neither_change_nor_delete_what_is_recorded(worker, attack):
    with wall(Scope.EVERYTHING):
        audit.record(worker, "registry:person:open")
        with pytest.raises(DatabaseError) as refusal, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(attack)
        assert isinstance(refusal.value.__cause__, psycopg.errors.InsufficientPrivilege)
        assert everything().count() == 1
