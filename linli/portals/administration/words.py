"""Audit rows in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.domains.registry.public import purpose_words
from linli.foundation.scope import Role
from linli.portals.administration.detail_words import detail_words, reason_words

# an action without words here is shown and found under its own name
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
    "accounts:look:choose": _("chose elder mode or the standard pages"),
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
    "files:file:open": _("opened a file"),
    "files:storage:sweep": _("cleared away bytes that no row points at"),
    "jobs:job:retry": _("had a failed job done again"),
    "registry:committee:load": _("loaded a committee's ledger"),
    "registry:export:download": _("fetched an export"),
    "registry:export:failed": _("an export failed"),
    "registry:export:idle": _("an export had nothing to do"),
    "registry:export:request": _("asked for an export"),
    "registry:export:write": _("wrote the file of an export"),
    "registry:file:remove": _("removed files whose days were over"),
    "registry:home:open": _("opened a home"),
    "registry:household:form": _("formed a household"),
    "registry:household:join": _("took somebody into a household"),
    "registry:household:leave": _("took somebody out of a household"),
    "registry:household:move": _("moved a household"),
    "registry:import:check": _("had an import checked"),
    "registry:import:checked": _("an import was checked"),
    "registry:import:confirm": _("confirmed an import"),
    "registry:import:failed": _("an import failed"),
    "registry:import:forget": _("put an import away"),
    "registry:import:idle": _("an import had nothing to do"),
    "registry:import:load": _("loaded an import"),
    "registry:import:problems": _("fetched the problems of an import"),
    "registry:import:retry": _("tried an import again"),
    "registry:import:undo": _("had an import taken back"),
    "registry:import:undone": _("an import was taken back"),
    "registry:import:upload": _("sent a file to import"),
    "registry:organisation:add": _("entered an organisation"),
    "registry:organisation:correct": _("corrected an organisation"),
    "registry:person:add": _("entered a person"),
    "registry:person:correct": _("corrected a person"),
    "registry:person:export": _("took a person out in an export"),
    "registry:person:history": _("read what was known of a person earlier"),
    "registry:person:list": _("looked through a list of people"),
    "registry:person:move": _("moved a person"),
    "registry:person:open": _("opened a person's card"),
    "registry:person:reveal": _("read a masked number whole"),
    "registry:person:search": _("looked people up"),
    "registry:premises:add": _("entered an address"),
    "registry:premises:correct": _("corrected an address"),
    "registry:receipt:repeat": _("a form arrived twice and was carried out once"),
    "registry:tenure:end": _("ended a bond to a home"),
    "registry:tenure:record": _("recorded a bond to a home"),
    "registry:tenure:withdraw": _("withdrew a bond to a home"),
    "workorders:order:report": _("reported a matter"),
    "workorders:order:accept": _("took a work order on"),
    "workorders:order:send_up": _("sent a work order up to the street"),
    "workorders:order:send_back": _("sent a work order back to the committee"),
    "workorders:order:decline": _("did not take a matter on"),
    "workorders:order:dispatch": _("gave a work order to somebody"),
    "workorders:order:return": _("returned a work order as not theirs"),
    "workorders:order:note": _("wrote a note on a work order"),
    "workorders:order:finish": _("reported a work order done"),
    "workorders:order:rework": _("had a work order done again"),
    "workorders:order:answer": _("answered a work order"),
    "workorders:order:rate": _("rated an answer"),
    "workorders:order:call_back": _("wrote down what a reporter said on the telephone"),
    "workorders:order:reopen": _("sent a matter back that was not solved"),
    "workorders:order:withdraw": _("withdrew a report"),
    "workorders:order:urge": _("urged a work order"),
    "workorders:order:lapse": _("a work order closed by itself"),
    "workorders:order:repeat": _("a form of a work order arrived twice and counted once"),
    "workorders:order:settle": _("took work orders over with their past"),
    "workorders:reporter:reveal": _("looked at name and telephone of a reporter"),
    "workorders:unit:add": _("entered a handling unit"),
    "workorders:unit:member": _("let somebody work for a handling unit"),
    "territory:area:rename": _("gave an area a new name"),
    "territory:area:split": _("split an area"),
    "territory:area:merge": _("merged areas"),
    "territory:area:move": _("moved an area"),
    "territory:unit:add": _("added a unit below a committee"),
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
    "import": pgettext_lazy("registry", "import"),
    "file": _("file"),
    "home": _("home"),
    "tenure": _("bond to a home"),
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
        purpose=purpose_words(row.purpose) if row.purpose else reason_words(row.because),
        detail=detail_words(row.detail),
    )
