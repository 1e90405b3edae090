"""What a resident is told when their account and their entry are connected, or parted."""

from __future__ import annotations

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from linli.domains.registry import public as registry
from linli.domains.registry.events import AccountConnected, AccountDisconnected
from linli.foundation.accounts import public as accounts
from linli.foundation.events import public as events
from linli.foundation.notices import public as notices
from linli.foundation.territory import public as territory
from linli.toolbox.areacodes import committee_of


def tell_connected(news: AccountConnected) -> None:
    """Tell the account's owner which committee connected it, so that a mistake is noticed."""
    account = accounts.addressee(news.account_id)
    with translation.override(account.language):
        words = {"committee": _committee(news.area_code), "document": registry.purpose_words(news.seen)}
        subject = _("Your account is connected with your entry at %(committee)s") % words
        body = _(
            "%(committee)s has connected this account with the entry it keeps about you (%(document)s). "
            "Under “My data” you read what is held, under “Who looked at me” who opened it and why. "
            "If you were not there in person, tell the committee at once: it can disconnect the account."
        )
        _tell(account, subject, body % words, key=f"resident.connected:{account.account_id}:{news.at}")


def tell_disconnected(news: AccountDisconnected) -> None:
    """Tell the account's owner that it reads the entry no more, and what to do about it."""
    account = accounts.addressee(news.account_id)
    with translation.override(account.language):
        words = {"committee": _committee(news.area_code)}
        subject = _("Your account is no longer connected with your entry at %(committee)s") % words
        body = _(
            "%(committee)s has disconnected this account, so it no longer shows the entry kept about you. "
            "Ask the committee for the reason. To be connected again, go there in person with your document "
            "and show a new code from “My data”."
        )
        _tell(account, subject, body % words, key=f"resident.disconnected:{account.account_id}:{news.at}")


def listen() -> None:
    """Subscribe to what concerns the owner of an account."""
    events.subscribe(AccountConnected, tell_connected)
    events.subscribe(AccountDisconnected, tell_disconnected)


def _committee(area_code: int) -> str:
    return territory.area(committee_of(area_code)).name


def _tell(account: accounts.Addressee, subject: str, body: str, *, key: str) -> None:
    # by e-mail too, where there is an address: whoever took an account over reads its inbox
    channels = (notices.Channel.INBOX, notices.Channel.EMAIL) if account.email else (notices.Channel.INBOX,)
    link = reverse("resident:me")
    notices.notify(account.account_id, subject=subject[:120], body=body, link=link, key=key, channels=channels)
