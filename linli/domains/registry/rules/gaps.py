"""What can be missing from a ledger entry that somebody could find out."""

from __future__ import annotations

from enum import StrEnum


class Gap(StrEnum):
    """One thing not known of a person who lives or is registered here."""

    BIRTH_DATE = "birth_date"
    TELEPHONE = "telephone"
    HOME = "home"
