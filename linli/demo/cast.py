"""The accounts of the demonstration: one for each role, in and around one committee of 彭浦新村街道."""

from random import Random
from typing import Final, NamedTuple

from django.db import transaction

from linli.demo.drafts import FEMALE, MALE
from linli.demo.names import pools
from linli.domains.registry import public as registry
from linli.foundation.accounts import public as accounts
from linli.foundation.scope import Actor, Role
from linli.toolbox import clock
from linli.toolbox.errors import Conflict

CITY: Final = 3100000000000000
DISTRICT: Final = 3101060000000000
STREET: Final = 3101060200000000
COMMITTEE: Final = 3101060200010000  # 彭浦新村第一居委会
NEIGHBOUR: Final = 3101060200020000

_ACTOR: Final = Actor.system(because="演示数据")
_TAKEN: Final = "accounts.username_taken"


class _Part(NamedTuple):
    """A role to be played: user name, role, where; further posts show how one changes hats."""

    username: str
    role: Role
    area_code: int
    further: tuple[tuple[Role, int], ...] = ()


_CAST: Final = (
    _Part("worker", Role.COMMITTEE_WORKER, COMMITTEE, ((Role.COMMITTEE_WORKER, NEIGHBOUR),)),
    _Part("head", Role.COMMITTEE_HEAD, COMMITTEE),
    _Part("street", Role.STREET_OPERATOR, STREET),
    _Part("district", Role.DISTRICT_OPERATOR, DISTRICT),
    _Part("city", Role.CITY_OPERATOR, CITY),
    _Part("department", Role.DEPARTMENT_OFFICER, DISTRICT),
    _Part("block-head", Role.BLOCK_HEAD, COMMITTEE),
    _Part("volunteer", Role.VOLUNTEER, COMMITTEE),
    _Part("owners", Role.OWNERS_COMMITTEE, COMMITTEE),
    _Part("property-firm", Role.PROPERTY_FIRM, COMMITTEE),
    _Part("organisation", Role.COMMUNITY_ORGANISATION, COMMITTEE),
    _Part("system-admin", Role.SYSTEM_ADMINISTRATOR, CITY),
    _Part("security-admin", Role.SECURITY_ADMINISTRATOR, CITY),
    _Part("audit-admin", Role.AUDIT_ADMINISTRATOR, CITY),
)


def hire(seed: int) -> None:
    """Make the accounts that are missing. They have no password: the cards sign them in."""
    rng = Random(f"{seed}:cast")
    for part in _CAST:
        _engage(part, _name(rng))


def hire_resident(number: int) -> int | None:
    """Make a resident's account tied to an entry of the ledger; None when the ledger has nobody suitable.

    Another city has other entries: ``number`` tells the accounts of several builds apart.
    """
    person = registry.somebody_of(COMMITTEE)
    if person is None:
        return None
    username = "resident" if number == 1 else f"resident{number}"
    return _engage(_Part(username, Role.RESIDENT, COMMITTEE), person[1], person[0])


def dismiss(account_id: int) -> None:
    """Close a resident's account whose entry is gone with its city."""
    accounts.disable_account(_ACTOR, account_id, reason="another synthetic city was built")


def _engage(part: _Part, name: str, person_id: int | None = None) -> int | None:
    """Make one account with its posts, or neither; None when it is there already."""
    try:
        with transaction.atomic():
            account = accounts.create_account(
                _ACTOR,
                username=part.username,
                display_name=name,
                area_code=part.area_code,
                person_id=person_id,
                is_demo=True,
            )
            for role, area_code in ((part.role, part.area_code), *part.further):
                accounts.grant_post(_ACTOR, account.pk, role=role, area_code=area_code, starts_on=clock.today())
    except Conflict as conflict:
        if conflict.code != _TAKEN:
            raise
        return None
    return account.pk


def _name(rng: Random) -> str:
    names = pools()
    return rng.choice(names.surnames) + rng.choice(names.given(rng.choice((MALE, FEMALE))))
