"""What each role can do, in one sentence for the person who holds it."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.foundation.scope import Role

WHAT_IT_DOES: Final[dict[Role, object]] = {
    Role.COMMITTEE_WORKER: _("Keeps the people and homes of one committee: search, correct, import."),
    Role.COMMITTEE_HEAD: _("Answers for the ledger of one committee and can take back any import; others, their own."),
    Role.STREET_OPERATOR: _("Sees the committees of a street or town and helps them."),
    Role.DISTRICT_OPERATOR: _("Sees the streets of a district and compares them."),
    Role.CITY_OPERATOR: _("Sees the numbers of the whole city, and its entries with masked values."),
    Role.DEPARTMENT_OFFICER: _("Follows the matters of one department."),
    Role.RESIDENT: _("Sees their own data and who looked at it."),
    Role.BLOCK_HEAD: _("Helps the neighbours of a few buildings."),
    Role.VOLUNTEER: _("Takes on tasks in the neighbourhood."),
    Role.OWNERS_COMMITTEE: _("Acts for the owners of an estate."),
    Role.PROPERTY_FIRM: _("Looks after an estate for its owners."),
    Role.COMMUNITY_ORGANISATION: _("Runs activities for the neighbourhood."),
    Role.SYSTEM_ADMINISTRATOR: _("Makes accounts and looks after the system; sees no people."),
    Role.SECURITY_ADMINISTRATOR: _("Grants and ends posts; sees no people."),
    Role.AUDIT_ADMINISTRATOR: _("Reads and verifies the audit; sees no people."),
}

# how the roles stand together where they are shown side by side
ROLE_GROUPS: Final[list[tuple[object, list[Role]]]] = [
    (_("In the committee"), [Role.COMMITTEE_WORKER, Role.COMMITTEE_HEAD]),
    (
        _("In the offices above"),
        [Role.STREET_OPERATOR, Role.DISTRICT_OPERATOR, Role.CITY_OPERATOR, Role.DEPARTMENT_OFFICER],
    ),
    (
        _("In the neighbourhood"),
        [
            Role.RESIDENT,
            Role.BLOCK_HEAD,
            Role.VOLUNTEER,
            Role.OWNERS_COMMITTEE,
            Role.PROPERTY_FIRM,
            Role.COMMUNITY_ORGANISATION,
        ],
    ),
    (
        _("Behind the scenes"),
        [Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR],
    ),
]
