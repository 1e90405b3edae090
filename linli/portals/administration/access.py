"""Permission names of the administration portal: the audit administrator's."""

from __future__ import annotations

from enum import StrEnum

from linli.foundation.scope import Role


class Permission(StrEnum):
    """Permission names, ``area:thing:verb``."""

    AUDIT_VIEW = "audit:row:view"
    AUDIT_VERIFY = "audit:chain:verify"


# Who makes accounts or grants posts never reads what is written about it, and the other way round.
GRANTS: dict[Role, set[StrEnum]] = {Role.AUDIT_ADMINISTRATOR: {Permission.AUDIT_VIEW, Permission.AUDIT_VERIFY}}
