"""What a post opens: for each role, at which levels it exists and whether it opens the area's rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from linli.foundation.scope import Role, Scope
from linli.toolbox.levels import Level


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a role can be held, and whether the area's range becomes the actor's data scope."""

    levels: frozenset[Level]
    opens_area: bool
    because: str


_COMMITTEE: Final = frozenset({Level.COMMITTEE})
_NEIGHBOURHOOD: Final = frozenset({Level.COMMITTEE, Level.UNIT})
_LOCAL_PARTNER: Final = frozenset({Level.STREET, Level.COMMITTEE, Level.UNIT})
_ABOVE_COMMITTEES: Final = frozenset({Level.CITY, Level.DISTRICT, Level.STREET})

_OWN_ROWS = "sees the rows that are about themselves, through person_id"

REACH: Final[dict[Role, Reach]] = {
    # Neighbours. Living or helping somewhere is no reason to read about the neighbours.
    Role.RESIDENT: Reach(_NEIGHBOURHOOD, opens_area=False, because=_OWN_ROWS),
    Role.BLOCK_HEAD: Reach(_NEIGHBOURHOOD, opens_area=False, because=f"helps by hand; {_OWN_ROWS}"),
    Role.VOLUNTEER: Reach(_LOCAL_PARTNER, opens_area=False, because="is given single tasks, not lists of people"),
    Role.OWNERS_COMMITTEE: Reach(
        _NEIGHBOURHOOD, opens_area=False, because="is elected by owners; ballots bring their own lists"
    ),
    Role.PROPERTY_FIRM: Reach(_LOCAL_PARTNER, opens_area=False, because="is a company; gets single work orders"),
    Role.COMMUNITY_ORGANISATION: Reach(
        _LOCAL_PARTNER, opens_area=False, because="is a partner; gets single activities"
    ),
    # Offices. Their duty is the area; permissions decide what of it.
    Role.COMMITTEE_WORKER: Reach(_COMMITTEE, opens_area=True, because="keeps the ledger of the committee"),
    Role.COMMITTEE_HEAD: Reach(_COMMITTEE, opens_area=True, because="answers for the ledger of the committee"),
    Role.STREET_OPERATOR: Reach(frozenset({Level.STREET}), opens_area=True, because="guides its committees"),
    Role.DISTRICT_OPERATOR: Reach(frozenset({Level.DISTRICT}), opens_area=True, because="guides its streets"),
    Role.CITY_OPERATOR: Reach(frozenset({Level.CITY}), opens_area=True, because="sees numbers of the whole city"),
    Role.DEPARTMENT_OFFICER: Reach(_ABOVE_COMMITTEES, opens_area=True, because="sees its line's matters"),
    # Administrators: the accounts, posts and audit rows of their area. No permission of theirs
    # begins with "registry:", a test holds that, so the range opens no person to them.
    Role.SYSTEM_ADMINISTRATOR: Reach(_ABOVE_COMMITTEES, opens_area=True, because="keeps the accounts"),
    Role.SECURITY_ADMINISTRATOR: Reach(_ABOVE_COMMITTEES, opens_area=True, because="grants and ends posts"),
    Role.AUDIT_ADMINISTRATOR: Reach(_ABOVE_COMMITTEES, opens_area=True, because="reads the audit"),
}


def scope_of(role: Role, area: Scope) -> Scope:
    """Give the data scope of a post: its area's range, or nothing beyond the person's own rows."""
    return area if REACH[role].opens_area else Scope.NOTHING


def can_be_held_at(role: Role, level: Level) -> bool:
    """Answer whether a post of this role exists at this level."""
    return level in REACH[role].levels
