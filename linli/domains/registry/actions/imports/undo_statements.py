"""The SQL of an undo: first everybody's fate is decided, then each statement acts on those of one fate."""

from __future__ import annotations

from typing import Final

from linli.domains.registry.actions.corrections import SHARED_COLUMNS
from linli.domains.registry.actions.loading.statements import KNOWN, SHARED

# ruff: noqa: S608 - every name put into a statement is the name of a column of ours

COMMITTEES: Final = """
SELECT DISTINCT area_code - area_code %% 10000 FROM registry_person WHERE batch_id = %(batch_id)s
UNION SELECT DISTINCT area_code - area_code %% 10000 FROM registry_premises WHERE batch_id = %(batch_id)s
"""

# The last word on an entry is the batch's while its number stands there: a correction by hand takes it away, and
# the undo of a later import puts it back. An entry that the batch superseded has a revision that says so.
LOCK: Final = """
SELECT count(*) FROM (SELECT 1 FROM registry_person WHERE batch_id = %(batch_id)s ORDER BY id FOR UPDATE) AS held
"""

# version: NULL keep, 0 remove, else the version to go back to
FATES: Final = """
DROP TABLE IF EXISTS undo_person;
CREATE TEMPORARY TABLE undo_person ON COMMIT DROP AS
SELECT person.id,
       CASE WHEN EXISTS (SELECT 1 FROM registry_tenure AS held WHERE held.person_id = person.id
                         AND held.batch_id IS DISTINCT FROM %(batch_id)s)
              OR person.id = ANY(%(bound)s) THEN NULL ELSE 0 END AS version
FROM registry_person AS person
WHERE person.batch_id = %(batch_id)s
  AND NOT EXISTS (SELECT 1 FROM registry_personrevision AS before
                  WHERE before.person_id = person.id AND before.superseded_batch_id = %(batch_id)s)
UNION ALL
SELECT person.id, max(before.version)
FROM registry_person AS person
JOIN registry_personrevision AS before
  ON before.person_id = person.id AND before.superseded_batch_id = %(batch_id)s
WHERE person.batch_id = %(batch_id)s
GROUP BY person.id
UNION ALL
SELECT DISTINCT said.person_id, NULL::int
FROM registry_personrevision AS said JOIN registry_person AS person ON person.id = said.person_id
WHERE said.batch_id = %(batch_id)s AND person.batch_id IS DISTINCT FROM %(batch_id)s
  AND NOT EXISTS (SELECT 1 FROM registry_personrevision AS undone
                  WHERE undone.person_id = said.person_id AND undone.version > said.version
                    AND undone.batch_id = %(batch_id)s);
CREATE INDEX ON undo_person (id);
ANALYZE undo_person
"""
ENTERED: Final = """
SELECT id FROM registry_person AS person
WHERE batch_id = %(batch_id)s AND NOT EXISTS (
    SELECT 1 FROM registry_personrevision AS before
    WHERE before.person_id = person.id AND before.superseded_batch_id = %(batch_id)s)
"""

TO_RESTORE: Final = """
SELECT before.person_id, before.name
FROM undo_person AS fate
JOIN registry_personrevision AS before ON before.person_id = fate.id AND before.version = fate.version
WHERE fate.version > 0
"""

KEEP_BATCH_VERSION: Final = f"""
INSERT INTO registry_personrevision ({SHARED}, person_id, superseded_at, superseded_by_id)
SELECT {KNOWN}, known.id,
       greatest(%(at)s, known.recorded_at), %(account_id)s
FROM registry_person AS known JOIN undo_person AS fate ON fate.id = known.id
WHERE fate.version > 0
"""

_BACK: Final = ", ".join(
    f"{column} = before.{column}"
    for column in SHARED_COLUMNS
    if column not in {"version", "recorded_at", "recorded_by_id", "reason"}
)
RESTORE: Final = f"""
UPDATE registry_person AS known SET
    {_BACK}, version = known.version + 1, recorded_at = greatest(%(at)s, known.recorded_at),
    recorded_by_id = %(account_id)s, reason = %(reason)s, name_initials = derived.initials
FROM unnest(%(ids)s::bigint[], %(initials)s::text[]) AS derived (id, initials)
JOIN undo_person AS fate ON fate.id = derived.id
JOIN registry_personrevision AS before ON before.person_id = fate.id AND before.version = fate.version
WHERE known.id = derived.id
"""

# what a person decided to keep keeps its tenures
REMOVE_TENURES: Final = """
DELETE FROM registry_tenure AS held
WHERE held.batch_id = %(batch_id)s
  AND NOT EXISTS (SELECT 1 FROM undo_person AS fate WHERE fate.id = held.person_id AND fate.version IS NULL)
"""
REMOVE_REVISIONS: Final = """
DELETE FROM registry_personrevision WHERE person_id IN (SELECT id FROM undo_person WHERE version = 0)
"""
REMOVE_PEOPLE: Final = "DELETE FROM registry_person WHERE id IN (SELECT id FROM undo_person WHERE version = 0)"
REMOVE_HOUSEHOLDS: Final = """
DELETE FROM registry_household AS household
WHERE household.batch_id = %(batch_id)s
  AND NOT EXISTS (SELECT 1 FROM registry_person WHERE household_id = household.id)
  AND NOT EXISTS (SELECT 1 FROM registry_personrevision WHERE household_id = household.id)
"""
REMOVE_PREMISES: Final = """
DELETE FROM registry_premises AS place
WHERE place.batch_id = %(batch_id)s
  AND NOT EXISTS (SELECT 1 FROM registry_person WHERE home_id = place.id)
  AND NOT EXISTS (SELECT 1 FROM registry_personrevision WHERE home_id = place.id)
  AND NOT EXISTS (SELECT 1 FROM registry_household WHERE home_id = place.id)
  AND NOT EXISTS (SELECT 1 FROM registry_tenure WHERE premises_id = place.id)
  AND NOT EXISTS (SELECT 1 FROM registry_organisation WHERE premises_id = place.id)
  AND NOT EXISTS (SELECT 1 FROM registry_premises WHERE parent_id = place.id)
"""
KEPT: Final = "SELECT id FROM undo_person WHERE version IS NULL ORDER BY id"
