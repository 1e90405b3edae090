"""Permissions of the resident's pages."""

from __future__ import annotations

from enum import StrEnum

from linli.foundation.scope import Role


class Permission(StrEnum):
    """What neighbours may do with what is held about themselves."""

    OWN = "resident:own:view"


NEIGHBOURS = (
    Role.RESIDENT,
    Role.BLOCK_HEAD,
    Role.VOLUNTEER,
    Role.OWNERS_COMMITTEE,
    Role.PROPERTY_FIRM,
    Role.COMMUNITY_ORGANISATION,
)
GRANTS = {role: {Permission.OWN} for role in NEIGHBOURS}
