"""Many writers, more than one sealer, and sealers that are killed."""

import itertools
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

from linli.foundation.audit import public as audit
from linli.foundation.audit.chain import entries_of, id_of
from linli.foundation.audit.models import AuditRow, AuditSeal
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall


class ChangedTheirMindError(Exception):
    pass


def perhaps_change_their_mind(chance):
    if chance.random() < 0.2:
        raise ChangedTheirMindError


def write_for_a_while(actor, number):
    """Write rows in transactions of different lengths; give the numbers of those that were committed."""
    chance = random.Random(number)
    committed = []
    try:
        for attempt in range(25):
            things = [number * 1000 + attempt * 10 + n for n in range(chance.randint(1, 5))]
            try:
                with wall(actor.scope):
                    for thing in things:
                        audit.record(actor, "registry:person:open", object_id=thing)
                        time.sleep(chance.choice([0, 0, 0.002, 0.01]))
                    perhaps_change_their_mind(chance)
                committed += things
            except ChangedTheirMindError:
                pass
    finally:
        connection.close()
    return committed


def seal_until(done):
    try:
        while not done.is_set():
            audit.seal()
            time.sleep(0.005)
    finally:
        connection.close()


def sealed_ids():
    seals = AuditSeal.objects.order_by("id").values_list("leaves", flat=True)
    return [id_of(entry) for leaves in seals for entry in entries_of(bytes(leaves))]


def test_every_acknowledged_row_is_sealed_exactly_once(chain, worker, monkeypatch):
    monkeypatch.setattr("linli.foundation.audit.sealing.BATCH", 7)  # many seals, however slow the machine
    done = threading.Event()
    with ThreadPoolExecutor(10) as pool:
        sealers = [pool.submit(seal_until, done) for _ in range(2)]
        writers = [pool.submit(write_for_a_while, worker, number) for number in range(8)]
        acknowledged = list(itertools.chain.from_iterable(writer.result() for writer in writers))
        done.set()
        for sealer in sealers:
            sealer.result()
    chain.seal()
    with wall(Scope.EVERYTHING):
        rows = dict(AuditRow.objects.everywhere(because="a test counts").values_list("id", "object_id"))
    sealed = sealed_ids()
    assert sorted(rows.values()) == sorted(acknowledged)
    assert sorted(sealed) == sorted(rows)
    assert AuditSeal.objects.count() > 5
    verdict = audit.verify()
    assert (verdict.fault, verdict.rows, verdict.unsealed) == (None, len(acknowledged), 0)


def test_a_row_that_commits_late_is_not_skipped(chain, worker):
    begun, finish = threading.Event(), threading.Event()

    def commit_late():
        try:
            with wall(worker.scope):
                audit.record(worker, "registry:person:open", object_id=1)
                begun.set()
                finish.wait(20)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        late = pool.submit(commit_late)
        begun.wait(20)
        chain.write(worker, 3)
        assert audit.seal().rows == 0  # younger rows wait for the older transaction
        assert audit.verify().unsealed == 3
        finish.set()
        late.result()
    assert chain.seal().rows == 4
    assert audit.verify().holds


SEALER = """
import sys, django
django.setup()
from django.conf import settings
settings.LINLI_HOME = sys.argv[1]
from linli.foundation.audit import public as audit, sealing
sealing.BATCH = 3
print("ready", flush=True)
while True:
    audit.seal()
"""


@pytest.mark.crash
def test_a_sealer_killed_at_any_moment_leaves_a_chain_that_holds(chain, worker, settings):
    chance = random.Random(3)
    unsealed = []
    for _ in range(4):
        sealer = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", SEALER, str(settings.LINLI_HOME)],
            stdout=subprocess.PIPE,
            env={**os.environ, "LINLI_POOL": "1"},
        )
        assert sealer.stdout.readline() == b"ready\n"
        before = AuditSeal.objects.count()
        chain.write(worker, 400)
        wait_until(lambda before=before: AuditSeal.objects.count() > before)
        time.sleep(chance.uniform(0, 0.1))
        sealer.send_signal(signal.SIGKILL)
        sealer.wait()
        sealer.stdout.close()
        verdict = audit.verify()
        assert verdict.holds, str(verdict)
        unsealed.append(verdict.unsealed)
    assert any(unsealed), "a sealer was killed at work"
    chain.wait()
    wait_until(lambda: audit.seal() and audit.verify().unsealed == 0)  # the lock of the dead goes with them
    verdict = audit.verify()
    assert (verdict.fault, verdict.rows, verdict.unsealed) == (None, 1600, 0)
    assert sorted(sealed_ids()) == list(range(1, 1601))


def wait_until(is_so):
    deadline = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_rows_of_every_area_are_sealed(chain, worker, neighbour):
    chain.write(worker)
    chain.write(neighbour)
    assert chain.seal().rows == 2
