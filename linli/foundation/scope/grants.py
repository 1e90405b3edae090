"""Which role carries which permission; every module declares its own in ``access.py``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from enum import StrEnum

from linli.foundation.scope.roles import Role

_by_role: dict[Role, set[str]] = defaultdict(set)
_declared: dict[str, type[StrEnum]] = {}


def declare(permissions: type[StrEnum], grants: Mapping[Role, Iterable[StrEnum]]) -> None:
    """Enter a module's permissions (``area:thing:verb``) and the roles that carry them by default."""
    for permission in permissions:
        owner = _declared.setdefault(permission.value, permissions)
        if owner is not permissions:
            raise ValueError(f"{permission.value} is declared twice.")
    for role, carried in grants.items():
        _by_role[role].update(permission.value for permission in carried)


def permissions_of(role: Role) -> frozenset[str]:
    """Return every permission that a role carries."""
    return frozenset(_by_role[role])


def declared_permissions() -> dict[str, frozenset[Role]]:
    """Return every permission and the roles that carry it, for the reference pages and the sweep."""
    return {
        name: frozenset(role for role, carried in _by_role.items() if name in carried) for name in sorted(_declared)
    }
