"""What is left when the process that loads, or its connection, dies in the middle of the load."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import OperationalError, connection

from linli.domains.registry.actions.imports import retrying
from linli.domains.registry.actions.imports.batches import is_worked_on
from linli.domains.registry.actions.imports.files import CHUNK
from linli.domains.registry.actions.imports.loading import confirm_import, load_import
from linli.domains.registry.actions.loading.passing import Outcome
from linli.domains.registry.models import Household, ImportBatch, Person, Premises, Tenure
from linli.domains.registry.models.batch import BatchState
from linli.domains.registry.queries.imports import batch_card
from linli.domains.registry.tests.importing import all_of, checked
from linli.domains.registry.tests.sheets import csv_file, person
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall

pytestmark = pytest.mark.crash

PEOPLE = 2 * CHUNK + 1_000
LOADER = """
import sys, django
django.setup()
from linli.domains.registry.actions.imports.loading import load_import
from linli.domains.registry.actions.loading import writing
from linli.foundation.accounts.public import actor_for_post
writing.LINES_AT_ONCE = 1  # each chunk is in the database before the next is read
def told(outcome):
    print(outcome.seen, flush=True)
    sys.stdin.readline()
if __name__ == "__main__":
    load_import(actor_for_post(int(sys.argv[2])), int(sys.argv[1]), told)
"""


@pytest.fixture
def batch(committed_db: None, cast: Any) -> ImportBatch:
    """A confirmed batch, its job not begun."""
    rows = [
        person(f"甲{chr(0x4E00 + n)}", citizen_id="", address=f"闻喜路{n % 90 + 1}弄{n % 70 + 1}号{n % 30 + 101}室",
               living_on="2001-05-01")
        for n in range(PEOPLE)
    ]  # fmt: skip
    with wall(Scope.EVERYTHING):
        made = checked(cast.worker, csv_file(rows))
    confirm_import(cast.worker, made.pk)
    return made


@pytest.fixture
def loading(batch: ImportBatch, cast: Any, tmp_path: Any) -> Iterator[subprocess.Popen[str]]:
    """A process in the middle of loading the batch: one chunk is written, nothing is committed."""
    script = tmp_path / "loader.py"
    script.write_text(LOADER, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, str(script), str(batch.pk), str(cast.worker.post_id)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(Path.cwd())},
    )  # fmt: skip
    assert process.stdout is not None
    assert int(process.stdout.readline()) > 0
    yield process
    process.kill()
    process.communicate()


def in_the_ledger() -> tuple[int, ...]:
    with wall(Scope.EVERYTHING):
        return tuple(all_of(model).count() for model in (Person, Premises, Household, Tenure))


def state_of(batch: ImportBatch) -> str:
    with wall(Scope.EVERYTHING):
        return str(all_of(ImportBatch).get(pk=batch.pk).state)


def test_progress_is_visible_while_nothing_is_committed(batch: ImportBatch, loading: Any, cast: Any) -> None:
    assert in_the_ledger() == (0, 0, 0, 0)
    with wall(cast.worker.scope):
        card = batch_card(cast.worker, batch.pk)
    assert card.state is BatchState.LOADING
    assert 0 < card.seen < PEOPLE
    assert card.percent is not None
    assert 0 < card.percent < 100


def test_a_killed_loader_leaves_nothing_and_its_job_can_be_done_again(
    batch: ImportBatch, loading: Any, cast: Any
) -> None:
    loading.send_signal(signal.SIGKILL)
    loading.wait()
    assert in_the_ledger() == (0, 0, 0, 0)
    assert state_of(batch) == BatchState.LOADING
    load_import(cast.worker, batch.pk)
    assert state_of(batch) == BatchState.LOADED
    first = in_the_ledger()
    assert first[0] == PEOPLE
    load_import(cast.worker, batch.pk)
    assert in_the_ledger() == first


def test_two_workers_never_load_one_batch(batch: ImportBatch, loading: Any, cast: Any) -> None:
    load_import(cast.worker, batch.pk)  # the other one holds it: nothing to do here
    assert in_the_ledger() == (0, 0, 0, 0)
    assert state_of(batch) == BatchState.LOADING


def test_a_living_worker_is_told_from_a_dead_one(
    batch: ImportBatch, loading: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retrying, "SILENT_AFTER", retrying.SILENT_AFTER * 0)
    with wall(Scope.EVERYTHING):
        card = all_of(ImportBatch).get(pk=batch.pk)
    assert is_worked_on(batch.pk)
    assert not retrying.is_silent(batch.pk, card.state, card.progress_at)
    loading.send_signal(signal.SIGKILL)
    loading.wait()
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        for _ in range(100):  # PostgreSQL notices at its next word to the client
            if not is_worked_on(batch.pk):
                break
            owner.execute("SELECT pg_sleep(0.1)")
    assert retrying.is_silent(batch.pk, card.state, card.progress_at)


def test_a_lost_connection_leaves_nothing_and_the_job_is_tried_again(batch: ImportBatch, cast: Any) -> None:
    def cut(outcome: Outcome) -> None:
        pid = connection.connection.info.backend_pid
        with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
            owner.execute("SELECT pg_terminate_backend(%s)", [pid])

    with pytest.raises(OperationalError):  # tasks.py retries on it
        load_import(cast.worker, batch.pk, cut)
    connection.close()
    assert in_the_ledger() == (0, 0, 0, 0)
    load_import(cast.worker, batch.pk)
    assert in_the_ledger()[0] == PEOPLE
