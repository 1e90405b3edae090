"""Permissions of work orders, the roles that carry them by default, and which party an actor is to an order."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from linli.domains.workorders.rules.states import Party
from linli.foundation.scope import Actor, Role, grants
from linli.foundation.scope.roles import COMMITTEE_STAFF, OPERATORS


class Permission(StrEnum):
    """What may be done with work orders."""

    COUNT = "workorders:tally:view"  # numbers of an area, and who is late
    LIST = "workorders:order:list"  # the queue of an area
    OPEN = "workorders:order:open"
    WRITE_DOWN = "workorders:order:write"  # for somebody who came, telephoned, or saw it on patrol
    DECIDE = "workorders:order:decide"  # accept, send up, dispatch, check, answer, decline
    URGE = "workorders:order:urge"
    REVEAL = "workorders:reporter:reveal"  # who reported, with a purpose
    UNITS = "workorders:unit:manage"  # whom work can be given to
    HANDLE = "workorders:task:handle"  # what was given to one's own unit
    REPORT = "workorders:report:make"  # one's own reports: make, follow, rate, reopen


_SEE: Final = {Permission.COUNT, Permission.LIST, Permission.OPEN}
_DECIDE: Final = _SEE | {Permission.WRITE_DOWN, Permission.DECIDE, Permission.REVEAL}

GRANTS: dict[Role, set[Permission]] = {
    Role.COMMITTEE_WORKER: _DECIDE,
    Role.COMMITTEE_HEAD: _DECIDE,
    Role.STREET_OPERATOR: _DECIDE | {Permission.URGE, Permission.UNITS},
    Role.DISTRICT_OPERATOR: _SEE | {Permission.URGE, Permission.UNITS},
    Role.CITY_OPERATOR: _SEE | {Permission.URGE},
    Role.DEPARTMENT_OFFICER: {Permission.HANDLE},
    Role.PROPERTY_FIRM: {Permission.HANDLE, Permission.REPORT},
    Role.RESIDENT: {Permission.REPORT},
    Role.BLOCK_HEAD: {Permission.REPORT},
    Role.VOLUNTEER: {Permission.REPORT},
    Role.OWNERS_COMMITTEE: {Permission.REPORT},
    Role.COMMUNITY_ORGANISATION: {Permission.REPORT},
}


def declare() -> None:
    """Enter the permissions of this module."""
    grants.declare(Permission, GRANTS)


def party_of(actor: Actor) -> Party | None:
    """Tell which office an actor speaks for; reporters and units are told by the order, not by the role."""
    if actor.is_system:
        return Party.SYSTEM
    if actor.role in COMMITTEE_STAFF:
        return Party.COMMITTEE
    if actor.role is Role.STREET_OPERATOR:
        return Party.STREET
    if actor.role in OPERATORS:
        return Party.ABOVE
    return None


def own_account(actor: Actor) -> int:
    """Give the number of the actor's account; nobody's for the system, which owns nothing."""
    return actor.account_id or 0
