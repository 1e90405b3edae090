"""The SQL of a load, a statement a step."""

from __future__ import annotations

from typing import Final

from linli.domains.registry.actions.corrections import SHARED_COLUMNS

# ruff: noqa: S608 - every name put into a statement is the name of a column of ours


TEMPORARY: Final = """
CREATE TEMPORARY TABLE IF NOT EXISTS load_premises (
    id bigint, area_code bigint, parent_id bigint, kind text, label text, path text, short_path text, is_home bool
) ON COMMIT DROP;
CREATE TEMPORARY TABLE IF NOT EXISTS load_household (
    id bigint, area_code bigint, number text, home_id bigint
) ON COMMIT DROP;
CREATE TEMPORARY TABLE IF NOT EXISTS load_person (
    id bigint, area_code bigint, home_id bigint, household_id bigint,
    name text, name_initials text, sex smallint, birth_date date,
    citizen_id bytea, citizen_id_index bytea,
    telephone bytea, telephone_index bytea,
    relation text, standing text
) ON COMMIT DROP;
CREATE TEMPORARY TABLE IF NOT EXISTS load_tenure (
    person_id bigint, premises_id bigint, area_code bigint, kind smallint, period daterange
) ON COMMIT DROP
"""

NUMBERS: Final = """
SELECT array_agg(nextval(sequence))
FROM (SELECT pg_get_serial_sequence(%s, 'id')::regclass AS sequence OFFSET 0) AS numbered, generate_series(1, %s)
"""

PREMISES: Final = """
INSERT INTO registry_premises (id, area_code, parent_id, kind, label, path, short_path, is_home, batch_id)
SELECT id, area_code, parent_id, kind, label, path, short_path, is_home, %(batch_id)s FROM load_premises
"""

OPEN_HOMES: Final = "UPDATE registry_premises SET is_home = true WHERE id = ANY(%s) AND NOT is_home"

HOUSEHOLDS: Final = """
INSERT INTO registry_household (id, area_code, number, home_id, batch_id, recorded_at)
SELECT id, area_code, number, home_id, %(batch_id)s, %(at)s FROM load_household
"""

_GIVEN: Final = (
    "id, area_code, home_id, household_id, name, name_initials, sex, birth_date, citizen_id, citizen_id_index,"
    " telephone, telephone_index, relation"
)
NEW_PEOPLE: Final = f"""
INSERT INTO registry_person ({_GIVEN}, standing, source, recorded_at, recorded_by_id, reason, batch_id, version)
SELECT {_GIVEN}, coalesce(nullif(standing, ''), 'present'),
       %(source)s, %(at)s, %(account_id)s, %(reason)s, %(batch_id)s, 1
FROM load_person
"""

SHARED: Final = ", ".join(SHARED_COLUMNS)
KNOWN: Final = ", ".join(f"known.{column}" for column in SHARED_COLUMNS)

KEEP_REVISIONS: Final = f"""
INSERT INTO registry_personrevision ({SHARED}, person_id, superseded_at, superseded_by_id, superseded_batch_id)
SELECT {KNOWN}, known.id,
       greatest(%(at)s, known.recorded_at), %(account_id)s, %(batch_id)s
FROM registry_person AS known JOIN load_person AS said USING (id)
"""

# an empty cell says nothing: what is known stays
_SAYS: Final = ", ".join(
    f"{column} = coalesce(said.{column}, known.{column})"
    for column in (
        "area_code", "home_id", "household_id", "birth_date", "citizen_id", "citizen_id_index", "telephone",
        "telephone_index",
    )
)  # fmt: skip
CHANGE_PEOPLE: Final = f"""
UPDATE registry_person AS known SET
    {_SAYS},
    name = said.name, name_initials = said.name_initials,
    sex = CASE WHEN said.sex = 0 THEN known.sex ELSE said.sex END,
    relation = coalesce(nullif(said.relation, ''), known.relation),
    standing = coalesce(nullif(said.standing, ''), known.standing),
    source = %(source)s, recorded_at = greatest(%(at)s, known.recorded_at), recorded_by_id = %(account_id)s,
    reason = %(reason)s, batch_id = %(batch_id)s, version = known.version + 1
FROM load_person AS said WHERE known.id = said.id
"""

# a person who moved to another part of the committee takes the tenures along, as a correction by hand does
MOVE_TENURES: Final = """
UPDATE registry_tenure AS held SET area_code = known.area_code
FROM registry_person AS known JOIN load_person AS said USING (id)
WHERE held.person_id = known.id AND held.area_code <> known.area_code
"""

TENURES: Final = """
INSERT INTO registry_tenure (person_id, premises_id, area_code, kind, period, source, batch_id, recorded_at,
                             recorded_by_id, reason)
SELECT person_id, premises_id, area_code, kind, period, %(source)s, %(batch_id)s, %(at)s, %(account_id)s, %(reason)s
FROM load_tenure
"""

GATHER_STATISTICS: Final = "SELECT registry_gather_statistics()"
