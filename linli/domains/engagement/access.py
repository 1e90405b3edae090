"""Permissions of engagement and the roles that carry them by default."""

from __future__ import annotations

from enum import StrEnum

from linli.foundation.scope import Role, grants


class Permission(StrEnum):
    """What may be done here, as module:thing:verb."""

    VIEW = "engagement:overview:view"


GRANTS: dict[Role, set[Permission]] = {
    Role.COMMITTEE_WORKER: {Permission.VIEW},
    Role.COMMITTEE_HEAD: {Permission.VIEW},
}


def declare() -> None:
    """Enter the permissions of this module."""
    grants.declare(Permission, GRANTS)
