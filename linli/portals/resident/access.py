"""Permissions of the resident's pages."""

from __future__ import annotations

from enum import StrEnum

from linli.foundation.scope import Role
from linli.foundation.scope.roles import PARTNERS


class Permission(StrEnum):
    """What neighbours may do with what is held about themselves."""

    OWN = "resident:own:view"


# whoever helps in a neighbourhood may live in one too
GRANTS = {role: {Permission.OWN} for role in (Role.RESIDENT, *sorted(PARTNERS))}
