"""Every table that holds people stands behind the database wall, and holds nothing that is forbidden."""

from __future__ import annotations

import re
from fnmatch import fnmatch
from pathlib import Path

import psycopg
import pytest
from django.apps import apps

from linli.foundation.scope.models import ScopedModel

ROOT = Path(__file__).resolve().parents[2]
# a column of one of these names means that the table speaks of people
OF_PEOPLE = re.compile(
    r"(^|_)(person|subject|account|recipient|citizen|telephone|phone|email|birth|display_name|username)(_|$)"
)
# tables that speak of people and yet carry no area: each with its reason
EXEMPT = {
    "accounts_signinattempts": "keyed hashes only; read before anybody is known",
    "demo_build": "which demonstration stands here; names its invented resident by number",
    "django_session": "signed-in browsers; a random key is the only way in",
    "registry_tally": "counts of a committee, no person",
}
# the ethics table of the inventory: no biometrics (E01), no watch-lists (E02), no scores of people (E11, E12),
# no sensitive classes (E05, E13), no trails of movement (E01, E08)
FORBIDDEN = re.compile(
    r"face|facial|biometr|fingerprint|iris_|voiceprint|embedding|gait|watch_?list|black_?list|key_person|suspect|"
    r"risk_?(score|level)|credit_score|social_score|person_score|points_balance|ranking|religio|ethnic|nation(_|$)|"
    r"political|party_member|sexual|petition|prisoner|drug_user|trajectory|gps_|latitude|longitude|health_code|"
    r"blood_type|diagnos|genetic"
)


@pytest.fixture
def columns(owner_connection: psycopg.Connection) -> dict[str, set[str]]:
    rows = owner_connection.execute(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
    ).fetchall()
    tables: dict[str, set[str]] = {}
    for table, column in rows:
        tables.setdefault(table, set()).add(column)
    return tables


@pytest.fixture
def walled(owner_connection: psycopg.Connection) -> set[str]:
    rows = owner_connection.execute(
        "SELECT c.relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid"
        " WHERE c.relrowsecurity AND p.polname = 'scope'"
    ).fetchall()
    return {name for (name,) in rows}


def test_the_threat_model_names_every_table_without_a_policy(columns, walled):
    text = (ROOT / "docs" / "explanation" / "walls.md").read_text(encoding="utf-8")
    listed = re.findall(r"`([a-z_*]+)`", text.split("## Tables without row-level security")[1])
    silent = {table for table in columns.keys() - walled if not any(fnmatch(table, name) for name in listed)}
    assert silent == set(), "give the reason in docs/explanation/walls.md"
    assert {name for name in listed if "*" not in name and name in walled} == set(), "these have a policy by now"


def test_every_table_with_people_has_a_policy(columns, walled):
    of_people = {table for table, names in columns.items() if any(OF_PEOPLE.search(name) for name in names)}
    unwalled = of_people - walled - EXEMPT.keys()
    assert unwalled == set(), "put these behind ScopeWall, or give the reason in EXEMPT"


def test_every_table_with_an_area_has_a_policy(columns, walled):
    with_area = {table for table, names in columns.items() if "area_code" in names}
    assert with_area - walled == set()


def test_every_scoped_model_has_a_policy(walled):
    scoped = {m._meta.db_table for m in apps.get_models() if issubclass(m, ScopedModel)}
    assert scoped - walled == set()


def test_a_model_that_points_at_a_scoped_one_is_scoped_itself():
    """A join from an unscoped table would lead past the wall."""
    leaks = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        if not issubclass(model, ScopedModel) and model._meta.db_table not in EXEMPT
        for field in model._meta.get_fields()
        if field.many_to_one and field.concrete and issubclass(field.related_model, ScopedModel)
    }
    assert leaks == set()


def test_the_exemptions_are_still_needed(columns):
    assert set(EXEMPT) <= set(columns)


def test_no_table_holds_what_is_never_built(columns):
    found = {f"{t}.{c}" for t, names in columns.items() for c in names if FORBIDDEN.search(c)}
    assert found == set()


@pytest.mark.parametrize("name", ["face_embedding", "person_risk_score", "ethnicity", "watch_list", "gps_track"])
def test_the_forbidden_list_would_notice(name):
    assert FORBIDDEN.search(name)


def test_the_policy_of_each_table_compares_its_area_with_the_transaction_s_range(owner_connection, walled):
    rows = owner_connection.execute(
        "SELECT tablename, qual, with_check FROM pg_policies WHERE policyname = 'scope'"
    ).fetchall()
    assert {table for table, *_ in rows} == walled
    for table, reads, writes in rows:
        for rule in (reads, writes):
            assert "linli.lo" in rule, table
            assert "linli.hi" in rule, table
            assert rule.startswith("((area_code >="), table
