import os
import random
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall
from linli.foundation.vault import public as vault
from linli.foundation.vault.tests.conftest import CONTEXT, number_of
from linli.toolbox.errors import Conflict


def test_a_rotation_seals_everything_anew_and_changes_no_value(numbers):
    numbers.fill(30)
    before, opened = numbers.envelopes(), numbers.opened()
    told = []
    done = vault.rotate(lambda *progress: told.append(progress))
    assert (done.version, done.is_new, done.resealed, dict(done.refused)) == (2, True, 30, {})
    assert numbers.versions() == {2}
    assert numbers.opened() == opened
    assert not set(before.values()) & set(numbers.envelopes().values())
    assert told[-1] == ("vault_test.number", 30, 30)


def test_empty_columns_stay_empty(numbers):
    numbers.fill(2)
    numbers.owner.execute("INSERT INTO vault_test (id) VALUES (9)")
    assert vault.rotate(index_keys=True).resealed == 2
    assert numbers.envelopes()[9] is None


def test_a_rotation_works_through_many_batches(numbers, monkeypatch):
    monkeypatch.setattr("linli.foundation.vault.resealing.BATCH", 7)
    numbers.fill(50)
    assert vault.rotate(index_keys=True).resealed == 50
    assert numbers.opened() == {row: number_of(row) for row in range(1, 51)}


def test_what_was_sealed_before_opens_until_the_old_key_is_retired(numbers):
    numbers.fill(1)
    old = numbers.envelopes()[1]
    vault.rotate()
    assert vault.open_sealed(old, CONTEXT) == number_of(1)
    assert vault.retire() == [1]
    with pytest.raises(vault.CannotOpen):
        vault.open_sealed(old, CONTEXT)
    assert numbers.opened() == {1: number_of(1)}
    assert list(vault.ring().keys) == [2]


def test_a_key_in_use_cannot_be_retired(numbers):
    numbers.fill(2)
    old = numbers.envelopes()[2]
    vault.rotate()
    # as when somebody who had read the row before saves it after
    numbers.owner.execute("UPDATE vault_test SET number = %s WHERE id = 2", [old])
    with pytest.raises(Conflict) as refusal:
        vault.retire()
    assert refusal.value.code == "vault.key_in_use"
    assert sorted(vault.reload().keys) == [1, 2]
    again = vault.rotate()
    assert (again.is_new, again.version, again.resealed) == (False, 2, 1)
    assert vault.retire() == [1]


def test_index_keys_are_rotated_and_everybody_is_found_before_and_after(numbers):
    numbers.fill(20)
    first = vault.ring().index("number", number_of(7))
    vault.rotate(index_keys=True)
    ring = vault.ring()
    assert ring.index("number", number_of(7)) != first
    assert numbers.find(number_of(7)) == [7]
    written = dict(numbers.owner.execute("SELECT id, number_index FROM vault_test").fetchall())
    assert written == {row: ring.index("number", number_of(row)) for row in range(1, 21)}
    vault.retire()
    assert list(vault.ring().index_keys) == [2]
    assert len(vault.index_candidates("number", "x")) == 1
    assert numbers.find(number_of(7)) == [7]


def test_without_being_asked_a_rotation_leaves_the_indexes_alone(numbers):
    numbers.fill(3)
    before = numbers.owner.execute("SELECT number_index FROM vault_test ORDER BY id").fetchall()
    vault.rotate()
    assert numbers.owner.execute("SELECT number_index FROM vault_test ORDER BY id").fetchall() == before


def test_two_entries_with_one_number_are_named_and_do_not_stop_the_others(numbers):
    numbers.fill(5)
    # between adding the new index key and reaching row 2, its number is entered again with the new key
    vault.rotate(index_keys=True)
    old = vault.KeyRing("sm4-gcm", 1, dict(vault.ring().keys), {1: vault.ring().index_keys[1]})
    numbers.owner.execute(
        "INSERT INTO vault_test (id, number, number_index) VALUES (6, %s, %s)",
        [old.seal(number_of(2), CONTEXT), old.index("number", number_of(2))],
    )
    done = vault.rotate(index_keys=True)
    assert dict(done.refused) == {"vault_test.number": [6]}
    with pytest.raises(Conflict):
        vault.retire()
    numbers.owner.execute("DELETE FROM vault_test WHERE id = 6")
    vault.rotate(index_keys=True)
    assert vault.retire() == [1]


def test_a_damaged_value_is_named_and_does_not_stop_the_others(numbers):
    numbers.fill(5)
    numbers.owner.execute("UPDATE vault_test SET number = set_byte(number, 20, 0) || '\\x00' WHERE id = 3")
    done = vault.rotate()
    assert (done.resealed, dict(done.unreadable)) == (4, {"vault_test.number": [3]})
    with pytest.raises(Conflict):
        vault.retire()
    assert sorted(vault.ring().keys) == [1, 2]


class Things:
    """Something sealed outside any column."""

    def __init__(self, ring):
        self.sealed = [ring.seal(str(n), CONTEXT) for n in range(3)]

    def count_old(self, ring):
        return sum(not ring.is_current(each) for each in self.sealed)

    def reseal(self, ring):
        count = self.count_old(ring)
        self.sealed = [ring.seal(ring.open(each, CONTEXT), CONTEXT) for each in self.sealed]
        return count


def test_what_lies_outside_the_tables_is_rotated_too(numbers):
    things = Things(vault.ring())
    vault.register_holding("things", things)
    assert vault.rotate().resealed == 3
    before, things.sealed = things.sealed, [vault.KeyRing.generate().seal("x", CONTEXT)]
    with pytest.raises(Conflict):
        vault.retire()
    things.sealed = before
    assert vault.retire() == [1]
    assert [vault.open_sealed(each, CONTEXT) for each in things.sealed] == ["0", "1", "2"]


def test_the_algorithm_can_be_changed(numbers):
    numbers.fill(5)
    vault.rotate(algorithm="aes-gcm")
    assert {envelope[0] for envelope in numbers.envelopes().values()} == {2}
    assert numbers.opened() == {row: number_of(row) for row in range(1, 6)}
    assert vault.ring().algorithm == "aes-gcm"


@pytest.mark.parametrize("index_keys", [False, True])
def test_a_row_in_use_is_waited_for_and_its_edit_is_kept(numbers, index_keys):
    numbers.fill(10)
    held, finish = threading.Event(), threading.Event()

    def edit_slowly():
        ring = vault.ring()  # the old key: taken before the rotation, written after
        try:
            with wall(Scope.EVERYTHING), connection.cursor() as cursor:
                cursor.execute("SELECT 1 FROM vault_test WHERE id = 4 FOR UPDATE")
                held.set()
                finish.wait(20)
                cursor.execute(
                    "UPDATE vault_test SET number = %s, number_index = %s WHERE id = 4",
                    [ring.seal("edited", CONTEXT), ring.index("number", "edited")],
                )
        finally:
            connection.close()

    def rotate():
        try:
            return vault.rotate(index_keys=index_keys)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        editing = pool.submit(edit_slowly)
        held.wait(20)
        rotating = pool.submit(rotate)
        deadline = time.monotonic() + 20
        while numbers.versions() != {1, 2} and time.monotonic() < deadline:
            time.sleep(0.01)
        is_done, versions = rotating.done(), numbers.versions()
        finish.set()
        assert (is_done, versions) == (False, {1, 2}), "the other rows are not kept waiting"
        editing.result()
        rotating.result()
    assert numbers.versions() == {2}
    assert numbers.opened()[4] == "edited"
    assert numbers.find("edited") == [4]


def test_an_old_index_is_not_forgotten_because_its_row_was_in_use(numbers):
    numbers.fill(5)
    vault.rotate(index_keys=True)
    ring = vault.ring()
    late = vault.KeyRing(ring.algorithm, ring.active, dict(ring.keys), {1: ring.index_keys[1]})
    # as an import writes that took its ring before the rotation began
    numbers.owner.execute(
        "UPDATE vault_test SET number_index = %s WHERE id = 3",
        [late.index("number", number_of(3))],
    )

    def rotate():
        try:
            return vault.rotate(index_keys=True)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        numbers.owner.execute("BEGIN")
        numbers.owner.execute("SELECT FROM vault_test WHERE id = 3 FOR UPDATE")
        rotating = pool.submit(rotate)
        time.sleep(0.5)
        is_done = rotating.done()
        numbers.owner.execute("UPDATE vault_test SET note = 'seen' WHERE id = 3")
        numbers.owner.execute("COMMIT")
        assert not is_done
        assert rotating.result().resealed == 1
    (index,) = numbers.owner.execute("SELECT number_index FROM vault_test WHERE id = 3").fetchone()
    assert bytes(index) == ring.index("number", number_of(3))


def test_people_edit_and_search_while_keys_are_rotated(numbers):
    numbers.fill(60)
    done = threading.Event()
    last = {row: number_of(row) for row in range(1, 61)}

    def edit(seed):
        chance = random.Random(seed)
        changes = 0
        try:
            while not done.is_set():
                row = chance.randrange(1, 20) * 3 + seed  # each editor has rows of their own
                number = f"13{seed}{changes:08d}"
                numbers.change(row, number)
                last[row] = number
                assert numbers.find(number) == [row]
                changes += 1
        finally:
            connection.close()
        return changes

    def look():
        chance, looks = random.Random(9), 0
        try:
            while not done.is_set():
                with wall(Scope.EVERYTHING), connection.cursor() as cursor:
                    cursor.execute("SELECT number FROM vault_test WHERE id = %s", [chance.randrange(1, 61)])
                    assert vault.open_sealed(cursor.fetchone()[0], CONTEXT).startswith("13")
                looks += 1
        finally:
            connection.close()
        return looks

    with ThreadPoolExecutor(4) as pool:
        editors = [pool.submit(edit, seed) for seed in range(3)]
        reader = pool.submit(look)
        try:
            for _ in range(3):
                vault.rotate(index_keys=True)
                vault.retire()
        finally:
            done.set()
        assert min(editor.result() for editor in editors) > 5
        assert reader.result() > 20
    assert numbers.versions() == {4}
    assert numbers.opened() == last
    for row, number in last.items():
        assert numbers.find(number) == [row]


ROTATE = """
import time
import django
django.setup()
from linli.foundation.vault import resealing, rotation
from linli.foundation.vault.tests.conftest import declare_numbers
declare_numbers()
resealing.BATCH = 5
rewrite = resealing._rewrite
resealing._rewrite = lambda *given: (rewrite(*given), time.sleep(0.005))  # time enough to be killed in
rotation._EVERYBODY_KNOWS = 0.0
print("ready", flush=True)
rotation.rotate()
print("done", flush=True)
"""


@pytest.mark.crash
def test_a_rotation_that_is_killed_is_finished_by_the_next(numbers):
    numbers.fill(300)
    chance = random.Random(5)
    killed_in_the_middle = 0
    for _ in range(3):
        rotating = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", ROTATE],
            stdout=subprocess.PIPE,
            env={**os.environ, "LINLI_POOL": "1"},
        )
        assert rotating.stdout.readline() == b"ready\n"
        time.sleep(chance.uniform(0.02, 0.2))
        rotating.send_signal(signal.SIGKILL)
        rotating.wait()
        rotating.stdout.close()
        vault.reload()
        killed_in_the_middle += len(numbers.versions()) > 1
        assert numbers.opened() == {row: number_of(row) for row in range(1, 301)}
    assert killed_in_the_middle
    vault.rotate()
    vault.rotate()
    assert numbers.versions() == {vault.ring().active}
    vault.retire()
    assert numbers.opened() == {row: number_of(row) for row in range(1, 301)}


def test_a_column_is_declared_once(numbers):
    with pytest.raises(ValueError, match="declared twice"):
        vault.register_column("vault_test", "number", context=b"another")
