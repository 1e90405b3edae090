"""A table with sealed numbers and secrets of its own, so that rotating harms nobody else's test."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.db import connection
from psycopg import Connection

from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall
from linli.foundation.vault import columns
from linli.foundation.vault import public as vault

CONTEXT = b"vault.test.number"
TABLE = """
DROP TABLE IF EXISTS vault_test;
CREATE TABLE vault_test (
    id bigint PRIMARY KEY, area_code bigint NOT NULL DEFAULT 1,
    number bytea, number_index bytea UNIQUE, note text NOT NULL DEFAULT '');
ALTER TABLE vault_test ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON vault_test USING (
    area_code >= NULLIF(current_setting('linli.lo', true), '')::bigint
    AND area_code < NULLIF(current_setting('linli.hi', true), '')::bigint);
GRANT SELECT, INSERT, UPDATE, DELETE ON vault_test TO linli_app;
"""


@dataclass
class Numbers:
    """Sealed numbers, and an owner that sees past every wall."""

    owner: Connection

    def add(self, row, number):
        self.save("INSERT INTO vault_test (number, number_index, id) VALUES (%s, %s, %s)", row, number)

    def change(self, row, number):
        self.save("UPDATE vault_test SET number = %s, number_index = %s WHERE id = %s", row, number)

    def save(self, query, row, number):
        ring = vault.ring()
        sealed = (ring.seal(number, CONTEXT), ring.index("number", number))
        with wall(Scope.EVERYTHING), connection.cursor() as cursor:
            cursor.execute(query, [*sealed, row])

    def fill(self, count):
        with wall(Scope.EVERYTHING):
            for row in range(1, count + 1):
                self.add(row, number_of(row))

    def envelopes(self):
        return dict(self.owner.execute("SELECT id, number FROM vault_test ORDER BY id").fetchall())

    def opened(self):
        return {row: vault.open_sealed(envelope, CONTEXT) for row, envelope in self.envelopes().items()}

    def versions(self):
        return {int.from_bytes(envelope[1:3], "big") for envelope in self.envelopes().values()}

    def find(self, number):
        with wall(Scope.EVERYTHING), connection.cursor() as cursor:
            cursor.execute(
                "SELECT id FROM vault_test WHERE number_index = ANY(%s)", [vault.index_candidates("number", number)]
            )
            return [row for (row,) in cursor.fetchall()]


def number_of(row):
    return f"138{row:08d}"


@pytest.fixture
def own_secrets(monkeypatch, tmp_path):
    monkeypatch.setenv("LINLI_HOME", str(tmp_path / "home"))
    yield vault.reload()
    monkeypatch.undo()
    vault.reload()


@pytest.fixture
def numbers(own_secrets, committed_db, owner_connection, monkeypatch):
    monkeypatch.setattr("linli.foundation.vault.rotation._EVERYBODY_KNOWS", 0.0)
    monkeypatch.setattr(columns, "_declared", {})
    monkeypatch.setattr(columns, "_holdings", {})
    declare_numbers()
    owner_connection.execute(TABLE)
    yield Numbers(owner_connection)
    owner_connection.execute("DROP TABLE vault_test")


def declare_numbers():
    vault.register_column("vault_test", "number", context=CONTEXT, index_columns={"number_index": "number"})
