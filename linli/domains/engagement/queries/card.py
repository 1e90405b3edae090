"""One bulletin as the office sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from linli.domains.engagement.models import Bulletin, BulletinTarget
from linli.domains.engagement.models.bulletin import BulletinKind, BulletinState
from linli.domains.engagement.models.delivery import News
from linli.domains.engagement.queries.areas import Place, places_named, where_words
from linli.domains.engagement.queries.counts import WayCount, ways_of
from linli.domains.engagement.queries.lists import BADGES
from linli.domains.engagement.rules.ranges import Range
from linli.domains.engagement.rules.states import CHANGEABLE
from linli.domains.engagement.rules.texts import Piece, paragraphs
from linli.foundation.scope import Actor, Role
from linli.toolbox.errors import NotFound

_LATELY: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class BulletinCard:
    """Everything the office knows of one bulletin, numbers instead of readers."""

    id: int
    area_code: int
    title: str
    body: str
    kind: BulletinKind
    telephone: str
    roles: Sequence[str]
    by_sms: bool
    state: BulletinState
    publish_at: datetime | None
    expires_on: date
    written_at: datetime
    published_at: datetime | None
    recalled_at: datetime | None
    recall_reason: str
    expired_at: datetime | None
    version: int
    office: str
    places: Sequence[Place]
    ranges: Sequence[Range]
    instead_of: tuple[int, str] | None
    successor: tuple[int, str] | None
    addressed_at: datetime | None
    people_living: int | None
    people_by_sheet_only: int | None
    told: Sequence[WayCount]
    recall_told: Sequence[WayCount]

    @property
    def state_name(self) -> str:
        return str(self.state.label)

    @property
    def badge(self) -> str:
        return BADGES[self.state]

    @property
    def is_important(self) -> bool:
        return self.kind is BulletinKind.IMPORTANT

    @property
    def paragraphs(self) -> list[list[list[Piece]]]:
        return paragraphs(self.body)

    @property
    def where(self) -> str:
        return where_words(self.places)

    @property
    def place_names(self) -> str:
        return pgettext("between the words of a list", ", ").join(place.name for place in self.places)

    @property
    def role_words(self) -> str:
        return pgettext("between the words of a list", ", ").join(str(Role(role).label) for role in self.roles)

    @property
    def is_changeable(self) -> bool:
        return self.state.value in CHANGEABLE

    @property
    def is_scheduled(self) -> bool:
        return self.state is BulletinState.SCHEDULED

    @property
    def is_on_the_board(self) -> bool:
        return self.state is BulletinState.PUBLISHED

    @property
    def is_recalled(self) -> bool:
        return self.state is BulletinState.RECALLED

    @property
    def is_being_told(self) -> bool:
        """Whether the background work is still under way."""
        if self.state is BulletinState.PUBLISHED and self.addressed_at is None:
            return True
        return any(count.waiting for count in (*self.told, *self.recall_told))


def bulletin_card(actor: Actor, bulletin_id: int) -> BulletinCard:
    """Give one bulletin of the actor's area, or raise NotFound."""
    row = Bulletin.objects.within(actor.scope).filter(pk=bulletin_id).select_related("instead_of").first()
    if row is None:
        raise NotFound(_("There is no such bulletin in your area."), code="engagement.bulletin")
    targets = BulletinTarget.objects.within(actor.scope).filter(bulletin=row)
    ranges = list(targets.order_by("area_code").values_list("area_code", "hi"))
    names = places_named([row.area_code, *(lo for lo, _hi in ranges)])
    office = names.get(row.area_code)
    later = Bulletin.objects.within(actor.scope).filter(instead_of=row, published_at__isnull=False).order_by("pk")
    return BulletinCard(
        id=row.pk,
        area_code=row.area_code,
        title=row.title,
        body=row.body,
        kind=BulletinKind(row.kind),
        telephone=row.telephone,
        roles=row.roles,
        by_sms=row.by_sms,
        state=BulletinState(row.state),
        publish_at=row.publish_at,
        expires_on=row.expires_on,
        written_at=row.written_at,
        published_at=row.published_at,
        recalled_at=row.recalled_at,
        recall_reason=row.recall_reason,
        expired_at=row.expired_at,
        version=row.version,
        office="" if office is None else office.name,
        places=[names[lo] for lo, _hi in ranges if lo in names],
        ranges=ranges,
        instead_of=None if row.instead_of is None else (row.instead_of.pk, row.instead_of.title),
        successor=later.values_list("pk", "title").first(),
        addressed_at=row.addressed_at,
        people_living=row.people_living,
        people_by_sheet_only=row.people_by_sheet_only,
        told=ways_of(actor, row.pk, News.PUBLISHED),
        recall_told=ways_of(actor, row.pk, News.RECALLED),
    )


@dataclass(frozen=True, slots=True)
class Begun:
    """A draft that somebody has just begun."""

    id: int
    title: str


def begun_lately(actor: Actor) -> Begun | None:
    """Give the draft that the actor began a short while ago: whoever goes back to the empty form is led to it."""
    drafts = Bulletin.objects.within(actor.scope).filter(
        area_code=actor.area_code,
        state=BulletinState.DRAFT,
        written_by_id=actor.account_id,
        written_at__gt=timezone.now() - _LATELY,
    )
    newest = drafts.order_by("-pk").values_list("pk", "title").first()
    return None if newest is None else Begun(*newest)


def last_telephone(actor: Actor) -> str:
    """Give the telephone that the office printed last, so that it is typed once."""
    written = Bulletin.objects.within(actor.scope).filter(area_code=actor.area_code).order_by("-pk")
    return written.values_list("telephone", flat=True).first() or ""
