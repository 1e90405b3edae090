"""What a worker process does with a chunk of rows: read, check, seal, index, write as COPY text.

No Django here: a worker starts in a tenth of a second and holds nothing but its keys. Text for COPY is
made where the values are, so that the one process that feeds the database only puts numbers in front.
What goes back are columns of plain values: named tuples cost ten times as much on the way between processes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import blake2b
from typing import Final, NamedTuple

from linli.domains.registry.rules.columns import Field
from linli.domains.registry.rules.drafts import Bond, Committees, Home, PersonDraft, Problem
from linli.domains.registry.rules.rows import RowReader
from linli.foundation.vault.cipher import KeyRing
from linli.toolbox.names import initials

CITIZEN_ID: Final = "citizen_id"
TELEPHONE: Final = "telephone"
CONTEXTS: Final = {name: f"registry.person.{name}".encode() for name in (CITIZEN_ID, TELEPHONE)}

NULL: Final = "\\N"
# number, cells, and the fields in which the file itself is wrong ("" for the row): there is no use in saying more
Row = tuple[int, Sequence[object], Sequence[str]]
# name, sex, birth date (ISO), index of the id, index of the telephone, relation, standing
Facts = tuple[str, int, str, bytes | None, bytes | None, str, str]
# committee, path of the parent, kind, label, path, short path, is a home
Place = tuple[int, str, str, str, str, str, bool]


class Orders(NamedTuple):
    """What every chunk of one file is read with; sent to each worker once."""

    at: Mapping[Field, int]
    committees: Committees
    today: date
    ring: KeyRing
    seals: bool  # a check needs only the indexes
    compares: bool  # somebody is in the ledger already


class Chunk(NamedTuple):
    """A chunk of good rows in columns, and what was wrong with the others."""

    seen: int
    wrong: int
    problems: list[Problem]
    rows: list[int]
    committees: list[int]
    keys: list[int]  # equal for two rows of the same person
    homes: list[int]  # positions in ``places``
    households: list[str]
    bonds: list[tuple[int, int, str]]  # position of the row, kind, period as PostgreSQL writes it
    places: list[Place]  # every step of every address once, wide before narrow
    facts: list[Facts]  # only when the ledger is compared
    text: str  # COPY text, a line a row, without the numbers that only the ledger gives

    @property
    def lines(self) -> list[str]:
        return self.text.split("\n") if self.text else []


def read_chunk(orders: Orders, chunk: Sequence[Row]) -> Chunk:
    """Read a chunk of raw rows."""
    reader = RowReader(orders.at, orders.committees, orders.today)
    drafts: list[PersonDraft] = []
    problems: list[Problem] = []
    for row, cells, refused in chunk:
        draft = reader.read(row, cells) if cells else None
        if refused:
            problems += [problem for problem in reader.take_problems() if problem.field not in refused]
        elif draft is not None:
            drafts.append(draft)
    return press(orders, drafts, problems + reader.take_problems(), len(chunk))


def press(orders: Orders, drafts: Sequence[PersonDraft], problems: list[Problem], seen: int) -> Chunk:
    """Seal and index what the drafts say and lay it out in columns."""
    ring = orders.ring
    id_indexes = [ring.index(CITIZEN_ID, d.citizen_id) if d.citizen_id else None for d in drafts]
    phone_indexes = [ring.index(TELEPHONE, d.telephone) if d.telephone else None for d in drafts]
    places = _Places()
    return Chunk(
        seen=seen,
        wrong=seen - len(drafts),
        problems=problems,
        rows=[draft.row for draft in drafts],
        committees=[draft.committee for draft in drafts],
        keys=[person_key(draft, index) for draft, index in zip(drafts, id_indexes, strict=True)],
        homes=[places.position(draft.committee, draft.home) for draft in drafts],
        households=[draft.household for draft in drafts],
        bonds=[(at, bond.kind, period(bond)) for at, draft in enumerate(drafts) for bond in draft.bonds],
        places=places.found,
        facts=_facts(drafts, id_indexes, phone_indexes) if orders.compares else [],
        text=_text(ring, drafts, id_indexes, phone_indexes) if orders.seals else "",
    )


def person_key(draft: PersonDraft, id_index: bytes | None) -> int:
    """Give 63 bits that two rows share when they speak of the same person of a committee."""
    if id_index is not None:
        digest = id_index[-8:]  # the first bytes are shared by all ids that end alike
    else:
        said = f"{draft.name}\n{draft.birth_date}\n{draft.home.path}"
        digest = blake2b(said.encode(), digest_size=8).digest()
    return (int.from_bytes(digest, "big") ^ draft.committee * _SPREAD) & _63_BITS or 1


_SPREAD: Final = 0x9E3779B97F4A7C15  # an odd number without pattern, so that committees do not cancel out
_63_BITS: Final = 2**63 - 1


def period(bond: Bond) -> str:
    """Write the days of a bond as PostgreSQL writes a range."""
    return f"[{bond.since or ''},{bond.until or ''})"


class _Places:
    """The steps of the addresses of a chunk, each once; most rows repeat the one before."""

    def __init__(self) -> None:
        self.found: list[Place] = []
        self._at: dict[tuple[int, str], int] = {}

    def position(self, committee: int, home: Home) -> int:
        """Give the position of a home; its chain is entered when it is new."""
        known = self._at.get((committee, home.path))
        if known is not None and self.found[known][-1]:
            return known
        above = ""
        for step in home.steps:
            key = (committee, step.path)
            is_home = step.path == home.path
            at = self._at.get(key)
            if at is None:
                self._at[key] = len(self.found)
                self.found.append((committee, above, step.kind, step.label, step.path, step.short_path, is_home))
            elif is_home:  # met before as a step of a longer address
                self.found[at] = (*self.found[at][:-1], True)
            above = step.path
        return self._at[committee, home.path]


def _facts(drafts: Sequence[PersonDraft], ids: Sequence[bytes | None], phones: Sequence[bytes | None]) -> list[Facts]:
    return [
        (d.name, d.sex, str(d.birth_date or ""), id_index, phone_index, d.relation, d.standing)
        for d, id_index, phone_index in zip(drafts, ids, phones, strict=True)
    ]


def _text(
    ring: KeyRing, drafts: Sequence[PersonDraft], ids: Sequence[bytes | None], phones: Sequence[bytes | None]
) -> str:
    sealed_ids = ring.seal_many([d.citizen_id or None for d in drafts], CONTEXTS[CITIZEN_ID])
    sealed_phones = ring.seal_many([d.telephone or None for d in drafts], CONTEXTS[TELEPHONE])
    return "\n".join(
        [
            f"{copied(d.name)}\t{copied(initials(d.name))}\t{d.sex}\t{d.birth_date or NULL}"
            f"\t{copied_sealed(sealed_id, id_index)}\t{copied_sealed(sealed_phone, phone_index)}"
            f"\t{d.relation}\t{d.standing}"
            for d, sealed_id, id_index, sealed_phone, phone_index in zip(
                drafts, sealed_ids, ids, sealed_phones, phones, strict=True
            )
        ]
    )


def copied(text: str) -> str:
    """Escape text for COPY. What breaks a line or a field was taken out when the text was tidied."""
    return text.replace("\\", "\\\\") if "\\" in text else text


def copied_sealed(sealed: bytes | None, index: bytes | None) -> str:
    """Write a sealed value and its blind index for COPY, or that there is none."""
    if sealed is None or index is None:
        return f"{NULL}\t{NULL}"
    return f"\\\\x{sealed.hex()}\t\\\\x{index.hex()}"
