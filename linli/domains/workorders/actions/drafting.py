"""The draft of a report: one's own, saved at every step, so that nothing typed is lost.

These are no ``@action``s and leave no audit row: a person's own unsent words are nobody else's business, and nothing
changes for anybody until the report is sent (``reporting.send_report``), which is one and leaves one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import BinaryIO, Final

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.domains.workorders.access import Permission, own_account
from linli.domains.workorders.actions import checks
from linli.domains.workorders.actions.of_a_day import prepare_photo
from linli.domains.workorders.models import DraftPhoto, ReportDraft
from linli.domains.workorders.rules.kinds import MOST_PHOTOS
from linli.foundation.doors.screens import check_may
from linli.foundation.doors.undoing import undoing
from linli.foundation.files import public as files
from linli.foundation.scope import Actor, Scope
from linli.foundation.scope.database import wall
from linli.toolbox.errors import Conflict

KEPT: Final = timedelta(days=30)
_AT_ONCE: Final = 500


@contextmanager
def own_draft(actor: Actor) -> Iterator[ReportDraft]:
    """Lock the actor's draft, made at first use, inside a wall around where the account lives."""
    check_may(actor, Permission.REPORT)
    with wall(_around(actor), person_id=actor.person_id, account_id=actor.account_id):
        yield _locked(actor)


def _locked(actor: Actor) -> ReportDraft:
    mine = ReportDraft.objects.own(actor.account_id)
    for _attempt in range(2):  # the draft found may be sent from another window before it is locked
        found, _is_new = mine.get_or_create(
            account_id=own_account(actor), defaults={"area_code": actor.area_code, "changed_at": timezone.now()}
        )
        draft = mine.select_for_update(of=("self",)).filter(pk=found.pk).first()
        if draft is not None:
            return draft
    raise changed_elsewhere()


def changed_elsewhere() -> Conflict:
    """Say that the draft is not the one the person has before them."""
    return Conflict(
        _("This report was changed or sent in another window. Look at it once more, then send it."),
        code="workorders.draft_changed",
    )


def save_draft(
    actor: Actor,
    *,
    kind: str | None = None,
    place_code: int | None = None,
    place_words: str | None = None,
    words: str | None = None,
    is_finished: bool = True,
) -> None:
    """Keep what one step of the report says; what is not given stays as it was.

    ``is_finished`` is False while somebody still types: then no words yet are no fault.
    """
    with own_draft(actor) as draft:
        before = (draft.kind, draft.place_code, draft.place_words, draft.words)
        if kind is not None:
            draft.kind = checks.checked_kind(kind)
        if place_code is not None:
            draft.place_code = checks.checked_place(place_code).code
        if place_words is not None:
            draft.place_words = checks.checked_place_words(place_words)
        if words is not None:
            draft.words = checks.checked_words(words, needed=is_finished)
        if before != (draft.kind, draft.place_code, draft.place_words, draft.words):
            _touch(draft)


def add_photo(actor: Actor, stream: BinaryIO, name: str) -> None:
    """Keep a picture with the draft."""
    add_prepared(actor, prepare_photo(actor, stream, name))


def add_prepared(actor: Actor, photo: files.Prepared) -> None:
    """Keep a picture that was drawn anew already: the draft is locked only while it is written down."""
    with own_draft(actor) as draft, undoing():
        if DraftPhoto.objects.of(draft=draft).count() >= MOST_PHOTOS:
            raise checks.too_many_photos()
        kept = files.store(actor, photo, area_code=actor.area_code, sealed=True)
        DraftPhoto.objects.create(
            area_code=actor.area_code, draft=draft, account_id=own_account(actor), file_id=kept.pk
        )
        _touch(draft)


def take_photo_away(actor: Actor, photo_id: int) -> None:
    """Remove a picture from the draft; one that is gone already is no fault."""
    with own_draft(actor) as draft:
        photo = DraftPhoto.objects.of(draft=draft).filter(pk=photo_id).first()
        if photo is not None:
            _remove(photo)
            _touch(draft)


def throw_away(actor: Actor) -> None:
    """Begin anew: the draft and its pictures go."""
    with own_draft(actor) as draft:
        _throw(draft)


def forget_old_drafts() -> int:
    """Throw away drafts that nobody has touched for a month, one in a transaction; return how many."""
    before = timezone.now() - KEPT
    forgotten = last = 0
    while True:
        with wall(Scope.EVERYTHING):
            old = ReportDraft.objects.everywhere(because="the same age for all areas").filter(changed_at__lt=before)
            found = list(old.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:_AT_ONCE])
        forgotten += sum(_forget(pk, before) for pk in found)
        if len(found) < _AT_ONCE:
            return forgotten
        last = found[-1]


def _forget(pk: int, before: datetime) -> bool:
    """Throw one draft away, unless somebody has gone on with it since it was found, or does so now."""
    with wall(Scope.EVERYTHING):
        drafts = ReportDraft.objects.everywhere(because="found by its age")
        old = drafts.filter(pk=pk, changed_at__lt=before).select_for_update(skip_locked=True, of=("self",)).first()
        if old is None:
            return False
        _throw(old)
        return True


def _touch(draft: ReportDraft) -> None:
    """Save, and remember when: a sheet that shows an older state is not sent."""
    draft.changed_at = timezone.now()
    draft.save()


def _throw(draft: ReportDraft) -> None:
    for photo in DraftPhoto.objects.of(draft=draft):
        _remove(photo)
    draft.delete()


def _remove(photo: DraftPhoto) -> None:
    stored = files.file_of(photo.file_id)
    photo.delete()
    if stored is not None:
        files.remove(stored)


def _around(actor: Actor) -> Scope:
    return Scope(actor.area_code, actor.area_code + 1)
