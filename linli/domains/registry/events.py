"""Facts that the registry announces. Numbers and codes only, never a person's values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PersonAdded:
    """Somebody was entered into a committee's ledger by hand."""

    person_id: int
    area_code: int


@dataclass(frozen=True, slots=True)
class PersonCorrected:
    """What the ledger says of somebody was superseded."""

    person_id: int
    area_code: int
    fields: tuple[str, ...]
    area_code_before: int


@dataclass(frozen=True, slots=True)
class TenureRecorded:
    """Somebody was bound to a home."""

    tenure_id: int
    person_id: int
    area_code: int


@dataclass(frozen=True, slots=True)
class TenureEnded:
    """A bond between somebody and a home ended."""

    tenure_id: int
    person_id: int
    area_code: int


@dataclass(frozen=True, slots=True)
class TenureWithdrawn:
    """A bond that never was is no longer in the ledger."""

    tenure_id: int
    person_id: int
    area_code: int


@dataclass(frozen=True, slots=True)
class HouseholdFormed:
    """Somebody entered that people keep house together."""

    household_id: int
    person_ids: tuple[int, ...]
    area_code: int


@dataclass(frozen=True, slots=True)
class HouseholdMoved:
    """All members of a household live at another home."""

    household_id: int
    person_ids: tuple[int, ...]
    area_code: int
    area_code_before: int


@dataclass(frozen=True, slots=True)
class PremisesAdded:
    """A node of the address tree was entered."""

    premises_id: int
    area_code: int


@dataclass(frozen=True, slots=True)
class PremisesCorrected:
    """A step of an address, and every address below it, is written otherwise."""

    premises_id: int
    area_code: int


@dataclass(frozen=True, slots=True)
class OrganisationAdded:
    """An organisation was entered."""

    organisation_id: int
    area_code: int


@dataclass(frozen=True, slots=True)
class OrganisationCorrected:
    """What is held of an organisation was changed."""

    organisation_id: int
    area_code: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PeopleImported:
    """A file was loaded, or taken back; the committees it touched are named by their codes."""

    batch_id: int
    area_code: int
    committees: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AccountConnected:
    """A person can read their own entry from now on; ``seen`` is the document they showed."""

    person_id: int
    account_id: int
    area_code: int
    seen: str
    at: str  # the same two may be parted and connected again


@dataclass(frozen=True, slots=True)
class AccountDisconnected:
    """An account reads an entry no more."""

    person_id: int
    account_id: int
    area_code: int
    at: str


@dataclass(frozen=True, slots=True)
class ExportReady:
    """The file of an export waits for whoever asked for it."""

    export_id: int
    area_code: int
    account_id: int
    rows: int


Change = (
    PersonAdded
    | PersonCorrected
    | TenureRecorded
    | TenureEnded
    | TenureWithdrawn
    | HouseholdFormed
    | HouseholdMoved
    | PremisesAdded
    | PremisesCorrected
    | OrganisationAdded
    | OrganisationCorrected
)
# after these the numbers of a committee are no longer what they were
CHANGES: tuple[type[Change], ...] = (
    PersonAdded,
    PersonCorrected,
    HouseholdFormed,
    HouseholdMoved,
    PremisesAdded,
    OrganisationAdded,
    OrganisationCorrected,
)
