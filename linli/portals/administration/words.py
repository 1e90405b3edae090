"""Audit rows in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.foundation.scope import Role

# what is looked for most; every other action is shown and found under its own name
ACTIONS: Final[dict[str, object]] = {
    "accounts:session:start": _("signed in"),
    "accounts:session:end": _("signed out"),
    "accounts:session:end-all": _("signed out everywhere"),
    "accounts:session:refuse": _("a sign-in was refused"),
    "accounts:totp:refuse": _("a code was refused"),
    "accounts:totp:propose": _("began to set up the second step"),
    "accounts:totp:confirm": _("switched the second step on"),
    "accounts:totp:remove": _("switched the second step off"),
    "accounts:totp:reset": _("reset somebody's second step"),
    "accounts:recovery-codes:renew": _("renewed recovery codes"),
    "accounts:password:change": _("changed the own password"),
    "accounts:password:give": _("gave somebody a new password"),
    "accounts:password-link:send": _("a password link was sent"),
    "accounts:contact:change": _("changed the own e-mail or telephone"),
    "accounts:language:choose": _("chose a language"),
    "accounts:account:create": _("made an account"),
    "accounts:account:change": _("corrected an account"),
    "accounts:account:disable": _("closed an account"),
    "accounts:account:enable": _("opened an account again"),
    "accounts:account:import": _("imported a list of accounts"),
    "accounts:post:propose": _("proposed a post"),
    "accounts:post:grant": _("granted a post"),
    "accounts:post:end": _("ended a post"),
    "accounts:post:take": _("switched the post"),
    "accounts:connection-code:ask": _("asked for a code to be connected with an entry"),
    "registry:account:connect": _("connected an account with an entry"),
    "registry:account:disconnect": _("disconnected an account from an entry"),
    "registry:account:refuse": _("a connection was refused: wrong code"),
    "registry:account:wait": _("a connection was refused: too many wrong codes"),
    "registry:committee:rehome": _("brought the rows of a committee into the one it became"),
    "registry:person:rehome": _("brought an entry into the committee that a change made its own"),
    "registry:rehoming:decide": _("decided which of two entries holds after a change of committees"),
    "audit:chain:verify-start": _("asked for a verification of the audit"),
    "audit:chain:verify": _("verified the audit"),
}
BEGINNINGS: Final[dict[str, object]] = {
    "accounts:": _("everything about accounts and posts"),
    "registry:": _("everything about people and homes"),
    "territory:": _("everything about areas"),
    "audit:": _("everything about the audit"),
}
KINDS: Final[dict[str, object]] = {
    "account": _("account"),
    "account-list": _("list of accounts"),
    "post": pgettext_lazy("account", "post"),
    "person": _("person"),
    "household": _("household"),
    "premises": _("home"),
    "organisation": _("organisation"),
    "area": _("area"),
    "batch": pgettext_lazy("registry", "import"),
    "export": _("export"),
    "job": _("job"),
    "audit": _("audit"),
}


def suggested_actions() -> list[tuple[str, str]]:
    """Give what to look for, each with its words, for the person who types."""
    return [(name, str(words)) for name, words in (BEGINNINGS | ACTIONS).items()]


@dataclass(frozen=True, slots=True)
class Told:
    """One audit row as the page shows it."""

    id: int
    at: datetime
    who: str
    account_id: int | None
    role: str
    action: str
    words: str
    kind: str
    kind_words: str
    object_id: int | None
    subject_id: int | None
    purpose: str
    detail: str


def told(row: Any) -> Told:
    """Put an audit row into words."""
    return Told(
        id=row.id,
        at=row.at,
        who=row.actor_name,
        account_id=row.account_id,
        role=str(Role(row.role).label) if row.role in Role else "",
        action=row.action,
        words=str(ACTIONS.get(row.action, "")),
        kind=row.object_kind,
        kind_words=str(KINDS.get(row.object_kind, row.object_kind)),
        object_id=row.object_id,
        subject_id=row.subject_id,
        purpose=row.purpose or row.because,
        detail=" · ".join(f"{name}: {value}" for name, value in row.detail.items()),
    )
