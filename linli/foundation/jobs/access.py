"""Who may look after background work."""

from __future__ import annotations

from enum import StrEnum

from linli.foundation.scope import Role, grants


class Permission(StrEnum):
    """What may be done with jobs. Their arguments are numbers, never a person's values."""

    VIEW = "jobs:job:view"
    RETRY = "jobs:job:retry"


def declare() -> None:
    """Enter the permissions of this module."""
    grants.declare(Permission, {Role.SYSTEM_ADMINISTRATOR: {Permission.VIEW, Permission.RETRY}})
