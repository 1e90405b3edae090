"""Who may change the territory. Reading it is open to everybody who is signed in."""

from enum import StrEnum

from linli.foundation.scope import Role


class Permission(StrEnum):
    """Permission names, ``area:thing:verb``."""

    AREA_CHANGE = "territory:area:change"
    UNIT_ADD = "territory:unit:add"


GRANTS: dict[Role, set[StrEnum]] = {
    Role.SYSTEM_ADMINISTRATOR: {Permission.AREA_CHANGE, Permission.UNIT_ADD},
    Role.STREET_OPERATOR: {Permission.UNIT_ADD},
    Role.COMMITTEE_HEAD: {Permission.UNIT_ADD},
}
