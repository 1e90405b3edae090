import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linli.foundation.audit import anchors
from linli.foundation.audit import public as audit
from linli.foundation.audit.models import AuditRow, AuditSeal
from linli.toolbox import merkle
from linli.toolbox.errors import Conflict

# one edit for every column of a row: a column that nobody thought of makes test_every_column_… fail
EDITS = {
    "id": "900000",
    "at": "at + interval '1 microsecond'",
    "area_code": "area_code + 1",
    "account_id": "NULL",
    "post_id": "post_id + 1",
    "actor_name": "actor_name || ' '",
    "role": "''",
    "action": "upper(action)",
    "object_kind": "''",
    "object_id": "NULL",
    "subject_id": "subject_id + 1",
    "purpose": "''",
    "because": "' '",
    "detail": """'{"n": 3.0}'""",
    "txid": "txid + 1",
}


def broken(*, row=None, seal=None, line=None):
    """Verify, expect a fault that names this, and say which it is."""
    verdict = audit.verify()
    assert not verdict.holds
    assert (verdict.fault.row, verdict.fault.seal, verdict.fault.line) == (row, seal, line), str(verdict)
    return verdict.fault.broken


def test_an_empty_audit_holds(chain):
    assert chain.seal() == audit.Sealed(0, 0)
    assert audit.verify() == audit.Verdict(None, 0, 0, 0)


def test_what_was_written_is_sealed_and_proved(chain, worker):
    chain.sealed(worker, 3, 1, 5)
    chain.write(worker, 2)
    verdict = audit.verify()
    assert (verdict.holds, verdict.rows, verdict.seals, verdict.anchors) == (True, 9, 3, 3)
    assert verdict.unsealed == 2
    assert verdict.oldest_unsealed_at is not None


def test_progress_is_told(chain, worker):
    chain.sealed(worker, 3, 2)
    told = []
    audit.verify(lambda done, total: told.append((done, total)))
    assert told == [(3, 5), (5, 5)]


def test_a_long_audit_is_sealed_in_batches(chain, worker, monkeypatch):
    monkeypatch.setattr("linli.foundation.audit.sealing.BATCH", 4)
    monkeypatch.setattr("linli.foundation.audit.stream._AT_ONCE", 3)
    chain.write(worker, 10)
    assert chain.seal() == audit.Sealed(10, 3)
    assert audit.verify().rows == 10


def test_every_column_of_a_row_is_tried_below():
    assert set(EDITS) == {field.column for field in AuditRow._meta.fields}


@pytest.mark.parametrize("column", EDITS)
@pytest.mark.parametrize("row", [1, 4, 6])
def test_a_changed_column_is_found_and_the_row_named(chain, worker, owner_connection, column, row):
    chain.sealed(worker, 3, 3)
    changed = owner_connection.execute(f"UPDATE audit_row SET {column} = {EDITS[column]} WHERE id = %s", [row])  # noqa: S608
    assert changed.rowcount == 1
    # a row that moved is named where it is missing; one whose own number changed has lost its name
    found = broken(row=row, seal=1 if row < 4 else 2)
    assert found is (audit.Broken.ROW_MISSING if column == "id" else audit.Broken.ROW_ALTERED)


@settings(suppress_health_check=list(HealthCheck), max_examples=40, deadline=None)
@given(before=st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20), at=st.data())
def test_one_changed_character_is_found(chain, worker, owner_connection, before, at):
    owner_connection.execute("TRUNCATE audit_row, audit_seal RESTART IDENTITY")
    anchors.place().unlink(missing_ok=True)
    chain.write(worker, 1)
    owner_connection.execute("UPDATE audit_row SET purpose = %s", [before])
    chain.seal()
    assert audit.verify().holds
    after = at.draw(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20))
    owner_connection.execute("UPDATE audit_row SET purpose = %s", [after])
    assert audit.verify().holds == (before == after)


@pytest.mark.parametrize(
    ("purpose", "because"), [("a,b", ""), ("a", ",b"), ('a","b', ""), ("", "a"), ("(a", ")"), ("a\\", "b")]
)
def test_text_cannot_be_shifted_from_one_column_into_the_next(chain, worker, owner_connection, purpose, because):
    chain.write(worker, 1)
    owner_connection.execute("UPDATE audit_row SET purpose = %s, because = %s", [purpose, because])
    chain.seal()
    for shifted in (purpose + because, ""), ("", purpose + because), (because, purpose):
        if shifted != (purpose, because):
            owner_connection.execute("UPDATE audit_row SET purpose = %s, because = %s", shifted)
            assert broken(row=1, seal=1) is audit.Broken.ROW_ALTERED


@pytest.mark.parametrize(("row", "seal"), [(1, 1), (2, 1), (3, 1), (4, 2), (6, 2)])
def test_a_deleted_row_is_named(chain, worker, owner_connection, row, seal):
    chain.sealed(worker, 3, 3)
    owner_connection.execute("DELETE FROM audit_row WHERE id = %s", [row])
    assert broken(row=row, seal=seal) is audit.Broken.ROW_MISSING


@pytest.mark.parametrize("source", [1, 3, 5])
def test_a_row_put_among_sealed_ones_is_named(chain, worker, owner_connection, source):
    chain.sealed(worker, 3, 3)
    owner_connection.execute(
        "INSERT INTO audit_row (id, at, area_code, actor_name, role, action, object_kind, purpose, because,"
        " detail, txid) SELECT -1, at, area_code, actor_name, role, action, object_kind, purpose, because,"
        " detail, txid FROM audit_row WHERE id = %s",
        [source],
    )
    assert broken(row=-1, seal=1 if source < 4 else 2) is audit.Broken.ROW_ADDED


def test_two_rows_that_changed_places_are_found(chain, worker, owner_connection):
    chain.sealed(worker, 4)
    owner_connection.execute("UPDATE audit_row SET id = -id WHERE id IN (2, 3)")
    owner_connection.execute("UPDATE audit_row SET id = 5 + id WHERE id < 0")
    assert broken(row=2, seal=1) is audit.Broken.ROW_ALTERED


def test_an_older_fault_is_named_before_a_younger_one(chain, worker, owner_connection):
    chain.sealed(worker, 3, 3)
    owner_connection.execute("DELETE FROM audit_row WHERE id = 5")
    owner_connection.execute("UPDATE audit_row SET purpose = 'x' WHERE id = 2")
    assert broken(row=2, seal=1) is audit.Broken.ROW_ALTERED


SEAL_EDITS = {
    "version": "7",
    "first_txid": "first_txid - 1",
    "first_id": "first_id + 1",
    "last_txid": "last_txid + 1",
    "last_id": "last_id + 1",
    "rows": "rows - 1",
    "leaves": "set_byte(leaves, 9, get_byte(leaves, 9) # 1)",
    "root": "set_byte(root, 31, get_byte(root, 31) # 1)",
    "previous": "set_byte(previous, 0, get_byte(previous, 0) # 128)",
    "mac": "set_byte(mac, 5, get_byte(mac, 5) # 1)",
    "sealed_at": "sealed_at + interval '1 microsecond'",
}


def test_every_column_of_a_seal_is_tried_below():
    assert {*SEAL_EDITS, "id"} == {field.column for field in AuditSeal._meta.fields}


@pytest.mark.parametrize("column", SEAL_EDITS)
@pytest.mark.parametrize("seal", [1, 2])
def test_an_altered_seal_is_named(chain, worker, owner_connection, column, seal):
    chain.sealed(worker, 3, 3)
    owner_connection.execute(f"UPDATE audit_seal SET {column} = {SEAL_EDITS[column]} WHERE id = %s", [seal])  # noqa: S608
    assert broken(seal=seal) is audit.Broken.SEAL_ALTERED


def test_a_seal_taken_out_of_the_middle_is_missed(chain, worker, owner_connection):
    chain.sealed(worker, 2, 2, 2)
    owner_connection.execute("DELETE FROM audit_seal WHERE id = 2")
    assert broken(seal=2) is audit.Broken.SEAL_MISSING


def test_the_newest_end_cannot_be_cut_off(chain, worker, owner_connection):
    chain.sealed(worker, 2, 2, 2)
    owner_connection.execute("DELETE FROM audit_seal WHERE id = 3")
    owner_connection.execute("DELETE FROM audit_row WHERE id > 4")
    assert broken(seal=3, line=3) is audit.Broken.ANCHOR_UNMET


def test_a_cut_chain_that_goes_on_is_still_noticed(chain, worker, owner_connection):
    chain.sealed(worker, 2, 2)
    owner_connection.execute("DELETE FROM audit_seal WHERE id = 2")
    owner_connection.execute("DELETE FROM audit_row WHERE id > 2")
    chain.sealed(worker, 2)
    assert broken(seal=2, line=2) is audit.Broken.ANCHOR_UNMET


@pytest.fixture
def wrong_key(settings):
    """The key of somebody who has the database but not the secrets."""

    class Guess:
        audit_key = bytes(32).hex()

    return lambda: Guess


def test_the_sealer_does_not_go_on_behind_a_seal_it_did_not_make(chain, worker, settings, wrong_key):
    chain.sealed(worker, 2)
    chain.write(worker, 1)
    settings.LINLI_SECRETS = wrong_key
    with pytest.raises(Conflict) as refusal:
        audit.seal()
    assert refusal.value.code == "audit.head_altered"


def test_rows_sealed_anew_without_the_key_do_not_pass(chain, worker, owner_connection, settings, wrong_key):
    chain.sealed(worker, 2, 2)
    true = settings.LINLI_SECRETS
    owner_connection.execute("UPDATE audit_row SET purpose = 'harmless' WHERE id = 4")
    owner_connection.execute("TRUNCATE audit_seal")
    anchors.place().unlink()
    settings.LINLI_SECRETS = wrong_key
    chain.seal()
    assert audit.verify().holds  # to whoever has only the wrong key
    settings.LINLI_SECRETS = true
    assert broken(seal=1) is audit.Broken.SEAL_ALTERED


def test_an_altered_anchor_is_named(chain, worker):
    chain.sealed(worker, 1, 1)
    lines = anchors.place().read_text().splitlines(keepends=True)
    anchors.place().write_text(lines[0] + lines[1].replace(lines[1].split()[1], "ff" * 32))
    assert broken(seal=2, line=2) is audit.Broken.ANCHOR_UNMET
    anchors.place().write_text(lines[0] + "x " + lines[1])
    assert broken(line=2) is audit.Broken.ANCHOR_UNREADABLE


def test_half_a_line_left_by_a_power_cut_hides_nothing(chain, worker):
    chain.sealed(worker, 1, 1)
    whole = anchors.place().read_text()
    anchors.place().write_text(whole[:-120])
    assert audit.verify().anchors == 1
    chain.sealed(worker, 1)
    verdict = audit.verify()
    assert (verdict.holds, verdict.anchors, verdict.seals) == (True, 2, 3)


def test_the_sentence_names_the_row_in_both_languages(chain, worker, owner_connection):
    chain.sealed(worker, 2)
    owner_connection.execute("UPDATE audit_row SET purpose = 'x' WHERE id = 2")
    verdict = audit.verify()
    with override("en"):
        assert str(verdict) == "Row 2 was altered after it was sealed (seal 1)."
    with override("zh-hans"):
        assert str(verdict) == "第 2 行在封存之后被改动过（封条 1）。"


def test_one_row_can_be_proved_to_somebody_without_the_others(chain, worker):
    chain.sealed(worker, 7)
    seal = AuditSeal.objects.get()
    leaves = [bytes(seal.leaves)[at + 8 : at + 40] for at in range(0, len(seal.leaves), 40)]
    assert merkle.verify(leaves[4], 4, 7, merkle.proof(leaves, 4), bytes(seal.root))


def test_a_database_restored_into_another_cluster_goes_on(chain, worker, owner_connection):
    chain.sealed(worker, 2)
    # as if the audit had been written in a cluster that had counted far more transactions
    with owner_connection.transaction():
        owner_connection.execute("TRUNCATE audit_row, audit_seal RESTART IDENTITY")
        anchors.place().unlink()
        owner_connection.execute(CLOCK.format(offset=10**12))
    chain.sealed(worker, 2)
    owner_connection.execute(CLOCK.format(offset=0))
    chain.write(worker, 2)
    with pytest.raises(Conflict) as refusal:
        audit.seal()
    assert refusal.value.code == "audit.restored"
    assert audit.verify().fault.broken is audit.Broken.ROW_ADDED
    audit.continue_after_restore()
    try:
        chain.write(worker, 2)
        assert chain.seal().rows == 4  # with what was written before anybody noticed
        assert audit.verify().rows == 6
    finally:
        owner_connection.execute(CLOCK.format(offset=0))


CLOCK = """
CREATE OR REPLACE FUNCTION audit_txid() RETURNS bigint LANGUAGE sql VOLATILE
    AS $$ SELECT pg_current_xact_id()::text::bigint + {offset} $$;
CREATE OR REPLACE FUNCTION audit_horizon() RETURNS bigint LANGUAGE sql VOLATILE
    AS $$ SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint + {offset} $$;
"""
