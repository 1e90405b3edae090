"""The SQL of a re-homing: first what must wait for a person is named, then each table moves what need not."""

from __future__ import annotations

from typing import Final

from linli.domains.registry.actions.loading.statements import KNOWN, SHARED

# ruff: noqa: S608 - every name put into a statement is the name of a column of ours

# one at a time: two committees that become one meet at the same addresses
LOCK: Final = "SELECT pg_advisory_xact_lock(hashtext('registry.rehoming'))"

_TABLES: Final = ("person", "premises", "household", "tenure", "organisation")
CODES: Final = " UNION ".join(
    f"SELECT area_code FROM registry_{table} WHERE area_code >= %(lo)s AND area_code < %(hi)s" for table in _TABLES
)
MAPPING: Final = """
DROP TABLE IF EXISTS rehome_code, rehome_twin, rehome_household, rehome_person;
CREATE TEMPORARY TABLE rehome_code ON COMMIT DROP AS
SELECT * FROM unnest(%(old)s::bigint[], %(new)s::bigint[]) AS given (old, new)
"""

# The same address on both sides. A step above homes (a road, a lane) is one step; two homes are for a person to
# join, and so is a place at which somebody is bound twice.
TWINS: Final = """
CREATE TEMPORARY TABLE rehome_twin ON COMMIT DROP AS
SELECT here.id AS old, there.id AS new,
       (here.is_home AND there.is_home) OR EXISTS (
           SELECT 1 FROM registry_tenure AS one JOIN registry_tenure AS other
             ON other.person_id = one.person_id AND other.kind = one.kind AND other.period && one.period
           WHERE one.premises_id = here.id AND other.premises_id = there.id) AS waits
FROM rehome_code AS code
JOIN registry_premises AS here ON here.area_code = code.old
JOIN registry_premises AS there ON there.path = here.path AND there.area_code / 10000 = code.new / 10000
"""
ONE_TWIN: Final = """
DROP TABLE IF EXISTS rehome_twin;
CREATE TEMPORARY TABLE rehome_twin ON COMMIT DROP AS
SELECT %(old)s::bigint AS old, %(new)s::bigint AS new, false AS waits
"""
# who hangs on a home that waits, waits with it: nobody is left without their home
HELD_HOUSEHOLDS: Final = """
CREATE TEMPORARY TABLE rehome_household ON COMMIT DROP AS
SELECT household.id FROM registry_household AS household
JOIN rehome_twin AS twin ON twin.old = household.home_id AND twin.waits
JOIN rehome_code AS code ON code.old = household.area_code
"""
HELD_PEOPLE: Final = """
CREATE TEMPORARY TABLE rehome_person ON COMMIT DROP AS
SELECT person.id FROM registry_person AS person JOIN rehome_code AS code ON code.old = person.area_code
WHERE person.home_id IN (SELECT old FROM rehome_twin WHERE waits)
   OR person.household_id IN (SELECT id FROM rehome_household)
   OR EXISTS (SELECT 1 FROM registry_person AS there
              WHERE there.citizen_id_index = person.citizen_id_index AND there.area_code / 10000 = code.new / 10000)
"""

_POINTS_AT_PREMISES: Final = (
    ("registry_premises", "parent_id"),
    ("registry_person", "home_id"),
    ("registry_personrevision", "home_id"),
    ("registry_household", "home_id"),
    ("registry_tenure", "premises_id"),
    ("registry_organisation", "premises_id"),
)
JOIN: Final = (
    (
        "UPDATE registry_premises AS there SET is_home = true FROM rehome_twin AS twin"
        " JOIN registry_premises AS here ON here.id = twin.old AND here.is_home"
        " WHERE there.id = twin.new AND NOT twin.waits AND NOT there.is_home"
    ),
    *(
        f"UPDATE {table} AS held SET {column} = twin.new FROM rehome_twin AS twin"
        f" WHERE held.{column} = twin.old AND NOT twin.waits"
        for table, column in _POINTS_AT_PREMISES
    ),
    "DELETE FROM registry_premises WHERE id IN (SELECT old FROM rehome_twin WHERE NOT waits)",
)

# what an import brought was moved since: the undo of the import leaves it alone
PREMISES: Final = """
UPDATE registry_premises AS place SET area_code = code.new, batch_id = NULL
FROM rehome_code AS code
WHERE place.area_code = code.old AND place.id NOT IN (SELECT old FROM rehome_twin WHERE waits)
"""
HOUSEHOLDS: Final = """
UPDATE registry_household AS household SET area_code = code.new, batch_id = NULL
FROM rehome_code AS code
WHERE household.area_code = code.old AND household.id NOT IN (SELECT id FROM rehome_household)
"""
KEEP_REVISIONS: Final = f"""
INSERT INTO registry_personrevision ({SHARED}, person_id, superseded_at, superseded_by_id)
SELECT {KNOWN}, known.id,
       greatest(%(at)s, known.recorded_at), NULL
FROM registry_person AS known JOIN rehome_code AS code ON code.old = known.area_code
WHERE known.id NOT IN (SELECT id FROM rehome_person)
"""
PEOPLE: Final = """
UPDATE registry_person AS person
SET area_code = code.new, version = person.version + 1, recorded_at = greatest(%(at)s, person.recorded_at),
    recorded_by_id = NULL, reason = %(reason)s, batch_id = NULL
FROM rehome_code AS code
WHERE person.area_code = code.old AND person.id NOT IN (SELECT id FROM rehome_person)
RETURNING person.id, code.old, code.new
"""
TENURES: Final = """
UPDATE registry_tenure AS tenure SET area_code = code.new, batch_id = NULL
FROM rehome_code AS code
WHERE tenure.area_code = code.old AND tenure.person_id NOT IN (SELECT id FROM rehome_person)
"""
ORGANISATIONS: Final = """
UPDATE registry_organisation AS held SET area_code = code.new, batch_id = NULL
FROM rehome_code AS code
WHERE held.area_code = code.old AND NOT EXISTS (
    SELECT 1 FROM registry_organisation AS there
    WHERE held.credit_code <> '' AND there.credit_code = held.credit_code
      AND there.area_code / 10000 = code.new / 10000)
"""
LEFT: Final = f"SELECT count(*) FROM ({CODES.replace(' UNION ', ' UNION ALL ')}) AS behind"
