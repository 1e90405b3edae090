"""What is left when the process that moves a committee's rows dies in the middle."""

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

from linli.domains.registry.actions.rehoming.moving import rehome_committee
from linli.domains.registry.models import Person
from linli.domains.registry.tests.importing import all_of
from linli.domains.registry.tests.test_rehoming import MOVED_TO, moved_to_another_street
from linli.domains.registry.tests.world import World, make_world
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall

pytestmark = pytest.mark.crash

KILLED = """
import sys, django
django.setup()
from django.db import transaction
from linli.domains.registry.actions.rehoming.moving import rehome_committee
with transaction.atomic():
    print(rehome_committee(int(sys.argv[1])).people, flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def moved(committed_db: None, cast: Any, city: Any) -> Iterator[World]:
    """Move the worker's committee to another street; its rows have not followed."""
    world = make_world(city.committee, city.neighbour)
    moved_to_another_street(cast, city)
    yield world
    _stand_again(city.committee)


@pytest.fixture
def mover(moved: World, city: Any, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that has moved everything and confirmed nothing."""
    script = tmp_path / "mover.py"
    script.write_text(KILLED, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, str(script), str(city.committee)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(Path.cwd())},
    )  # fmt: skip
    yield process
    process.kill()
    process.communicate()


def entry(person: Person) -> Person:
    with wall(Scope.EVERYTHING):
        return all_of(Person).get(pk=person.pk)


def test_killed_in_the_middle_nothing_has_moved_and_done_again_everything_has(moved, mover, city):
    assert mover.stdout.readline().strip() == "3"
    mover.send_signal(signal.SIGKILL)
    mover.wait()
    assert entry(moved.zhang).area_code == city.committee

    assert rehome_committee(city.committee).people == 3
    assert rehome_committee(city.committee).moved == 0
    assert entry(moved.zhang).area_code == MOVED_TO
    assert entry(moved.zhang).version == 2


def _stand_again(code: int) -> None:
    """Take the change of the territory back: other tests stand on it."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        owner.execute("DELETE FROM territory_areachange WHERE from_code = %s", [code])
        owner.execute("DELETE FROM territory_areaname WHERE area_id = %s", [MOVED_TO])
        owner.execute("DELETE FROM accounts_post WHERE area_id = %s", [MOVED_TO])
        owner.execute("DELETE FROM territory_area WHERE code = %s", [MOVED_TO])
        owner.execute("UPDATE territory_areaname SET valid_to = NULL WHERE area_id = %s", [code])
        owner.execute("UPDATE territory_area SET valid_to = NULL WHERE code = %s", [code])
