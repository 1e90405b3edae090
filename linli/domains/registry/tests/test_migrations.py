"""Migrations as an installation meets them: with rows in the tables, and back again while there are none."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.core.management import call_command
from django.db import connections
from django.db.migrations.exceptions import IrreversibleError
from psycopg import sql

from linli.cli.testing import database_name
from linli.foundation.vault import public as vault

BEFORE = "0003"  # the tail was a column of its own
ID, TELEPHONE = "990000199001011234", "13800001234"
ENTER = """
INSERT INTO registry_person (area_code, name, name_initials, sex, relation, standing, source, recorded_at, reason,
                             version, citizen_id, citizen_id_index, citizen_id_tail, telephone, telephone_index,
                             telephone_tail)
VALUES (%s, '张三', 'zs', 1, '', 'present', 'committee', now(), '', 1, %s, 'index', 'tail', %s, 'index', 'tail')
"""
KEEP = """
INSERT INTO registry_personrevision (area_code, name, sex, relation, standing, source, recorded_at, reason, version,
                                     citizen_id, citizen_id_index, person_id, superseded_at)
SELECT area_code, name, sex, relation, standing, source, recorded_at, reason, version,
       citizen_id, citizen_id_index, id, now() FROM registry_person
"""


@pytest.fixture
def owner(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    """Let the owner work in a database without tables, which is thrown away."""
    name = sql.Identifier(f"{database_name()}_migrations")
    connection = connections["owner"]
    with psycopg.connect(os.environ["LINLI_TEST_MAINTENANCE_URL"], autocommit=True) as maintenance:
        maintenance.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
        maintenance.execute(sql.SQL("CREATE DATABASE {}").format(name))
        connection.close()
        usual = connection.settings_dict["NAME"]
        connection.settings_dict["NAME"] = f"{database_name()}_migrations"
        with django_db_blocker.unblock():
            yield connection
            connection.close()
        connection.settings_dict["NAME"] = usual
        maintenance.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


def migrate(*where: str) -> None:
    call_command("migrate", *where, database="owner", verbosity=0)


def rows(owner: Any, statement: str, *given: object) -> list[tuple[Any, ...]]:
    with owner.cursor() as cursor:
        cursor.execute(statement, given)
        return [tuple(map(bytes, row)) for row in cursor.fetchall()] if cursor.description else []


@pytest.fixture
def sealed(owner, city) -> tuple[bytes, bytes]:
    """Enter somebody as it was done before, and bring the tables up to date."""
    migrate("registry", BEFORE)
    sealed = vault.seal(ID, b"registry.person.citizen_id"), vault.seal(TELEPHONE, b"registry.person.telephone")
    rows(owner, ENTER, city.committee, *sealed)
    rows(owner, KEEP)
    migrate("registry")
    return sealed


def test_who_was_entered_before_the_one_index_is_found_by_it(owner, sealed):
    now = rows(owner, "SELECT citizen_id, telephone, citizen_id_index, telephone_index FROM registry_person")
    assert now == [(*sealed, vault.index("citizen_id", ID), vault.index("telephone", TELEPHONE))]
    assert rows(owner, "SELECT citizen_id_index FROM registry_personrevision") == [(vault.index("citizen_id", ID),)]


def test_with_people_in_the_ledger_there_is_no_way_back_and_nothing_is_changed(owner, sealed):
    with pytest.raises(IrreversibleError, match="backup"):
        migrate("registry", BEFORE)
    assert rows(owner, "SELECT citizen_id_index FROM registry_person") == [(vault.index("citizen_id", ID),)]


def test_without_people_every_module_goes_back_to_nothing_and_forward_again(owner):
    migrate()
    for module in ("demo", "notices", "files", "registry", "accounts", "territory", "events", "audit"):
        migrate(module, "zero")
    left = "SELECT tablename::bytea FROM pg_tables WHERE tablename ~ '^(registry|accounts|territory)_'"
    assert rows(owner, left) == []
    migrate()
