"""Who stands behind the numbers of an import, and what became of them when it was taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.db.models import Exists, OuterRef, Q

from linli.domains.registry.models import ImportBatch, ImportProblem, PersonRevision, Tenure
from linli.domains.registry.rules.brought import Brought, Part
from linli.foundation.audit import public as audit
from linli.foundation.scope import Actor, Scope
from linli.toolbox.areacodes import range_of

UNDONE: Final = "registry:import:undone"
_NOBODY: Final = Q(pk__in=())


@dataclass(frozen=True, slots=True)
class Undone:
    """What taking an import back did."""

    removed: int
    restored: int
    kept: int


def brought_by(actor: Actor, brought: Brought) -> tuple[Scope, Q]:
    """Give where the people of an import are and which they are; an import elsewhere has brought nobody."""
    found = ImportBatch.objects.within(actor.scope).filter(pk=brought.batch_id)
    area_code = found.values_list("area_code", flat=True).first()
    if area_code is None:
        return Scope.NOTHING, _NOBODY
    scope = actor.scope.narrowed(Scope(*range_of(area_code)))
    return scope, PARTS[brought.part](scope, brought.batch_id)


def undone_of(actor: Actor, batch_id: int, area_code: int) -> Undone | None:
    """Give what taking an import back did, as it was recorded with it; None when nothing is recorded."""
    asked = audit.Filters(
        action=UNDONE, kind="import", object_id=batch_id, area=actor.scope.narrowed(Scope(area_code, area_code + 1))
    )
    for row in audit.rows(actor, asked, limit=1):
        return Undone(**{name: int(row.detail.get(name, 0)) for name in ("removed", "restored", "kept")})
    return None


def _entered(scope: Scope, batch_id: int) -> Q:
    """Whose first version the import wrote, whoever corrected them since."""
    first = PersonRevision.objects.within(scope).filter(person_id=OuterRef("pk"), version=1, batch_id=batch_id)
    return Q(version=1, batch_id=batch_id) | Q(Exists(first))


def _superseded(scope: Scope, batch_id: int) -> Q:
    """Of whom the import said something else than was known."""
    return Q(pk__in=PersonRevision.objects.within(scope).filter(superseded_batch_id=batch_id).values("person_id"))


def _changed(scope: Scope, batch_id: int) -> Q:
    """Of whom the import said something else, or whom it bound to a home."""
    bound = Q(pk__in=Tenure.objects.within(scope).filter(batch_id=batch_id).values("person_id"))
    return _superseded(scope, batch_id) | (bound & ~_entered(scope, batch_id))


def _any(scope: Scope, batch_id: int) -> Q:
    return _entered(scope, batch_id) | _changed(scope, batch_id)


def _kept(scope: Scope, batch_id: int) -> Q:
    problems = ImportProblem.objects.within(scope).filter(batch_id=batch_id, row=0)
    return Q(pk__in=[person for person in problems.values_list("detail__person", flat=True) if person is not None])


def _restored(scope: Scope, batch_id: int) -> Q:
    return _superseded(scope, batch_id) & ~_kept(scope, batch_id)


PARTS: Final[dict[Part, Callable[[Scope, int], Q]]] = {
    Part.ANY: _any,
    Part.NEW: _entered,
    Part.CHANGED: _changed,
    Part.RESTORED: _restored,
    Part.KEPT: _kept,
}
