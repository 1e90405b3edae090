"""Background work of the registry."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.db import IntegrityError, OperationalError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from linli.domains.registry.actions.exports import QUEUE, TASK, abandon_export, write_export
from linli.domains.registry.actions.imports import batches
from linli.domains.registry.actions.imports.checking import check_import
from linli.domains.registry.actions.imports.loading import load_import
from linli.domains.registry.actions.imports.undoing import take_back
from linli.domains.registry.actions.receipts import forget_old_receipts
from linli.domains.registry.actions.rehoming import moving
from linli.domains.registry.actions.removing import remove_old_files
from linli.domains.registry.actions.tallies import count_committees
from linli.domains.registry.events import CHANGES, Change, ExportReady, PeopleImported
from linli.domains.registry.models import ImportBatch
from linli.domains.registry.models.batch import BatchState
from linli.domains.registry.queries.brought import undone_of
from linli.foundation.accounts import public as accounts
from linli.foundation.events import public as events
from linli.foundation.notices import public as notices
from linli.foundation.scope import Actor, Scope
from linli.foundation.scope.database import wall
from linli.foundation.territory import public as territory
from linli.toolbox.areacodes import committee_of


@app.task(name="registry.count_committee")
def count_committee(committee_code: int) -> None:
    """Count one committee anew."""
    count_committees([committee_code])


_AGAIN: Final = RetryStrategy(max_attempts=4, wait=5, retry_exceptions={OperationalError, IntegrityError})


@app.task(name=batches.CHECK, queue=batches.QUEUE, retry=_AGAIN)
def check_import_job(batch_id: int, post_id: int) -> None:
    """Check the file of a batch."""
    _under(post_id, batch_id, check_import)


@app.task(name=batches.LOAD, queue=batches.QUEUE, retry=_AGAIN)
def load_import_job(batch_id: int, post_id: int) -> None:
    """Load a confirmed batch; after a crash it is simply done again."""
    _under(post_id, batch_id, load_import)


@app.task(name=batches.UNDO, queue=batches.QUEUE, retry=_AGAIN)
def undo_import_job(batch_id: int, post_id: int) -> None:
    """Take a batch back; after a crash it is simply done again."""
    _under(post_id, batch_id, take_back)


def _under(post_id: int, batch_id: int, step: Callable[[Actor, int], None]) -> None:
    """Take a step under the post that asked for it: a post that has ended since may not go on."""
    actor = accounts.actor_for_post(post_id)
    if actor is None:
        batches.abandon(batch_id)
    else:
        step(actor, batch_id)


@app.task(name=moving.TASK, retry=_AGAIN)
def rehome_committee_job(committee_code: int) -> None:
    """Bring the rows of a merged or moved committee under the codes of today; done again it does no harm."""
    done = moving.rehome_committee(committee_code)
    if done.onward is not None:
        rehome_soon(done.onward)


@app.periodic(cron="11 4 * * *")
@app.task(name="registry.rehome_left", queueing_lock="registry.rehome_left")
def rehome_left(timestamp: int) -> None:  # noqa: ARG001 - the cron's moment
    """Look at every committee that is no more: somebody may have written under its code since."""
    for code in territory.left_committees():
        rehome_soon(code)


def rehome_soon(committee_code: int) -> None:
    """Ask for a re-homing; several asked for while one waits are one."""
    try:
        with transaction.atomic():
            rehome_committee_job.configure(queueing_lock=f"{moving.TASK}:{committee_code}").defer(
                committee_code=committee_code
            )
    except AlreadyEnqueued:
        return


def rehome_after(changed: territory.AreaChanged) -> None:
    """Hear that a committee became part of another; after a split the rows wait for a person."""
    if territory.succession(changed.code) is not None:
        rehome_soon(changed.code)


def rehome_late(change: Change) -> None:
    """Hear of a change under a code that is no more: a post of before goes on until it is ended."""
    if territory.succession(committee_of(change.area_code)) is not None:
        rehome_soon(committee_of(change.area_code))


def rehome_import(imported: PeopleImported) -> None:
    """Hear of an import that was under way while its committee became part of another."""
    for committee in imported.committees:
        if territory.succession(committee) is not None:
            rehome_soon(committee)


@app.periodic(cron="41 3 * * *")
@app.task(name="registry.forget_receipts", queueing_lock="registry.forget_receipts")
def forget_receipts(timestamp: int) -> None:  # noqa: ARG001 - the cron's moment
    """Forget the receipts of forms that were sent a week ago."""
    forget_old_receipts()


@app.task(name=TASK, queue=QUEUE, retry=_AGAIN)
def write_export_job(export_id: int, post_id: int) -> None:
    """Write the file of an export."""
    actor = accounts.actor_for_post(post_id)
    if actor is None:
        abandon_export(export_id)
    else:
        write_export(actor, export_id)


@app.periodic(cron="41 2 * * *")
@app.task(name="registry.remove_old_files", queueing_lock="registry.remove_old_files")
def remove_old_files_job(timestamp: int) -> None:  # noqa: ARG001 - the cron's moment
    """Remove the files of imports and exports whose days are over."""
    remove_old_files()


def count_soon(committee_code: int) -> None:
    """Ask for a count; a hundred corrections in a minute wait in the queue as one."""
    try:
        with transaction.atomic():  # a lock already taken must not spoil the transaction around
            count_committee.configure(queueing_lock=f"registry.count:{committee_code}").defer(
                committee_code=committee_code
            )
    except AlreadyEnqueued:
        return


def count_after(change: Change) -> None:
    """Hear of a change: the numbers of its committee, and of the one left behind, are counted anew."""
    count_soon(committee_of(change.area_code))


def count_after_import(imported: PeopleImported) -> None:
    """Hear of an import: every committee it touched is counted anew."""
    for committee in imported.committees:
        count_soon(committee)


def tell_uploader(imported: PeopleImported) -> None:
    """Hear of an import: whoever sent the file reads in the app that it is loaded, or taken back."""
    with wall(Scope.EVERYTHING):
        loaded = ImportBatch.objects.everywhere(because="telling whoever sent the file").defer("preview")
        batch = loaded.filter(pk=imported.batch_id).first()
    if batch is None or batch.uploaded_by_id is None:
        return
    words = {"name": batch.filename}
    is_loaded = batch.state == BatchState.LOADED
    with notices.in_language_of(batch.uploaded_by_id):
        subject = _("%(name)s is in the ledger") if is_loaded else _("%(name)s was taken back")
        notices.notify(
            batch.uploaded_by_id,
            subject=(subject % words)[:120],
            body=_of_a_load(batch) if is_loaded else _of_an_undo(batch),
            link=reverse("registry:import", args=[batch.pk]),
            key=f"registry.import:{batch.pk}:{batch.state}",
        )


def _of_a_load(batch: ImportBatch) -> str:
    return _("New people: %(new)d. Changed: %(changed)d. Already so: %(same)d.") % {
        "new": batch.rows_new,
        "changed": batch.rows_changed,
        "same": batch.rows_same,
    }


def _of_an_undo(batch: ImportBatch) -> str:
    """Say what is the case now, as the page of the import does."""
    with wall(Scope.EVERYTHING):
        undone = undone_of(Actor.system(because="telling whoever sent the file"), batch.pk, batch.area_code)
    if undone is None:
        return ""
    return _("Removed: %(removed)d people. As before again: %(restored)d. Kept as they are: %(kept)d.") % {
        "removed": undone.removed,
        "restored": undone.restored,
        "kept": undone.kept,
    }


def tell_exporter(ready: ExportReady) -> None:
    """Hear of an export: whoever asked for it reads in the app that its file waits, and for how long."""
    with notices.in_language_of(ready.account_id):
        notices.notify(
            ready.account_id,
            subject=_("Your export no. %(number)d is ready") % {"number": ready.export_id},
            body=_("%(rows)d people are in it. Fetch the file within %(days)d days; then it is removed.")
            % {"rows": ready.rows, "days": settings.LINLI_EXPORT_FILE_DAYS},
            link=reverse("registry:exports"),
            key=f"registry.export:{ready.export_id}",
        )


def listen() -> None:
    """Subscribe to what changes the numbers, and to what becomes of committees."""
    for kind in CHANGES:
        events.subscribe(kind, count_after)
        events.subscribe(kind, rehome_late)
    events.subscribe(territory.AreaChanged, rehome_after)
    events.subscribe(PeopleImported, rehome_import)
    events.subscribe(PeopleImported, count_after_import)
    events.subscribe(PeopleImported, tell_uploader)
    events.subscribe(ExportReady, tell_exporter)
