"""One pass over a file: every chunk is read, matched with the ledger, counted, and written if it is a load."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from linli.domains.registry.actions.loading.bonds import Tie, sort_out
from linli.domains.registry.actions.loading.households import HouseholdBook, Wanted
from linli.domains.registry.actions.loading.ledger import Ledger
from linli.domains.registry.actions.loading.matching import NOBODY, Match, Matcher, says_otherwise
from linli.domains.registry.actions.loading.places import PlaceBook, Spot
from linli.domains.registry.actions.loading.reading import NULL, Chunk
from linli.domains.registry.actions.loading.repeats import Repeats
from linli.domains.registry.actions.loading.settled import Settled
from linli.domains.registry.actions.loading.writing import Writer
from linli.domains.registry.rules.drafts import Problem

MOST_PROBLEMS: Final = 100_000


@dataclass(slots=True)
class Outcome:
    """What a pass found so far."""

    seen: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    wrong: int = 0
    problems: list[Problem] = field(default_factory=list)
    more_problems: int = 0  # beyond the most that are kept
    committees: set[int] = field(default_factory=set)

    def note(self, problems: Iterable[Problem]) -> None:
        """Keep problems, up to a bound."""
        for problem in problems:
            if len(self.problems) < MOST_PROBLEMS:
                self.problems.append(problem)
            else:
                self.more_problems += 1


@dataclass(frozen=True, slots=True)
class _Beside:
    """A chunk beside the ledger. Rows are told by their position in the chunk."""

    chunk: Chunk
    homes: Sequence[Spot]
    households: Sequence[int | None]
    people: list[int]  # numbers of the entries; 0: new
    new: Sequence[int]
    changed: Sequence[int]
    new_ties: Sequence[Tie]


class Pass:
    """Takes chunks one after the other. Without a writer nothing is written: that is the check."""

    def __init__(self, ledger: Ledger, writer: Writer | None, committees: Iterable[int] = ()) -> None:
        self.outcome = Outcome()
        self._ledger = ledger
        self._writer = writer
        self._settled = Settled(ledger)
        self._settled.meet(committees)
        self._places = PlaceBook(ledger, self._settled, writer)
        self._households = HouseholdBook(ledger, self._settled, writer)
        self._matcher = Matcher(ledger, self._settled, locks=writer is not None)
        self._repeats = Repeats()
        self._entries_met = Repeats()

    def run(self, chunks: Iterable[Chunk], on_progress: Callable[[Outcome], None] = lambda _: None) -> Outcome:
        """Take every chunk; tell after each how far it is."""
        for chunk in chunks:
            self.take(chunk)
            on_progress(self.outcome)
        return self.outcome

    def take(self, chunk: Chunk) -> None:
        """Match, count and write one chunk."""
        outcome = self.outcome
        outcome.seen += chunk.seen
        outcome.note(chunk.problems)
        outcome.committees.update(chunk.committees)
        self._settled.meet(chunk.committees)
        spots = self._places.spots(chunk.places)
        homes = [spots[home] for home in chunk.homes]
        matches = self._matcher.matches(chunk, homes)
        wrong = self._conflicts(chunk, matches)
        ties = _ties(chunk, homes, matches)
        new_ties, contradictions = sort_out(self._ledger, ties)
        for at, code in contradictions.items():
            wrong.setdefault(at, Problem(chunk.rows[at], "", code))
        outcome.note(wrong.values())
        outcome.wrong += chunk.wrong + len(wrong)
        beside = self._beside(chunk, homes, matches, wrong, new_ties)
        self._count(beside, wrong)
        if self._writer is not None and not wrong:
            _write(self._writer, beside)

    def _conflicts(self, chunk: Chunk, matches: Sequence[Match]) -> dict[int, Problem]:
        """Find rows that repeat an earlier one, or that the ledger contradicts."""
        wrong: dict[int, Problem] = {}
        first_row = self._repeats.first_row
        for at, (row, key) in enumerate(zip(chunk.rows, chunk.keys, strict=True)):
            if first := first_row(key, row):
                wrong[at] = Problem(row, "", "row.repeated", {"first": first})
        for at, match in enumerate(matches):
            if match is NOBODY or at in wrong:
                continue
            row = chunk.rows[at]
            if match.conflict:
                wrong[at] = Problem(row, "", match.conflict)
            elif match.entry and (first := self._entries_met.first_row(match.entry.id, row)):
                wrong[at] = Problem(row, "", "row.repeated", {"first": first})
        return wrong

    def _beside(
        self,
        chunk: Chunk,
        homes: Sequence[Spot],
        matches: Sequence[Match],
        wrong: Mapping[int, Problem],
        new_ties: Sequence[Tie],
    ) -> _Beside:
        """Lay the rows beside the ledger: who is new, of whom is something else said?"""
        households = self._household_ids(chunk, homes, matches)
        new, changed = [], []
        for at, match in enumerate(matches):
            if at in wrong:
                continue
            if match.entry is None:
                new.append(at)
            elif says_otherwise(match.entry, chunk.facts[at], homes[at].id, households[at]):
                changed.append(at)
        people = [0 if match.entry is None else match.entry.id for match in matches]
        return _Beside(chunk, homes, households, people, new, changed, new_ties)

    def _count(self, beside: _Beside, wrong: Mapping[int, Problem]) -> None:
        """Count new, changed and same; a person of whom only a new tenure is said is changed."""
        tied = {tie.row for tie in beside.new_ties if tie.row not in wrong}.difference(beside.changed)
        changed = len(beside.changed) + len(tied)
        self.outcome.new += len(beside.new)
        self.outcome.changed += changed
        self.outcome.same += len(beside.people) - len(wrong) - len(beside.new) - changed

    def _household_ids(self, chunk: Chunk, homes: Sequence[Spot], matches: Sequence[Match]) -> list[int | None]:
        """Give the household of each row; None where the row says nothing of it."""
        wanted, at_rows = [], []
        for at, (committee, number, home, match) in enumerate(
            zip(chunk.committees, chunk.households, homes, matches, strict=True)
        ):
            entry = match.entry
            if not number and entry and entry.household_id is not None and entry.home_id == home.id:
                continue
            wanted.append(Wanted(committee, number, home, chunk.places[chunk.homes[at]][4]))
            at_rows.append(at)
        found: list[int | None] = [None] * len(matches)
        for at, household in zip(at_rows, self._households.ids(wanted), strict=True):
            found[at] = household
        return found


def _write(writer: Writer, beside: _Beside) -> None:
    """Write who is new, what is said otherwise, and the tenures of both."""
    homes, households, people = beside.homes, beside.households, beside.people
    for at, number in zip(beside.new, writer.numbers("registry_person", len(beside.new)), strict=True):
        people[at] = number
    lines = beside.chunk.lines

    def line(at: int) -> str:
        household = households[at]
        return (
            f"{people[at]}\t{homes[at].area_code}\t{homes[at].id}"
            f"\t{NULL if household is None else household}\t{lines[at]}"
        )

    writer.new_people([line(at) for at in beside.new])
    writer.changed_people([line(at) for at in beside.changed])
    is_new = set(beside.new)
    of_the_new = [
        f"{people[at]}\t{homes[at].id}\t{homes[at].area_code}\t{kind}\t{period}"
        for at, kind, period in beside.chunk.bonds
        if at in is_new
    ]
    of_the_known = [
        f"{tie.person_id}\t{tie.premises_id}\t{homes[tie.row].area_code}\t{tie.kind}\t{tie.period}"
        for tie in beside.new_ties
    ]
    writer.tenures(of_the_new + of_the_known)


def _ties(chunk: Chunk, homes: Sequence[Spot], matches: Sequence[Match]) -> list[Tie]:
    """Give the tenures stated of people who are in the ledger."""
    return [
        Tie(at, entry.id, homes[at].id, kind, period)
        for at, kind, period in chunk.bonds
        if (entry := matches[at].entry) is not None
    ]
