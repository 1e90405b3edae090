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
    | HouseholdMoved
    | PremisesAdded
    | OrganisationAdded
    | OrganisationCorrected
)
# after these the numbers of a committee are no longer what they were
CHANGES: tuple[type[Change], ...] = (
    PersonAdded,
    PersonCorrected,
    HouseholdMoved,
    PremisesAdded,
    OrganisationAdded,
    OrganisationCorrected,
)
