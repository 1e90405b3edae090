"""Who reads in the app what is said to an area or to a role: numbers of accounts, nothing of whom they belong to."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from linli.foundation.accounts.models import Account, Post
from linli.foundation.accounts.models.post import valid_on
from linli.foundation.scope import Role, Scope
from linli.foundation.scope.database import wall


@dataclass(frozen=True, slots=True)
class Reader:
    """An account that can open the app, the person it belongs to, and whether it can be telephoned."""

    account_id: int
    person_id: int | None
    has_telephone: bool


def readers_among(person_ids: Collection[int]) -> dict[int, Reader]:
    """Give the accounts of those of the people who can sign in, by person."""
    # an account may be kept in another area than its person; nobody's name comes back through the wall
    with wall(Scope.EVERYTHING):
        accounts = Account.objects.everywhere(because="who of these people reads in the app")
        found = accounts.filter(person_id__in=person_ids, is_active=True)
        readers = [_reader(*row) for row in found.values_list("pk", "person_id", "telephone_sealed")]
    return {reader.person_id: reader for reader in readers if reader.person_id is not None}


def holders_of(roles: Collection[Role], areas: Iterable[Scope], *, inside: bool = False) -> list[Reader]:
    """Give those who hold a post of these roles today whose area touches one of the areas, each account once.

    ``inside``: only those whose area lies wholly in one of them.
    """
    touching = Q()
    for area in areas:
        touching |= (
            Q(area_code__gte=area.lo, area__hi__lte=area.hi)
            if inside
            else Q(area_code__lt=area.hi, area__hi__gt=area.lo)
        )
    if not touching:
        return []
    with wall(Scope.EVERYTHING):
        posts = Post.objects.everywhere(because="who of these roles reads in the app")
        held = posts.filter(touching, valid_on(timezone.localdate()), role__in=roles, account__is_active=True)
        rows = held.values_list("account_id", "account__person_id", "account__telephone_sealed")
        return sorted({_reader(*row) for row in rows}, key=lambda reader: reader.account_id)


def _reader(account_id: int, person_id: int | None, sealed: bytes | memoryview | None) -> Reader:
    return Reader(account_id, person_id, bool(sealed))
