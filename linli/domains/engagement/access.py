"""Permissions of the bulletin board and the roles that carry them by default."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from linli.foundation.scope import Role, grants
from linli.foundation.scope.roles import COMMITTEE_STAFF, PARTNERS


class Permission(StrEnum):
    """What may be done with bulletins."""

    LIST = "engagement:bulletin:list"
    OPEN = "engagement:bulletin:open"  # one bulletin with its counts and its way so far
    WRITE = "engagement:bulletin:write"  # drafts of the office
    PUBLISH = "engagement:bulletin:publish"
    RECALL = "engagement:bulletin:recall"
    READ = "engagement:bulletin:read"  # the board: what is said to where one lives or helps


_LOOK: Final = {Permission.LIST, Permission.OPEN}
_OFFICE: Final = _LOOK | {Permission.WRITE, Permission.PUBLISH, Permission.RECALL}
# to whom a bulletin can be addressed: those who read the board
ADDRESSABLE: Final = (
    Role.RESIDENT,
    Role.BLOCK_HEAD,
    Role.VOLUNTEER,
    Role.OWNERS_COMMITTEE,
    Role.PROPERTY_FIRM,
    Role.COMMUNITY_ORGANISATION,
)

GRANTS: dict[Role, set[Permission]] = {
    **{role: set(_OFFICE) for role in (*sorted(COMMITTEE_STAFF), Role.STREET_OPERATOR)},
    **{role: set(_LOOK) for role in (Role.DISTRICT_OPERATOR, Role.CITY_OPERATOR)},
    **{role: {Permission.READ} for role in (Role.RESIDENT, *sorted(PARTNERS))},
}


def declare() -> None:
    """Enter the permissions of this module."""
    grants.declare(Permission, GRANTS)
