"""Writing a bulletin: drafts of an office, changed freely until they are published."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.domains.engagement.access import Permission
from linli.domains.engagement.actions import checks
from linli.domains.engagement.actions.checks import BulletinText
from linli.domains.engagement.models import Bulletin, BulletinTarget
from linli.domains.engagement.models.bulletin import BulletinKind, BulletinState
from linli.domains.engagement.rules.ranges import Range
from linli.domains.engagement.rules.states import CHANGEABLE, is_over
from linli.foundation.audit import public as audit
from linli.foundation.doors.actions import action
from linli.foundation.scope import Actor
from linli.toolbox.errors import Conflict, Invalid, NotFound
from linli.toolbox.levels import Level

_FURTHEST: Final = timedelta(days=366)


@action(Permission.WRITE)
def write_bulletin(actor: Actor, text: BulletinText, *, token: UUID | None = None) -> int:
    """Keep a new draft of the actor's office; return its number. The same form sent again is the same draft."""
    if actor.level not in (Level.STREET, Level.COMMITTEE):
        raise Invalid(_("Bulletins are written by committees and streets."), code="engagement.bulletin.office")
    columns, ranges = _checked(actor, actor.area_code, text)
    draft = Bulletin(
        area_code=actor.area_code, written_at=timezone.now(), written_by_id=actor.account_id, token=token, **columns
    )
    try:
        with transaction.atomic():
            draft.save()
    except IntegrityError:
        first = Bulletin.objects.within(actor.scope).filter(token=token).first()
        if token is None or first is None or first.written_by_id != actor.account_id:
            raise
        _write_over(actor, first, columns, ranges)
        return first.pk
    _aim(actor, draft, ranges)
    _record(actor, "engagement:bulletin:write", draft, ranges)
    return draft.pk


@action(Permission.WRITE)
def change_bulletin(actor: Actor, bulletin_id: int, text: BulletinText, *, version: int) -> None:
    """Write a draft anew. One that was scheduled is a draft again, so that nobody publishes unseen what changed."""
    draft = changeable(actor, bulletin_id, version)
    columns, ranges = _checked(actor, draft.area_code, text)
    _change(actor, draft, columns, ranges)


@action(Permission.PUBLISH)
def cancel_schedule(actor: Actor, bulletin_id: int, *, version: int) -> int:
    """Take the time off a bulletin: it is a draft again, to be published by hand. Return its new version."""
    draft = changeable(actor, bulletin_id, version)
    draft.state, draft.publish_at = BulletinState.DRAFT, None
    draft.version += 1
    draft.save(update_fields=["state", "publish_at", "version"])
    audit.record(
        actor, "engagement:bulletin:unschedule", kind="bulletin", object_id=draft.pk, area_code=draft.area_code
    )
    return draft.version


@action(Permission.WRITE)
def discard_bulletin(actor: Actor, bulletin_id: int) -> None:
    """Throw a draft away; nobody has read it."""
    draft = changeable(actor, bulletin_id, None)
    audit.record(actor, "engagement:bulletin:discard", kind="bulletin", object_id=draft.pk, area_code=draft.area_code)
    draft.delete()


def changeable(actor: Actor, bulletin_id: int, version: int | None) -> Bulletin:
    """Lock a bulletin that was not published yet; refuse one that somebody else changed meanwhile."""
    draft = Bulletin.objects.within(actor.scope).lock(bulletin_id)
    if draft.state not in CHANGEABLE:
        raise Conflict(
            _(
                "This bulletin is out: people have read it, so it is not written over. Recall it with a reason, or "
                "write a new one in its place."
            ),
            code="engagement.bulletin.published",
        )
    if version is not None and draft.version != version:
        raise Conflict(
            _("Somebody else changed this draft while you had it open. Look at it again before you go on."),
            code="engagement.bulletin.changed_meanwhile",
        )
    return draft


def _write_over(actor: Actor, draft: Bulletin, columns: dict[str, Any], ranges: list[Range]) -> None:
    """Let a form that was sent before, then gone back to and sent again, be the draft; what is out stays as it is."""
    draft = Bulletin.objects.within(actor.scope).lock(draft.pk)
    aimed = BulletinTarget.objects.within(actor.scope).filter(bulletin=draft).values_list("area_code", "hi")
    is_same = all(getattr(draft, name) == value for name, value in columns.items()) and set(aimed) == set(ranges)
    if is_same or draft.state not in CHANGEABLE:
        audit.record(actor, "engagement:bulletin:repeat", kind="bulletin", object_id=draft.pk)
    else:
        _change(actor, draft, columns, ranges)


def _change(actor: Actor, draft: Bulletin, columns: dict[str, Any], ranges: list[Range]) -> None:
    for name, value in columns.items():
        setattr(draft, name, value)
    draft.state = BulletinState.DRAFT
    draft.version += 1
    draft.save()
    _aim(actor, draft, ranges)
    _record(actor, "engagement:bulletin:change", draft, ranges)


def _checked_time(publish_at: datetime | None) -> datetime | None:
    """Refuse a time that nobody can have meant."""
    now = timezone.now()
    if publish_at is None or now < publish_at <= now + _FURTHEST:
        return publish_at
    if publish_at <= now:
        sentence = _("This time is over. Choose a later one, or leave it empty to publish now.")
    else:
        sentence = _("This is more than a year ahead. Look at the year, and choose a nearer time.")
    raise Invalid(sentence, code="engagement.bulletin.publish_at", fields={"publish_at": [sentence]})


def _checked(actor: Actor, office_code: int, text: BulletinText) -> tuple[dict[str, Any], list[Range]]:
    today = timezone.localdate()
    publish_at = _checked_time(text.publish_at)
    begins = timezone.localtime(publish_at).date() if publish_at else today
    if is_over(text.expires_on, max(begins, today)):
        sentence = _("It would be over before it begins. Choose a later last day.")
        raise Invalid(sentence, code="engagement.bulletin.expires_on", fields={"expires_on": [sentence]})
    columns: dict[str, Any] = {
        "title": checks.checked_title(text.title),
        "body": checks.checked_body(text.body),
        "telephone": checks.checked_telephone(text.telephone),
        "kind": BulletinKind(text.kind),
        "roles": checks.checked_roles(text.roles),
        "publish_at": publish_at,
        "expires_on": text.expires_on,
        "by_sms": text.by_sms,
        "instead_of_id": _named(actor, text.instead_of),
    }
    return columns, checks.checked_places(actor, office_code, text.places)


def _named(actor: Actor, bulletin_id: int | None) -> int | None:
    """Answer for the bulletin that this one stands instead of: one of ours that was published."""
    if bulletin_id is None:
        return None
    published = Bulletin.objects.within(actor.scope).filter(pk=bulletin_id, published_at__isnull=False)
    if not published.exists():
        raise NotFound(_("There is no such bulletin in your area."), code="engagement.bulletin")
    return bulletin_id


def _aim(actor: Actor, draft: Bulletin, ranges: list[Range]) -> None:
    BulletinTarget.objects.within(actor.scope).filter(bulletin=draft).delete()
    BulletinTarget.objects.bulk_create(BulletinTarget(bulletin=draft, area_code=lo, hi=hi) for lo, hi in ranges)


def _record(actor: Actor, deed: str, draft: Bulletin, ranges: list[Range]) -> None:
    audit.record(
        actor,
        deed,
        kind="bulletin",
        object_id=draft.pk,
        area_code=draft.area_code,
        detail={"places": [lo for lo, _hi in ranges], "roles": draft.roles, "sms": draft.by_sms},
    )
