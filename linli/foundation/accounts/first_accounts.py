"""The first administrators of a new installation: three people, because no hand may hold two of the offices."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from linli.foundation.accounts.actions.accounts import create_account
from linli.foundation.accounts.actions.posts import grant_post
from linli.foundation.accounts.models import Account, Post
from linli.foundation.scope import Actor, Role, Scope
from linli.foundation.scope.database import wall
from linli.foundation.scope.roles import ADMINISTRATORS
from linli.toolbox.errors import Conflict

_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
_NAMES: Final = {
    Role.SYSTEM_ADMINISTRATOR: "system.admin",
    Role.SECURITY_ADMINISTRATOR: "security.admin",
    Role.AUDIT_ADMINISTRATOR: "audit.admin",
}


@dataclass(frozen=True, slots=True)
class FirstAdministrator:
    """A first account: its password is told once and must be changed at the first sign-in."""

    username: str
    role: Role
    password: str

    def __repr__(self) -> str:
        return f"FirstAdministrator({self.username})"


def accounts_exist() -> bool:
    """Answer whether there is any account at all."""
    with wall(Scope.EVERYTHING):
        return bool(Account.objects.everywhere(because="is this a new installation?").exists())


def administrators_exist() -> bool:
    """Answer whether any administrator's post was ever granted."""
    with wall(Scope.EVERYTHING):
        posts = Post.objects.everywhere(because="is this a new installation?")
        return posts.filter(role__in=ADMINISTRATORS).exists()


def create_first_administrators(city_code: int) -> list[FirstAdministrator]:
    """Make the three administrators of a city, once; raises Conflict where any exists."""
    if administrators_exist():
        raise Conflict(
            _("This installation already has administrators. They make further accounts on the accounts page."),
            code="accounts.not_first",
        )
    actor = Actor.system(because="first run")
    made = []
    with wall(Scope.EVERYTHING):
        for role, username in _NAMES.items():
            password = "-".join("".join(secrets.choice(_LETTERS) for _letter in range(4)) for _group in range(4))
            account = create_account(
                actor, username=username, display_name=str(role.label), area_code=city_code, password=password
            )
            Account.objects.within(actor.scope).filter(pk=account.pk).update(must_change_password=True)
            grant_post(actor, account.pk, role=role, area_code=city_code, starts_on=timezone.localdate())
            made.append(FirstAdministrator(username, role, password))
    return made
