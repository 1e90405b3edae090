"""Handing deliveries over, one after the other; whoever is killed in between leaves no second text behind."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from linli.domains.engagement.actions.addressing import BECAUSE, address_bulletin, address_recall
from linli.domains.engagement.models import Bulletin, BulletinDelivery
from linli.domains.engagement.models.bulletin import BulletinState
from linli.domains.engagement.models.delivery import DeliveryState, News, Way
from linli.domains.engagement.queries.areas import places_named
from linli.domains.engagement.rules.texts import in_short
from linli.domains.registry import public as registry
from linli.foundation.accounts import public as accounts
from linli.foundation.notices import public as notices
from linli.foundation.scope import Actor, Scope
from linli.foundation.scope.database import wall
from linli.foundation.scope.models import ScopedQuerySet
from linli.toolbox import identifiers

AT_ONCE: Final = 50
MOST_ATTEMPTS: Final = 5
# a gateway answers within seconds; what is still leaving after this was left behind by a killed worker
LEFT_BEHIND: Final = timedelta(minutes=10)
_STATE_OF: Final = {News.PUBLISHED: BulletinState.PUBLISHED, News.RECALLED: BulletinState.RECALLED}
_MESSAGE_BODY: Final = 1_500


class NotAllDelivered(Exception):  # noqa: N818 - it reads as what happened
    """A gateway refused some; the queue tries those again later."""


def deliver(bulletin_id: int, news: News) -> None:
    """Tell everybody who is to be told. Safe to call again after any crash, and by two workers at once."""
    if news is News.PUBLISHED:
        address_bulletin(bulletin_id)
    else:
        address_recall(bulletin_id)
    settle_what_was_left_behind()
    while _tell_some_in_the_app(bulletin_id, news):
        pass
    _send_texts(bulletin_id, news)


def settle_what_was_left_behind() -> int:
    """Call those uncertain that a killed worker left between claim and answer: sent again they might be doubled.

    The clock asks for it too: the queue's own retries come sooner than it can be known, and then there are none left.
    """
    with wall(Scope.EVERYTHING):
        every = BulletinDelivery.objects.everywhere(because=BECAUSE)
        leaving = every.filter(state=DeliveryState.LEAVING, moved_at__lt=timezone.now() - LEFT_BEHIND)
        return leaving.update(state=DeliveryState.UNCERTAIN, moved_at=timezone.now())


def _tell_some_in_the_app(bulletin_id: int, news: News) -> bool:
    """Put the next messages into inboxes: message and mark are one transaction. False: none is left."""
    with wall(Scope.EVERYTHING):
        bulletin = _still(bulletin_id, news)
        if bulletin is None:
            return False
        waiting = _of(bulletin_id).filter(news=news, way=Way.APP, state=DeliveryState.WAITING)
        rows = list(waiting.order_by("pk").select_for_update(skip_locked=True, of=("self",))[:AT_ONCE])
        office = _office_of(bulletin)
        for row in rows:
            if row.account_id is not None:
                _tell(row.account_id, bulletin, news, office)
        _of(bulletin_id).filter(pk__in=[row.pk for row in rows]).update(
            state=DeliveryState.SENT, moved_at=timezone.now()
        )
        return bool(rows)


def _tell(account_id: int, bulletin: Bulletin, news: News, office: str) -> None:
    words = {"office": office, "title": bulletin.title}
    with notices.in_language_of(account_id):
        if news is News.RECALLED:
            subject = _("Recalled: %(title)s") % words
            body = _("%(office)s has recalled this bulletin: %(reason)s") % {**words, "reason": bulletin.recall_reason}
        else:
            subject = _("Bulletin: %(title)s") % words
            body = "\n\n".join(
                [
                    _("%(office)s writes to you:") % words,
                    in_short(bulletin.body, _MESSAGE_BODY),
                    _("Questions: %(telephone)s") % {"telephone": bulletin.telephone},
                ]
            )
        notices.notify(
            account_id,
            subject=subject[:120],
            body=body,
            link=reverse("engagement:board-bulletin", args=[bulletin.pk]),
            key=f"engagement.bulletin:{bulletin.pk}:{news}",
        )


def _send_texts(bulletin_id: int, news: News) -> None:
    """Send the text messages that wait, each claimed before it leaves; go past those that a gateway refuses."""
    refused = 0
    after = 0
    while True:
        with wall(Scope.EVERYTHING):
            bulletin = _still(bulletin_id, news)
            waiting = _of(bulletin_id).filter(news=news, way=Way.SMS, state=DeliveryState.WAITING, pk__gt=after)
            rows = [] if bulletin is None else list(waiting.order_by("pk")[:AT_ONCE])
            text = "" if bulletin is None else _text(bulletin, news, _office_of(bulletin))
        if bulletin is None or not rows:
            break
        after = rows[-1].pk
        for row in rows:
            if _claim(row, news):
                refused += not _send(row, bulletin.title, text)
    if refused:
        raise NotAllDelivered(f"{refused} text messages of bulletin {bulletin_id} wait for another try.")


def _claim(row: BulletinDelivery, news: News) -> bool:
    """Take one delivery, committed before the gateway is called. False: another has it, or it was stopped."""
    with wall(Scope.EVERYTHING):
        if _still(row.bulletin_id, news) is None:
            return False
        # one table: beside a join PostgreSQL would not look at the state again after waiting for another worker
        mine = _of(row.bulletin_id).filter(pk=row.pk, state=DeliveryState.WAITING)
        return bool(mine.update(state=DeliveryState.LEAVING, attempts=row.attempts + 1, moved_at=timezone.now()))


def _send(row: BulletinDelivery, title: str, text: str) -> bool:
    """Send one text message and write down what the gateway said. False: it is to be tried again."""
    failure, reference, state = "", "", DeliveryState.SENT
    try:
        reference = notices.send(notices.Channel.SMS, notices.Letter(_mobile_of(row), title, text, ""))
    except notices.Undeliverable as error:
        state, failure = DeliveryState.FAILED, str(error)
    except Exception as error:  # noqa: BLE001 - any fault of a gateway is tried again
        state = DeliveryState.WAITING if row.attempts + 1 < MOST_ATTEMPTS else DeliveryState.FAILED
        failure = type(error).__name__
    with wall(Scope.EVERYTHING):
        _of(row.bulletin_id).filter(pk=row.pk).update(
            state=state, failure=failure[:60], reference=reference[:120], moved_at=timezone.now()
        )
    return state != DeliveryState.WAITING


def _mobile_of(row: BulletinDelivery) -> str:
    """Open the number a text goes to: the ledger's, or else the account's; only a mobile receives texts."""
    with wall(Scope.EVERYTHING):
        system = Actor.system(because=BECAUSE)
        numbers = [registry.telephone_of_dweller(system, row.person_id)] if row.person_id is not None else []
        if row.account_id is not None:
            numbers.append(accounts.addressee(row.account_id).telephone())
    for number in numbers:
        if identifiers.telephone(number).kind is identifiers.TelephoneKind.MOBILE:
            return number
    raise notices.Undeliverable("no_mobile")


def _text(bulletin: Bulletin, news: News, office: str) -> str:
    """Write the text message in the installation's language: a telephone number says no other."""
    words = {
        "office": office, "title": bulletin.title, "telephone": bulletin.telephone,
        "reason": bulletin.recall_reason, "text": in_short(bulletin.body),
    }  # fmt: skip
    with translation.override(settings.LANGUAGE_CODE):
        if news is News.RECALLED:
            return _("[%(office)s] Recalled: %(title)s. %(reason)s. Questions: %(telephone)s") % words
        return _("[%(office)s] %(title)s. %(text)s Questions: %(telephone)s") % words


def _still(bulletin_id: int, news: News) -> Bulletin | None:
    """Give the bulletin while its news holds; otherwise drop what still waits."""
    bulletin = Bulletin.objects.everywhere(because=BECAUSE).get(pk=bulletin_id)
    if bulletin.state == _STATE_OF[news]:
        return bulletin
    _of(bulletin_id).filter(news=news, state=DeliveryState.WAITING).update(
        state=DeliveryState.DROPPED, moved_at=timezone.now()
    )
    return None


def _office_of(bulletin: Bulletin) -> str:
    place = places_named([bulletin.area_code]).get(bulletin.area_code)
    return "" if place is None else place.name


def _of(bulletin_id: int) -> ScopedQuerySet[BulletinDelivery]:
    return BulletinDelivery.objects.everywhere(because=BECAUSE).filter(bulletin_id=bulletin_id)
