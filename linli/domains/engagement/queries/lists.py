"""The bulletins of an area, newest first, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import F, Prefetch

from linli.domains.engagement.models import Bulletin, BulletinTarget
from linli.domains.engagement.models.bulletin import BulletinKind, BulletinState
from linli.domains.engagement.queries.areas import places_named, where_words
from linli.domains.engagement.queries.counts import ReadCount, reads_of
from linli.foundation.scope import Actor, Scope
from linli.foundation.scope.models import ScopedQuerySet
from linli.toolbox.levels import Level
from linli.toolbox.texts import tidy

PAGE: Final = 25
BADGES: Final = {
    BulletinState.DRAFT: "",
    BulletinState.SCHEDULED: "soon",
    BulletinState.PUBLISHED: "done",
    BulletinState.RECALLED: "late",
    BulletinState.EXPIRED: "",
}
WAITING: Final = (BulletinState.DRAFT, BulletinState.SCHEDULED)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is asked for."""

    words: str = ""
    state: BulletinState | None = None
    area: Scope | None = None


@dataclass(frozen=True, slots=True)
class BulletinLine:
    """One bulletin in a list."""

    id: int
    title: str
    state: BulletinState
    is_important: bool
    where: str
    office: str
    at: datetime
    publish_at: datetime | None
    expires_on: date
    count: ReadCount

    @property
    def state_name(self) -> str:
        return str(self.state.label)

    @property
    def badge(self) -> str:
        return BADGES[self.state]

    @property
    def is_out(self) -> bool:
        return self.state not in WAITING


@dataclass(frozen=True, slots=True)
class Lines:
    """One page of the list and where the next begins."""

    rows: Sequence[BulletinLine]
    next_before: int | None


def bulletins(actor: Actor, wanted: Wanted, *, before: int | None = None, most: int = PAGE) -> Lines:
    """Give one page of the bulletins of the actor's area; the number of queries does not grow with it."""
    found = Bulletin.objects.within(actor.scope if wanted.area is None else actor.scope.narrowed(wanted.area))
    if wanted.words:
        found = found.filter(title__icontains=tidy(wanted.words)[:60])
    if wanted.state is not None:
        found = found.filter(state=wanted.state)
    if before is not None:
        found = found.filter(pk__lt=before)
    return _page(actor, found.order_by("-pk"), most)


def drafts_and_scheduled(actor: Actor, most: int = 5) -> list[BulletinLine]:
    """Give what the office has begun and not published yet, the next to go out first."""
    waiting = Bulletin.objects.within(actor.scope).filter(state__in=WAITING)
    next_out = waiting.order_by(F("publish_at").asc(nulls_last=True), "-pk")
    return list(_page(actor, next_out, most).rows)


def _page(actor: Actor, found: ScopedQuerySet[Bulletin], most: int) -> Lines:
    every = BulletinTarget.objects.within(actor.scope)  # a bulletin is aimed inside its office's area
    rows = list(found.defer("body").prefetch_related(Prefetch("targets", every))[: most + 1])
    rows, more = rows[:most], len(rows) > most
    codes = {target.area_code for row in rows for target in row.targets.all()} | {row.area_code for row in rows}
    names = places_named(codes)
    counts = reads_of(actor, [row.pk for row in rows])
    several = actor.level < Level.COMMITTEE
    lines = [
        BulletinLine(
            id=row.pk,
            title=row.title,
            state=BulletinState(row.state),
            is_important=row.kind == BulletinKind.IMPORTANT,
            where=where_words([names[t.area_code] for t in row.targets.all() if t.area_code in names]),
            office=names[row.area_code].name if several and row.area_code in names else "",
            at=row.published_at or row.written_at,
            publish_at=row.publish_at,
            expires_on=row.expires_on,
            count=counts.get(row.pk, ReadCount()),
        )
        for row in rows
    ]
    return Lines(lines, rows[-1].pk if more else None)


def state_of(text: str) -> BulletinState | None:
    """Read a state out of an address; nonsense is none."""
    return BulletinState(text) if text in BulletinState.values else None
