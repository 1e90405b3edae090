"""Finding every fault in a list of accounts, and what it would do, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import gettext as _

from linli.foundation.accounts.import_reading import Fault, Line, Meaning, lines_of, understood
from linli.foundation.accounts.models import Account, Post
from linli.foundation.scope import Actor, Scope
from linli.foundation.scope.database import wall


@dataclass(slots=True)
class Plan:
    """What the list would do; nothing of it while there are errors."""

    lines: int = 0
    errors: list[Fault] = field(default_factory=list)
    new_accounts: list[Line] = field(default_factory=list)
    changed: list[tuple[int, Line]] = field(default_factory=list)
    new_posts: list[tuple[int | None, Line]] = field(default_factory=list)
    unchanged: int = 0


def plan_import(actor: Actor, text: str) -> Plan:
    """Check a list line by line against itself and against what is there."""
    plan = Plan()
    lines: list[Line] = []
    meaning = Meaning(actor)
    for number, cells in lines_of(text):
        plan.lines += 1
        faults = len(plan.errors)
        line = understood(meaning, number, cells, plan.errors)
        if line is not None and len(plan.errors) == faults:
            lines.append(line)
    _check_among_themselves(lines, plan)
    _compare_with_accounts(actor, lines, plan)
    if not plan.lines:
        plan.errors.append(Fault(1, "", _("The file has a header and no line below it.")))
    plan.errors.sort(key=lambda fault: fault.number)
    return plan


def _check_among_themselves(lines: list[Line], plan: Plan) -> None:
    names: dict[str, Line] = {}
    posts: dict[tuple[str, str, int], Line] = {}
    for line in lines:
        first = names.setdefault(line.username, line)
        if (first.display_name, first.email) != (line.display_name, line.email):
            plan.errors.append(
                Fault(
                    line.number,
                    "username",
                    _("“%(name)s” stands in line %(line)d with another name or e-mail.")
                    % {"name": line.username, "line": first.number},
                )
            )
        twin = posts.setdefault((line.username, line.role, line.area_code), line)
        if twin is not line:
            plan.errors.append(
                Fault(
                    line.number,
                    "role",
                    _("The same post stands in line %(line)d.") % {"line": twin.number},
                )
            )


def _compare_with_accounts(actor: Actor, lines: list[Line], plan: Plan) -> None:
    known = _known_accounts(lines)
    held = _held_posts(known)
    seen: set[str] = set()
    for line in lines:
        account = known.get(line.username)
        if account is not None and not actor.scope.covers(account.area_code):
            plan.errors.append(
                Fault(line.number, "username", _("This user name is already in use. Choose another one."))
            )
            continue
        has_post = account is not None and (account.pk, str(line.role), line.area_code) in held
        if not has_post:
            plan.new_posts.append((account.pk if account else None, line))
        if line.username not in seen:
            if account is None:
                plan.new_accounts.append(line)
            elif account.display_name != line.display_name:
                plan.changed.append((account.pk, line))
            elif has_post:
                plan.unchanged += 1
        elif has_post:
            plan.unchanged += 1
        seen.add(line.username)


def _known_accounts(lines: list[Line]) -> dict[str, Account]:
    # user names are unique in the whole city, so "taken" must be known beyond the actor's own area
    with wall(Scope.EVERYTHING):
        accounts = Account.objects.everywhere(because="a user name is taken wherever it is taken")
        return {
            account.username: account for account in accounts.filter(username__in={line.username for line in lines})
        }


def _held_posts(known: dict[str, Account]) -> set[tuple[int, str, int]]:
    posts = Post.objects.everywhere(because="the wall of the actor stands around this")
    still = posts.filter(Q(ends_on=None), account__in=[account.pk for account in known.values()])
    return set(still.values_list("account_id", "role", "area_code"))
