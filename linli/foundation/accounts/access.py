"""Permission names of the accounts, and the three separated administrators who carry them."""

from __future__ import annotations

from enum import StrEnum

from linli.foundation.scope import Role


class Permission(StrEnum):
    """Permission names, ``area:thing:verb``."""

    ACCOUNT_VIEW = "accounts:account:view"
    ACCOUNT_CREATE = "accounts:account:create"
    ACCOUNT_CHANGE = "accounts:account:change"
    ACCOUNT_DISABLE = "accounts:account:disable"
    ACCOUNT_IMPORT = "accounts:account:import"
    POST_PROPOSE = "accounts:post:propose"
    POST_GRANT = "accounts:post:grant"
    POST_END = "accounts:post:end"
    TOTP_RESET = "accounts:totp:reset"


# One hand makes the account, another decides what it may do: nobody can do both (GB/T 22239 level 3).
GRANTS: dict[Role, set[StrEnum]] = {
    Role.SYSTEM_ADMINISTRATOR: {
        Permission.ACCOUNT_VIEW,
        Permission.ACCOUNT_CREATE,
        Permission.ACCOUNT_CHANGE,
        Permission.ACCOUNT_DISABLE,
        Permission.ACCOUNT_IMPORT,
        Permission.POST_PROPOSE,
    },
    Role.SECURITY_ADMINISTRATOR: {
        Permission.ACCOUNT_VIEW,
        Permission.ACCOUNT_DISABLE,
        Permission.POST_GRANT,
        Permission.POST_END,
        Permission.TOTP_RESET,
    },
}
