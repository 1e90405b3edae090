"""Permissions of the registry and the roles that carry them by default."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.domains.registry.rules.documents import Document
from linli.domains.registry.rules.purposes import Purpose
from linli.foundation.scope import Role, grants


class Permission(StrEnum):
    """What may be done in the ledger."""

    COUNT = "registry:tally:view"  # numbers of an area
    LIST_PEOPLE = "registry:person:list"  # lists and search
    OPEN_PERSON = "registry:person:open"  # one person's card: a logged look, with a purpose
    SEE_NAMES = "registry:person:name"  # names in lists unmasked
    REVEAL = "registry:person:reveal"  # a masked id or telephone, with a purpose
    CONNECT = "registry:account:connect"  # a person with the account they sign in with, and apart again
    CORRECT = "registry:person:correct"  # add and correct people, homes and tenure
    VIEW_HOMES = "registry:home:view"
    VIEW_ORGANISATIONS = "registry:organisation:view"
    IMPORT = "registry:import:run"
    UNDO_IMPORT = "registry:import:undo"  # take back what somebody else imported
    EXPORT = "registry:export:run"


_READ = {
    Permission.COUNT,
    Permission.LIST_PEOPLE,
    Permission.OPEN_PERSON,
    Permission.VIEW_HOMES,
    Permission.VIEW_ORGANISATIONS,
}
_WORK = _READ | {
    Permission.SEE_NAMES,
    Permission.REVEAL,
    Permission.CORRECT,
    Permission.CONNECT,
    Permission.IMPORT,
    Permission.EXPORT,
}

# Upper levels see numbers first; people only masked and with a stated purpose (inventory M01-09).
GRANTS: dict[Role, set[Permission]] = {
    Role.COMMITTEE_WORKER: _WORK,
    Role.COMMITTEE_HEAD: _WORK | {Permission.UNDO_IMPORT},
    Role.STREET_OPERATOR: _READ | {Permission.SEE_NAMES, Permission.IMPORT, Permission.EXPORT},
    Role.DISTRICT_OPERATOR: _READ | {Permission.IMPORT},
    Role.CITY_OPERATOR: _READ,
    Role.DEPARTMENT_OFFICER: {Permission.COUNT, Permission.VIEW_ORGANISATIONS},
}


def declare() -> None:
    """Enter the permissions of this module."""
    grants.declare(Permission, GRANTS)


PURPOSES: Final = {
    Purpose.UPKEEP: _("Keeping the ledger"),
    Purpose.VISIT: _("Visit and care"),
    Purpose.SERVICE: _("A service that the resident asked for"),
    Purpose.CERTIFICATE: _("Issuing a certificate"),
    Purpose.SAFETY: _("Safety of homes and emergencies"),
}


DOCUMENTS: Final = {
    Document.IDENTITY_CARD: _("Identity card"),
    Document.TEMPORARY_CARD: _("Temporary identity card"),
    Document.PASSPORT: _("Passport"),
    Document.TRAVEL_PERMIT: _("Travel permit of a resident of Hong Kong, Macao or Taiwan"),
    Document.RESIDENCE_CARD: _("Residence card of somebody from Hong Kong, Macao, Taiwan or abroad"),
}


def purpose_words(purpose: str) -> str:
    """Give a recorded purpose in the reader's language; what was typed stays as typed."""
    if purpose in DOCUMENTS:
        return gettext("%(document)s seen and compared") % {"document": DOCUMENTS[Document(purpose)]}
    return str(PURPOSES[Purpose(purpose)]) if purpose in PURPOSES else purpose
