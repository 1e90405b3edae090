"""Moving the rows of a committee that became part of another: all that can go, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.domains.registry.actions.rehoming import statements as sql
from linli.domains.registry.actions.tallies import count_committees
from linli.domains.registry.models import Tally
from linli.foundation.audit import public as audit
from linli.foundation.scope import Actor, Scope
from linli.foundation.scope.database import wall
from linli.foundation.territory import public as territory

TASK: Final = "registry.rehome_committee"
_LONGEST_REASON: Final = 200


@dataclass(frozen=True, slots=True)
class Rehomed:
    """How many rows moved, how many wait for a person, and where the rows went."""

    people: int = 0
    premises: int = 0
    households: int = 0
    tenures: int = 0
    organisations: int = 0
    joined: int = 0  # addresses both sides had
    left: int = 0
    onward: int | None = None  # the committee they went to is itself closed by now

    @property
    def moved(self) -> int:
        return self.people + self.premises + self.households + self.tenures + self.organisations + self.joined


def rehome_committee(code: int) -> Rehomed:
    """Bring the rows of a committee that was merged or moved under the codes of today.

    Everything that can go goes in one transaction, with the numbers of both committees; what would stand twice
    stays where it is and is listed for a person (``queries.rehoming``). Called again it moves what can go by then.
    """
    gone = territory.succession(code)
    if gone is None:
        return Rehomed()
    # rows of other committees may point at an address that is joined
    with wall(Scope.EVERYTHING):
        with connection.cursor() as cursor:
            cursor.execute(sql.LOCK)
            done = _move(cursor, gone)
        if done.moved:
            _count(gone, done.left)
    return done


def reason_of(gone: territory.Succession) -> str:
    """Say what happened, for the history of everybody it concerns."""
    words = {"source": gone.source.name, "target": gone.target.name, "day": gone.on, "basis": gone.basis}
    return (_("%(source)s became %(target)s on %(day)s: %(basis)s") % words)[:_LONGEST_REASON]


def _move(cursor: Any, gone: territory.Succession) -> Rehomed:
    here = {"lo": gone.source.code, "hi": gone.source.hi}
    cursor.execute(sql.CODES, here)
    codes = [code for (code,) in cursor.fetchall()]
    cursor.execute(sql.MAPPING, {"old": codes, "new": [gone.code_after(code) for code in codes]})
    for statement in (sql.TWINS, sql.HELD_HOUSEHOLDS, sql.HELD_PEOPLE):
        cursor.execute(statement)
    joined = join(cursor)
    premises = _written(cursor, sql.PREMISES)
    households = _written(cursor, sql.HOUSEHOLDS)
    given = {"at": timezone.now(), "reason": reason_of(gone)}
    cursor.execute(sql.KEEP_REVISIONS, given)
    cursor.execute(sql.PEOPLE, given)
    people = cursor.fetchall()
    tenures = _written(cursor, sql.TENURES)
    organisations = _written(cursor, sql.ORGANISATIONS)
    cursor.execute(sql.LEFT, here)
    left = cursor.fetchone()[0]
    onward = None if gone.target.is_current else gone.target.code
    done = Rehomed(len(people), premises, households, tenures, organisations, joined, left, onward)
    if done.moved:
        _record(gone, done, people)
    return done


def join(cursor: Any) -> int:
    """Make one of two places at the same address; everything that points at the one points at the other."""
    for statement in sql.JOIN:
        cursor.execute(statement)
    return int(cursor.rowcount)


def _written(cursor: Any, statement: str) -> int:
    cursor.execute(statement)
    return int(cursor.rowcount)


def _record(gone: territory.Succession, done: Rehomed, people: list[tuple[int, int, int]]) -> None:
    """Write one row for the committee, and one for each person with the code of before and of now."""
    system = Actor.system(because=reason_of(gone))
    audit.record(
        system,
        "registry:committee:rehome",
        kind="area",
        object_id=gone.source.code,
        area_code=gone.target.code,
        detail={
            "people": done.people,
            "premises": done.premises,
            "households": done.households,
            "tenures": done.tenures,
            "organisations": done.organisations,
            "joined": done.joined,
            "left": done.left,
        },
    )
    audit.record_many(
        system,
        "registry:person:rehome",
        (audit.Row("person", pk, pk, new, detail={"from": old, "to": new}) for pk, old, new in people),
    )


def _count(gone: territory.Succession, left: int) -> None:
    count_committees([gone.target.code, gone.source.code] if left else [gone.target.code])
    if not left:
        Tally.objects.filter(committee_code=gone.source.code).delete()
