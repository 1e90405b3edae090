"""Helping somebody who lost the telephone: the security administrator's work."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from linli.foundation.accounts import second_factor
from linli.foundation.accounts.access import Permission
from linli.foundation.accounts.actions import reach
from linli.foundation.accounts.actions.accounts import record
from linli.foundation.accounts.models import Account
from linli.foundation.doors.actions import action
from linli.foundation.scope import Actor
from linli.toolbox.errors import NotAllowed


@action(Permission.TOTP_RESET)
def reset_second_factor(actor: Actor, account_id: int, *, reason: str) -> Account:
    """Take the second factor off an account; every session of it ends."""
    account = Account.objects.within(actor.scope).lock(account_id)
    if account.pk == actor.account_id:
        raise NotAllowed(
            _("You cannot reset your own second factor here. Ask another security administrator."),
            code="accounts.own_account",
        )
    reach.refuse_wider_posts(actor, account)
    second_factor.remove(account)
    account.sessions_valid_from = timezone.now()
    account.save(update_fields=["sessions_valid_from"])
    record(actor, "accounts:totp:reset", account, reason=reason)
    return account
