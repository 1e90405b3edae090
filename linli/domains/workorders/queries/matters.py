"""A resident's own matters, and the draft they are writing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from linli.domains.workorders.models import DraftPhoto, Order, OrderPhoto, ReportDraft
from linli.domains.workorders.queries.card import OrderCard, inside_for, order_card, parties_of
from linli.domains.workorders.queries.rows import OrderRow, rows_of
from linli.domains.workorders.queries.words import NO_SUCH_ORDER
from linli.domains.workorders.rules.states import Party
from linli.foundation.files import public as files
from linli.foundation.scope import Actor, Scope
from linli.foundation.scope.database import wall
from linli.foundation.scope.models import ScopedQuerySet
from linli.toolbox.errors import NotFound

PAGE = 20


def open_matters(actor: Actor, limit: int) -> list[OrderRow]:
    """Give the actor's matters that run, or whose answer waits for a rating."""
    open_now = _mine(actor).filter(closed_at=None)
    return rows_of(open_now.select_related("holder_unit").order_by("-pk")[:limit])


def past_matters(actor: Actor, limit: int = PAGE, *, before: int | None = None) -> list[OrderRow]:
    """Give the actor's matters that are over, the newest first; one more than ``limit`` when there are more."""
    past = _mine(actor).filter(closed_at__isnull=False)
    if before is not None:
        past = past.filter(pk__lt=before)
    return rows_of(past.select_related("holder_unit").order_by("-pk")[: limit + 1])


def my_matter(actor: Actor, order_id: int) -> OrderCard:
    """Give the card of the actor's own matter; what they see of others' orders as staff is no matter of theirs."""
    if not _mine(actor).filter(pk=order_id).exists():
        raise NotFound(NO_SUCH_ORDER, code="workorders.order")
    return order_card(actor, order_id)


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody has told us so far."""

    token: UUID | None
    kind: str = ""
    place_code: int | None = None
    place_words: str = ""
    words: str = ""
    photos: Sequence[int] = ()
    changed_at: datetime | None = None

    @property
    def is_begun(self) -> bool:
        return bool(self.kind or self.place_code or self.place_words or self.words or self.photos)


def my_draft(actor: Actor) -> Draft:
    """Give the actor's draft; an empty one when there is none."""
    draft = ReportDraft.objects.own(actor.account_id).first()
    if draft is None:
        return Draft(None)
    photos = DraftPhoto.objects.of(draft=draft).order_by("pk")
    return Draft(
        draft.token,
        draft.kind,
        draft.place_code,
        draft.place_words,
        draft.words,
        list(photos.values_list("pk", flat=True)),
        draft.changed_at,
    )


def photo_file(actor: Actor, photo_id: int) -> files.StoredFile:
    """Give the picture of an order of the area, of one's unit, or one's own; raises NotFound for any other."""
    photos = OrderPhoto.objects.everywhere(because="the wall shows the area's, the unit's and one's own")
    photo = photos.filter(pk=photo_id).select_related("order", "step").first()
    if photo is None:
        return _stored(None)
    parties = parties_of(actor, photo.order)
    is_for_them = Party(photo.step.party) in inside_for(parties) if photo.step.is_inside else bool(parties)
    return _stored(photo.file_id if is_for_them else None)


def draft_photo_file(actor: Actor, photo_id: int) -> files.StoredFile:
    """Give a picture of the actor's own draft."""
    photo = DraftPhoto.objects.own(actor.account_id).filter(pk=photo_id).first()
    return _stored(None if photo is None else photo.file_id)


def _stored(file_id: int | None) -> files.StoredFile:
    # the file lies where the reporter lives, the order where the lamp stands: the photo's own wall has decided
    if file_id is not None:
        with wall(Scope.EVERYTHING):
            stored = files.file_of(file_id)
        if stored is not None:
            return stored
    raise NotFound(NO_SUCH_ORDER, code="workorders.photo")


def _mine(actor: Actor) -> ScopedQuerySet[Order]:
    return Order.objects.own(actor.account_id)
