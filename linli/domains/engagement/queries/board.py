"""The board of somebody: what is said to where they live or help, and what they had before it was recalled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.domains.engagement.access import ADDRESSABLE
from linli.domains.engagement.models import Bulletin, BulletinDelivery, BulletinTarget
from linli.domains.engagement.models.bulletin import BulletinKind, BulletinState
from linli.domains.engagement.models.delivery import News, Way
from linli.domains.engagement.queries.areas import places_named
from linli.domains.engagement.rules.texts import Piece, in_short, paragraphs
from linli.domains.registry import public as registry
from linli.foundation.accounts import public as accounts
from linli.foundation.scope import Actor, Role, Scope
from linli.foundation.scope.models import ScopedQuerySet
from linli.foundation.territory import public as territory
from linli.toolbox.errors import NotFound

_PUBLISHED: Final = "what is published may be read by whoever it concerns; the database wall hides the rest"
MOST: Final = 100
EARLIER: Final = 20


@dataclass(frozen=True, slots=True)
class BoardBulletin:
    """One bulletin as its reader sees it."""

    id: int
    area_code: int
    title: str
    body: str
    office: str
    telephone: str
    published_at: datetime
    expires_on: date
    state: BulletinState
    is_important: bool
    is_read: bool
    recall_reason: str
    recalled_at: datetime | None
    instead_of: tuple[int, str] | None = None
    successor: tuple[int, str] | None = None

    @property
    def paragraphs(self) -> list[list[list[Piece]]]:
        return paragraphs(self.body)

    @property
    def beginning(self) -> str:
        return in_short(self.body, 80)

    @property
    def is_recalled(self) -> bool:
        return self.state is BulletinState.RECALLED

    @property
    def is_over(self) -> bool:
        return self.state is BulletinState.EXPIRED


def board(actor: Actor) -> list[BoardBulletin]:
    """Give what stands on the actor's board today: important first, then unread, then the newest."""
    today = timezone.localdate()
    standing = _concerning(actor).filter(
        Q(state=BulletinState.PUBLISHED, expires_on__gte=today) | Q(state=BulletinState.RECALLED, expires_on__gte=today)
    )
    # in this order before the cut, so that no hundred ordinary ones push an important one off the board
    loud = Q(kind=BulletinKind.IMPORTANT, state=BulletinState.PUBLISHED)
    first = Case(When(loud, then=0), default=1, output_field=IntegerField())
    rows = _rows(actor, list(standing.order_by(first, "-published_at", "-pk")[:MOST]))
    return sorted(rows, key=lambda row: (not (row.is_important and not row.is_recalled), row.is_read))


def earlier(actor: Actor, before: int | None = None) -> tuple[list[BoardBulletin], int | None]:
    """Give a page of what stood on the board before, and where the next page begins."""
    over = _concerning(actor).filter(Q(state=BulletinState.EXPIRED) | Q(expires_on__lt=timezone.localdate()))
    if before is not None:
        over = over.filter(pk__lt=before)
    rows = list(over.order_by("-pk")[: EARLIER + 1])
    return _rows(actor, rows[:EARLIER]), rows[EARLIER - 1].pk if len(rows) > EARLIER else None


def board_bulletin(actor: Actor, bulletin_id: int) -> BoardBulletin:
    """Give one bulletin that concerns the actor, or raise NotFound."""
    row = _concerning(actor).filter(pk=bulletin_id).select_related("instead_of").first()
    if row is None:
        raise NotFound(
            _("There is no such bulletin for where you live or help. Ask your committee if you expected one."),
            code="engagement.bulletin",
        )
    later = Bulletin.objects.everywhere(because=_PUBLISHED).filter(instead_of=row, published_at__isnull=False)
    successor = later.order_by("pk").values_list("pk", "title").first()
    before = None if row.instead_of is None else (row.instead_of.pk, row.instead_of.title)
    return replace(_rows(actor, [row])[0], instead_of=before, successor=successor)


def unread_bulletins(actor: Actor) -> int:
    """Count what stands on the actor's board and was not opened yet."""
    standing = _concerning(actor).filter(state=BulletinState.PUBLISHED, expires_on__gte=timezone.localdate())
    return standing.exclude(pk__in=_had(actor).filter(read_at__isnull=False).values("bulletin_id")).count()


def _concerning(actor: Actor) -> ScopedQuerySet[Bulletin]:
    """Keep what was published to the actor, today's dwelling and posts counted; a recalled one only who had it."""
    here = _places_of(actor)
    published = Bulletin.objects.everywhere(because=_PUBLISHED).filter(published_at__isnull=False)
    had = Q(pk__in=_had(actor).values("bulletin_id"))
    return published.filter(had | (here & ~Q(state=BulletinState.RECALLED)))


def _had(actor: Actor) -> ScopedQuerySet[BulletinDelivery]:
    return BulletinDelivery.objects.own(actor.account_id).filter(way=Way.APP, news=News.PUBLISHED)


def _places_of(actor: Actor) -> Q:
    """Give the condition that a bulletin is for a place and a role of the actor, whichever post they act under."""
    posts = [post for post in accounts.posts_of(actor) if post.role in ADDRESSABLE]
    areas = {area.pk: area.scope for area in territory.Area.objects.filter(pk__in=[post.area_code for post in posts])}
    dwelling = registry.own_dwelling(actor)
    condition = Q(pk__in=[])
    for post in posts:
        area = areas[post.area_code]
        if post.role == Role.RESIDENT:
            inside = area if dwelling is None else Scope(dwelling, dwelling + 1)
            condition |= _aimed(post.role, Q(area_code__lte=inside.lo, hi__gte=inside.hi))
        else:
            condition |= _aimed(post.role, Q(area_code__lt=area.hi, hi__gt=area.lo))
    return condition


def _aimed(role: Role, at: Q) -> Q:
    targets = BulletinTarget.objects.everywhere(because=_PUBLISHED).filter(at, bulletin_id=OuterRef("pk"))
    return Q(Exists(targets), roles__contains=[str(role)])


def _rows(actor: Actor, found: Sequence[Bulletin]) -> list[BoardBulletin]:
    numbers = [row.pk for row in found]
    read = set(_had(actor).filter(bulletin_id__in=numbers, read_at__isnull=False).values_list("bulletin_id", flat=True))
    offices = places_named(row.area_code for row in found)
    return [
        BoardBulletin(
            id=row.pk,
            area_code=row.area_code,
            title=row.title,
            body=row.body,
            office=offices[row.area_code].name if row.area_code in offices else "",
            telephone=row.telephone,
            published_at=row.published_at or row.written_at,
            expires_on=row.expires_on,
            state=BulletinState(row.state),
            is_important=row.kind == BulletinKind.IMPORTANT,
            is_read=row.pk in read,
            recall_reason=row.recall_reason,
            recalled_at=row.recalled_at,
        )
        for row in found
    ]
