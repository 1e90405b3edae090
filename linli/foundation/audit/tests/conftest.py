"""A chain of its own for each test: real commits, and anchors in a folder of the test."""

from __future__ import annotations

import time
from dataclasses import dataclass

import pytest
from django.db import connection

from linli.foundation.audit import public as audit
from linli.foundation.scope import Actor, Role, Scope
from linli.foundation.scope.database import wall
from linli.toolbox.levels import Level

COMMITTEE = 3101060200010000
NEIGHBOUR = 3101060200020000


def staff(area_code, account_id, role=Role.COMMITTEE_WORKER):
    return Actor(
        role=role,
        level=Level.COMMITTEE,
        area_code=area_code,
        area_name="居委会",
        scope=Scope(area_code, area_code + 10_000),
        permissions=frozenset(),
        display_name="王芳",
        account_id=account_id,
        post_id=account_id * 10,
    )


@pytest.fixture
def worker():
    return staff(COMMITTEE, 7)


@pytest.fixture
def neighbour():
    return staff(NEIGHBOUR, 8)


@pytest.fixture
def chain(committed_db, settings, tmp_path):
    settings.LINLI_HOME = tmp_path
    return Chain()


@dataclass
class Chain:
    """Writes and seals with real commits."""

    def write(self, actor, count=1, action="registry:person:open"):
        with wall(actor.scope):
            audit.record_many(
                actor, action, [audit.Row("person", n, n, purpose="核对信息", detail={"n": n}) for n in range(count)]
            )

    def seal(self):
        self.wait()
        return audit.seal()

    def wait(self):
        """Wait until everything written is older than every transaction of the cluster, other tests' too."""
        deadline = time.monotonic() + 60
        while not self._is_complete():
            assert time.monotonic() < deadline, "somebody keeps a transaction open"
            time.sleep(0.01)

    def sealed(self, actor, *counts):
        for count in counts:
            self.write(actor, count)
            assert self.seal() == audit.Sealed(count, 1)

    def _is_complete(self):
        with wall(Scope.EVERYTHING), connection.cursor() as cursor:
            cursor.execute("SELECT audit_horizon() > coalesce(max(txid), 0) FROM audit_row")
            return cursor.fetchone()[0]
