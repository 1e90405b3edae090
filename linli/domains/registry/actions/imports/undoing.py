"""The way back: what a batch brought is taken out again, unless somebody worked on it since."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.domains.registry.access import Permission
from linli.domains.registry.actions.imports import batches
from linli.domains.registry.actions.imports import undo_statements as sql
from linli.domains.registry.actions.imports.checking import keep_problems
from linli.domains.registry.events import PeopleImported
from linli.domains.registry.models import ImportBatch
from linli.domains.registry.models.batch import BatchState
from linli.domains.registry.rules.drafts import Problem
from linli.foundation.accounts import public as accounts
from linli.foundation.audit import public as audit
from linli.foundation.doors.actions import action
from linli.foundation.events import public as events
from linli.foundation.scope import Actor
from linli.toolbox.names import initials

KEPT: Final = "undo.kept"
_TOGETHER: Final = 2_000


@action(Permission.IMPORT)
def undo_import(actor: Actor, batch_id: int, *, here: bool = False) -> None:
    """Have a loaded batch taken back."""
    batch = batches.locked(actor, batch_id)
    batches.expect(batch, BatchState.LOADED)
    batches.start(actor, batch, BatchState.UNDOING, here=here)
    audit.record(actor, "registry:import:undo", kind="import", object_id=batch.pk, area_code=batch.area_code)


@action(Permission.IMPORT)
def take_back(actor: Actor, batch_id: int) -> None:
    """Take a batch back, in one transaction. Called again it finds nothing to do.

    People the batch entered are removed if nobody touched them; people it changed are what they were before, as a
    new version, so that the history still tells; whoever was corrected since stays and is listed.
    """
    batch = ImportBatch.objects.within(actor.scope).filter(pk=batch_id, state=BatchState.UNDOING).first()
    if batch is None or not batches.take(batch_id):
        audit.record(actor, "registry:import:idle", kind="import", object_id=batch_id)
        return
    given = {
        "batch_id": batch_id,
        "at": timezone.now(),
        "account_id": actor.account_id,
        "reason": _("Import %(number)d was undone.") % {"number": batch_id},
    }
    with connection.cursor() as cursor:
        committees = _decide(cursor, given)
        restored = _restore(cursor, given)
        removed = _remove(cursor, given)
        cursor.execute(sql.KEPT)
        kept = [person_id for (person_id,) in cursor.fetchall()]
    keep_problems(batch, [Problem(0, "", KEPT, {"person": person_id}, is_warning=True) for person_id in kept])
    batches.settle(
        actor, batch_id, BatchState.UNDOING, state=BatchState.UNDONE, undone_at=timezone.now(), kept=len(kept)
    )
    detail = {"removed": removed, "restored": restored, "kept": len(kept)}
    audit.record(
        actor, "registry:import:undone", kind="import", object_id=batch_id, area_code=batch.area_code, detail=detail
    )
    events.announce(PeopleImported(batch_id, batch.area_code, committees))


def _decide(cursor: Any, given: dict[str, Any]) -> tuple[int, ...]:
    """Hold everybody on whom the batch had the last word, and decide their fate; give the committees touched."""
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    cursor.execute(sql.COMMITTEES, given)
    committees = tuple(code for (code,) in cursor.fetchall())
    cursor.execute(sql.LOCK, given)
    cursor.execute(sql.ENTERED, given)
    entered = [person_id for (person_id,) in cursor.fetchall()]
    # whoever signs in to see this entry would lose it
    bound = [
        person_id
        for start in range(0, len(entered), _TOGETHER)
        for person_id in accounts.people_with_accounts(entered[start : start + _TOGETHER])
    ]
    cursor.execute(sql.FATES, given | {"bound": bound})
    return committees


def _restore(cursor: Any, given: dict[str, Any]) -> int:
    """Put back what was known before, where the batch said the last word."""
    cursor.execute(sql.TO_RESTORE)
    changed = cursor.fetchall()
    cursor.execute(sql.KEEP_BATCH_VERSION, given)
    for start in range(0, len(changed), _TOGETHER):
        cursor.execute(sql.RESTORE, given | _derived(changed[start : start + _TOGETHER]))
    return len(changed)


def _derived(changed: Sequence[tuple[int, str]]) -> dict[str, list[Any]]:
    """Give what is not in the history because it follows from the values: the initials of the names."""
    return {"ids": [person_id for person_id, _ in changed], "initials": [initials(name) for _, name in changed]}


def _remove(cursor: Any, given: dict[str, object]) -> int:
    """Remove what the batch brought and nobody needs: tenures, people, households, premises from the leaves up."""
    cursor.execute(sql.REMOVE_TENURES, given)
    cursor.execute(sql.REMOVE_REVISIONS)
    cursor.execute(sql.REMOVE_PEOPLE)
    removed: int = cursor.rowcount
    cursor.execute(sql.REMOVE_HOUSEHOLDS, given)
    while True:
        cursor.execute(sql.REMOVE_PREMISES, given)
        if not cursor.rowcount:
            return removed
