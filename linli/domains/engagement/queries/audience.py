"""Whom a bulletin reaches. Numbers for the office, single recipients for the background work only."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from linli.domains.engagement.queries.areas import scopes_of
from linli.domains.engagement.rules import cells
from linli.domains.engagement.rules.ranges import Range
from linli.domains.registry import public as registry
from linli.foundation.accounts import public as accounts
from linli.foundation.scope import Actor, Role

AT_ONCE: Final = 1_000
MOST_COUNTED: Final = 20_000  # somebody waits for the page; everybody is counted when it goes out


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody to be told: a person of the ledger, an account, or both."""

    person_id: int | None
    account_id: int | None
    has_telephone: bool
    lives_there: bool


@dataclass(slots=True)
class Audience:
    """How many a bulletin reaches, and how."""

    people: int = 0  # live there
    in_app: int = 0  # of them, read in the app
    by_sms: int = 0  # of the others, have a telephone
    sheet_only: int = 0
    telephones: int = 0  # everybody a text message would go to
    others: int = 0  # hold a post there and read in the app
    is_more: bool = False  # there are more than were counted, and no other number here is whole

    @property
    def split(self) -> dict[str, int | None]:
        """Give the parts of those who live there; None is too few to be shown."""
        return cells.shown({"in_app": self.in_app, "by_sms": self.by_sms, "sheet_only": self.sheet_only})

    @property
    def is_withheld(self) -> bool:
        """Answer whether a part is too few to be shown."""
        return None in self.split.values()

    @property
    def texts_at_most(self) -> int:
        """Give the text messages as a whole ten, since the exact number would tell the part that is withheld."""
        return cells.at_most(self.telephones)

    def add(self, recipient: Recipient) -> None:
        """Count one more."""
        self.telephones += recipient.has_telephone
        if not recipient.lives_there:
            self.others += 1
            return
        self.people += 1
        if recipient.account_id is not None:
            self.in_app += 1
        elif recipient.has_telephone:
            self.by_sms += 1
        else:
            self.sheet_only += 1


def audience_of(actor: Actor, ranges: Collection[Range], roles: Collection[str]) -> Audience:
    """Count whom a bulletin for these ranges and roles would reach today; past MOST_COUNTED it stops and says so."""
    counted = Audience()
    for page in recipients(actor, ranges, roles):
        for recipient in page:
            counted.add(recipient)
        if counted.people > MOST_COUNTED:
            counted.people, counted.is_more = MOST_COUNTED, True
            break
    return counted


def recipients(actor: Actor, ranges: Collection[Range], roles: Collection[str]) -> Iterator[list[Recipient]]:
    """Give everybody a bulletin is for, each once, a page at a time."""
    scopes = scopes_of(ranges)
    told: set[int] = set()
    after = 0
    while Role.RESIDENT in roles and (living := registry.dwellers(actor, scopes, after=after, most=AT_ONCE)):
        after = living[-1].person_id
        readers = accounts.readers_among([dweller.person_id for dweller in living])
        told |= {reader.account_id for reader in readers.values()}
        yield [_dweller(dweller, readers.get(dweller.person_id)) for dweller in living]
    partners = {Role(role) for role in roles} - {Role.RESIDENT}
    holders = accounts.holders_of(partners, scopes) if partners else []
    if Role.RESIDENT in roles:
        # without a record nobody knows the house of an account: only what is said to the whole of its area is for it
        unplaced = accounts.holders_of({Role.RESIDENT}, scopes, inside=True)
        holders = [*holders, *(holder for holder in unplaced if holder.person_id is None)]
    once = {holder.account_id: holder for holder in holders if holder.account_id not in told}
    yield [Recipient(None, holder.account_id, holder.has_telephone, lives_there=False) for holder in once.values()]


def _dweller(dweller: registry.Dweller, reader: accounts.Reader | None) -> Recipient:
    telephone = dweller.has_telephone or (reader is not None and reader.has_telephone)
    account_id = None if reader is None else reader.account_id
    return Recipient(dweller.person_id, account_id, telephone, lives_there=True)
