"""Who keeps house with whom: compositions whose sums come out at the census.

A composition draws the birth years of its members, so that parents are older than their children, and
their relation to the head. The shares below were fitted to the shares in ``census``; a test measures them.
"""

from bisect import bisect
from collections.abc import Callable, Sequence
from itertools import accumulate
from random import Random
from typing import Final, NamedTuple

from linli.demo.drafts import FEMALE, MALE

# relation to the head, first digit of GB/T 4761
HEAD: Final = "0"
SPOUSE: Final = "1"
SON: Final = "2"
DAUGHTER: Final = "3"
GRANDCHILD: Final = "4"
PARENT: Final = "5"
OTHER: Final = "8"

ADULT: Final = 18
OLDEST: Final = 99


# a member to be: age, sex, relation to the head, and whether it carries the head's surname;
# a plain tuple, for half a million of them are made and forgotten each second
Member = tuple[int, int, str, bool]


class Household(NamedTuple):
    """A household to be."""

    members: list[Member]
    collective: bool
    elsewhere: float  # how likely it came from another province


def _spread(*bands: tuple[int, int, int]) -> list[int]:
    """Lay out ages (from, to, slots) so that drawing one is an index."""
    ages: list[int] = []
    for first, last, slots in bands:
        width = last - first + 1
        ages += [first + place * width // slots for place in range(slots)]
    return ages


ELDER: Final = _spread(
    (60, 64, 262), (65, 69, 262), (70, 74, 192), (75, 79, 118), (80, 84, 90), (85, 89, 55), (90, 97, 21)
)
WORKING: Final = _spread((22, 29, 230), (30, 39, 330), (40, 49, 230), (50, 59, 210))
MIDDLE: Final = _spread((46, 52, 300), (53, 59, 500), (60, 64, 200))
MOBILE: Final = _spread((18, 24, 280), (25, 34, 420), (35, 44, 200), (45, 56, 100))


def _draw(rnd: Callable[[], float], ages: Sequence[int]) -> int:
    return ages[int(rnd() * len(ages))]


def _couple(rnd: Callable[[], float], age: int) -> list[Member]:
    """Make a couple; the husband is one year younger to five years older."""
    wife = max(ADULT + 4, age - int(rnd() * 7) + 1)
    return [(age, MALE, HEAD, True), (min(wife, OLDEST), FEMALE, SPOUSE, False)]


def _child(rnd: Callable[[], float], age: int) -> Member:
    sex = MALE if rnd() < 0.525 else FEMALE  # noqa: PLR2004 - boys at birth, census
    return (age, sex, SON if sex == MALE else DAUGHTER, True)


def _one_elder(rnd: Callable[[], float]) -> list[Member]:
    return [(_draw(rnd, ELDER), MALE if rnd() < 0.42 else FEMALE, HEAD, True)]  # noqa: PLR2004


def _one_adult(rnd: Callable[[], float]) -> list[Member]:
    return [(_draw(rnd, WORKING), MALE if rnd() < 0.66 else FEMALE, HEAD, True)]  # noqa: PLR2004


def _elder_couple(rnd: Callable[[], float]) -> list[Member]:
    return _couple(rnd, _draw(rnd, ELDER))


def _working_couple(rnd: Callable[[], float]) -> list[Member]:
    return _couple(rnd, max(24, _draw(rnd, WORKING)))


def _young_family(rnd: Callable[[], float], children: int = 1) -> list[Member]:
    """Parents and minor children; the mother was 22 to 40 at each birth."""
    eldest = int(rnd() * 19)
    mother = eldest + 23 + int(rnd() * 12)
    members = [
        (mother + int(rnd() * 6) - 1, MALE, HEAD, True),
        (mother, FEMALE, SPOUSE, False),
        _child(rnd, eldest),
    ]
    if children > 1:
        members.append(_child(rnd, max(0, eldest - 2 - int(rnd() * 4))))
    return members


def _two_children(rnd: Callable[[], float]) -> list[Member]:
    return _young_family(rnd, 2)


def _grown_child(rnd: Callable[[], float]) -> list[Member]:
    """Parents with a grown child who still lives at home."""
    mother = _draw(rnd, MIDDLE)
    members = _couple(rnd, mother + 1)
    mother = min(age for age, *_rest in members)
    return [*members, _child(rnd, max(ADULT, mother - 23 - int(rnd() * 9)))]


def _lone_parent(rnd: Callable[[], float]) -> list[Member]:
    child = int(rnd() * 24)
    parent = child + 23 + int(rnd() * 12)
    return [(parent, FEMALE if rnd() < 0.75 else MALE, HEAD, True), _child(rnd, child)]  # noqa: PLR2004


def _with_old_parent(rnd: Callable[[], float]) -> list[Member]:
    parent = 68 + int(rnd() * 26)
    head = parent - 23 - int(rnd() * 10)
    sex = FEMALE if rnd() < 0.65 else MALE  # noqa: PLR2004
    return [
        (head, MALE if rnd() < 0.55 else FEMALE, HEAD, True),  # noqa: PLR2004
        (parent, sex, PARENT, sex == MALE),
    ]


def _three_generations(rnd: Callable[[], float], grandparents: int = 1) -> list[Member]:
    family = _young_family(rnd)
    grandmother = max(52, family[0][0] + 22 + int(rnd() * 8))
    family.append((min(grandmother, OLDEST), FEMALE, PARENT, False))
    if grandparents > 1:
        family.append((min(grandmother + int(rnd() * 4), OLDEST), MALE, PARENT, True))
    return family


def _both_grandparents(rnd: Callable[[], float]) -> list[Member]:
    return _three_generations(rnd, 2)


def _shared(rnd: Callable[[], float]) -> list[Member]:
    """Make a collective household: a dormitory or a shared flat."""
    size = 2 + int(rnd() * 3.2)
    members = [
        (_draw(rnd, MOBILE), MALE if rnd() < 0.68 else FEMALE, OTHER, False)  # noqa: PLR2004
        for _place in range(size)
    ]
    age, sex, _relation, _of_head = members[0]
    members[0] = (age, sex, HEAD, True)
    return members


# (share of family households, how likely from another province, composition)
_FAMILIES: Final[tuple[tuple[float, float, Callable[[Callable[[], float]], list[Member]]], ...]] = (
    (0.105, 0.04, _one_elder),
    (0.135, 0.62, _one_adult),
    (0.165, 0.06, _elder_couple),
    (0.140, 0.60, _working_couple),
    (0.145, 0.50, _young_family),
    (0.130, 0.22, _grown_child),
    (0.030, 0.35, _lone_parent),
    (0.035, 0.08, _with_old_parent),
    (0.040, 0.55, _two_children),
    (0.045, 0.35, _three_generations),
    (0.035, 0.30, _both_grandparents),
)
_LARGEST: Final = 5
_LIMITS: Final = list(accumulate(share for share, _elsewhere, _make in _FAMILIES))
# households, not people: collective ones hold a few more people each
_COLLECTIVE_HOUSEHOLDS: Final = 0.078


def draw_household(rng: Random) -> Household:
    """Draw one household."""
    rnd = rng.random
    if rnd() < _COLLECTIVE_HOUSEHOLDS:
        return Household(_shared(rnd), collective=True, elsewhere=1.0)
    _share, elsewhere, make = _FAMILIES[bisect(_LIMITS, rnd() * _LIMITS[-1])]
    return Household(make(rnd), collective=False, elsewhere=elsewhere)
