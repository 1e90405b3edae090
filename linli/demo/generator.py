"""The city itself: committee by committee, in code order, the same for the same seed."""

from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Final

from linli.demo.census import ASSUMED_AWAY
from linli.demo.drafts import CommitteeDraft, CommitteeSeed
from linli.demo.families import Household, draw_household
from linli.demo.homes import lay_out
from linli.demo.numbers import Numbers
from linli.demo.organisations import organisations
from linli.demo.people import Ledger

DEFAULT_SEED: Final = 20260101
_NOBODY_FIRST: Final[Mapping[int, int]] = {}
_SMALLEST, _LARGEST = 0.5, 1.6  # committees differ in size by this much round the mean


def generate(
    people: int,
    committees: Sequence[CommitteeSeed],
    seed: int = DEFAULT_SEED,
    at_least: Mapping[int, int] = _NOBODY_FIRST,
) -> Iterator[CommitteeDraft]:
    """Invent a city of exactly ``people`` people, one committee in memory at a time.

    A committee depends on the seed, its own code, and its place and share among the committees; so the
    stream may be cut at any committee and taken up again. ``at_least`` names committees that are looked at closely.
    """
    ordered = sorted(committees)
    for place, (committee, share) in enumerate(zip(ordered, shares(people, ordered, seed, at_least), strict=True)):
        yield fill(committee, share, Numbers(place, len(ordered), seed), seed)


def shares(
    people: int, committees: Sequence[CommitteeSeed], seed: int, at_least: Mapping[int, int] = _NOBODY_FIRST
) -> list[int]:
    """Divide the people among committees of different sizes; the sum is exact.

    A committee named in ``at_least`` that would come out smaller gets that many first; the others share the rest.
    """
    counts = _divided(people, committees, seed)
    raised = {one: at_least[one.code] for one, count in zip(committees, counts, strict=True)
              if count < at_least.get(one.code, 0)}  # fmt: skip
    if not raised:
        return counts
    others = [one for one in committees if one not in raised]
    rest = dict(zip(others, _divided(people - sum(raised.values()), others, seed), strict=True))
    return [raised[one] if one in raised else rest[one] for one in committees]


def _divided(people: int, committees: Sequence[CommitteeSeed], seed: int) -> list[int]:
    weights = [Random(f"{seed}:size:{one.code}").uniform(_SMALLEST, _LARGEST) for one in committees]
    total = sum(weights)
    exact = [people * weight / total for weight in weights]
    counts = [int(number) for number in exact]
    by_rest = sorted(range(len(counts)), key=lambda place: counts[place] - exact[place])
    for place in by_rest[: people - sum(counts)]:
        counts[place] += 1
    return counts


def fill(committee: CommitteeSeed, people: int, numbers: Numbers, seed: int) -> CommitteeDraft:
    """Invent one committee."""
    rng = Random(f"{seed}:{committee.code}")
    away = round(people * ASSUMED_AWAY)
    households = _households(rng, people - away)
    homes = lay_out(rng, committee.code, max(1, len(households)))
    ledger = Ledger(rng, committee.code, numbers)
    for household, home in zip(households, homes.homes, strict=False):
        ledger.settle(household, home)
    for _person in range(away):
        ledger.register_away(homes.homes[rng.randrange(len(homes.homes))])
    return CommitteeDraft(
        committee.code,
        committee.name,
        homes.units,
        homes.premises,
        ledger.households,
        ledger.persons,
        ledger.tenures,
        organisations(rng, committee, homes, numbers, people),
    )


def _households(rng: Random, people: int) -> list[Household]:
    """Draw households until everybody has one; the last is cut to fit."""
    drawn: list[Household] = []
    left = people
    while left > 0:
        household = draw_household(rng)
        if len(household.members) > left:
            # cutting from the end keeps the head and breaks no relation to the head
            household = household._replace(members=household.members[:left])
        drawn.append(household)
        left -= len(household.members)
    return drawn
