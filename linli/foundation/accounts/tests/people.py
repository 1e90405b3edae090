"""Making and reading accounts in tests."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.utils import timezone

from linli.foundation.accounts.models import Account, Post
from linli.foundation.scope import Role, Scope
from linli.foundation.scope.database import wall
from linli.foundation.territory.models import Area


class QuickArgon2(Argon2PasswordHasher):
    """The hasher of the house, made cheap: a hundred sign-ins a minute need no memory-hard hash."""

    time_cost, memory_cost, parallelism = 1, 8, 1


ADMINISTRATIONS = [Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR]
PASSWORD = "horse-battery-staple-9"


def add_post(
    account: Account, role: Role, area: int, starts_on: date = date(2020, 1, 1), ends_on: date | None = None
) -> Post:
    with wall(Scope.EVERYTHING):
        return Post.objects.create(
            account=account,
            role=role,
            area=Area.objects.get(code=area),
            area_code=area,
            starts_on=starts_on,
            ends_on=ends_on,
            granted_at=timezone.now(),
        )


def fresh(account: Account) -> Account:
    """Read an account again."""
    with wall(Scope.EVERYTHING):
        return Account.objects.everywhere(because="test").get(pk=account.pk)


def posts_of(account: Account) -> list[Post]:
    with wall(Scope.EVERYTHING):
        return list(Post.objects.everywhere(because="test").filter(account=account).order_by("pk"))
