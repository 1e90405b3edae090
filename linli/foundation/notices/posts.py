"""News of posts: whoever got one or lost one reads it, in the language that they chose."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from linli.foundation.accounts import public as accounts
from linli.foundation.notices.models import Channel
from linli.foundation.notices.outgoing import in_language_of, notify
from linli.foundation.scope import Role
from linli.foundation.territory import public as territory
from linli.ui.formats import house_date


def tell_of_grant(granted: accounts.PostGranted) -> None:
    """Hear that a post was granted."""
    with in_language_of(granted.account_id):
        words = _words(granted) | {"day": house_date(date.fromisoformat(granted.starts_on))}
        body = _("%(role)s of %(area)s, from %(day)s on. If you hold several posts, choose one at the top of the page.")
        notify(
            granted.account_id,
            subject=_("You have a new post: %(role)s") % words,
            body=body % words,
            link=reverse("accounts:mine"),
            key=f"accounts.post:{granted.post_id}:granted",
        )


def tell_of_end(ended: accounts.PostEnded) -> None:
    """Hear that a post was ended; by e-mail too, for without a post the inbox does not open."""
    with in_language_of(ended.account_id):
        words = _words(ended)
        has_email = bool(accounts.addressee(ended.account_id).email)
        notify(
            ended.account_id,
            subject=_("Your post has ended: %(role)s") % words,
            body=_("%(role)s of %(area)s. What you recorded stays. If this is a mistake, speak to your administrator.")
            % words,
            key=f"accounts.post:{ended.post_id}:ended",
            channels=[Channel.INBOX, Channel.EMAIL] if has_email else [Channel.INBOX],
        )


def _words(post: accounts.PostGranted | accounts.PostEnded) -> dict[str, str]:
    return {"role": str(Role(post.role).label), "area": territory.area(post.area_code).name}
