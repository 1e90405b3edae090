"""The roles a post may carry (inventory M01-10 and the offices above it)."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """One word for what somebody does under a post. Permissions hang on it, see ``grants``."""

    # the seven roles of the community, inventory M01-10
    RESIDENT = "resident", _("Resident")
    COMMITTEE_WORKER = "committee_worker", _("Committee worker")
    BLOCK_HEAD = "block_head", _("Block head")
    VOLUNTEER = "volunteer", _("Volunteer")
    OWNERS_COMMITTEE = "owners_committee", _("Owners' committee member")
    PROPERTY_FIRM = "property_firm", _("Property firm staff")
    COMMUNITY_ORGANISATION = "community_organisation", _("Community organisation staff")
    # the offices
    COMMITTEE_HEAD = "committee_head", _("Committee head")
    STREET_OPERATOR = "street_operator", _("Street operator")
    DISTRICT_OPERATOR = "district_operator", _("District operator")
    CITY_OPERATOR = "city_operator", _("City operator")
    DEPARTMENT_OFFICER = "department_officer", _("Department officer")
    # three separated administrators (GB/T 22239 level 3)
    SYSTEM_ADMINISTRATOR = "system_administrator", _("System administrator")
    SECURITY_ADMINISTRATOR = "security_administrator", _("Security administrator")
    AUDIT_ADMINISTRATOR = "audit_administrator", _("Audit administrator")


COMMITTEE_STAFF = frozenset({Role.COMMITTEE_WORKER, Role.COMMITTEE_HEAD})
OPERATORS = frozenset({Role.STREET_OPERATOR, Role.DISTRICT_OPERATOR, Role.CITY_OPERATOR})
# neighbours and partners with a task of their own, but without an office
PARTNERS = frozenset(
    {Role.BLOCK_HEAD, Role.VOLUNTEER, Role.OWNERS_COMMITTEE, Role.PROPERTY_FIRM, Role.COMMUNITY_ORGANISATION}
)
ADMINISTRATORS = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR})
# TOTP is offered to everybody and can be demanded of these (setting LINLI_TOTP_REQUIRED)
STAFF = COMMITTEE_STAFF | OPERATORS | ADMINISTRATORS | {Role.DEPARTMENT_OFFICER}
