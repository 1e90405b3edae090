"""Ages and age bands: whole years on a day, and the birth dates that make them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

LEAP_DAY: Final = (2, 29)


def age(birth: date | None, on: date) -> int | None:
    """Count whole years; None when the birth date is unknown or not yet."""
    if birth is None or birth > on:
        return None
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


class Band(StrEnum):
    """The age bands of the list's filter. Elders are 60 and over, as the tallies count them."""

    INFANT = "0-2"
    CHILD = "3-17"
    ADULT = "18-59"
    ELDER = "60-"
    AGED = "80-"


@dataclass(frozen=True, slots=True)
class Ages:
    """From ``least`` to ``most`` whole years; no ``most``: and over."""

    least: int
    most: int | None

    def births(self, on: date) -> tuple[date | None, date]:
        """Give (after, until): who was born after the first and not after the second is of these ages."""
        after = None if self.most is None else years_before(on, self.most + 1)
        return after, years_before(on, self.least)


AGES: Final[dict[Band, Ages]] = {
    Band.INFANT: Ages(0, 2),
    Band.CHILD: Ages(3, 17),
    Band.ADULT: Ages(18, 59),
    Band.ELDER: Ages(60, None),
    Band.AGED: Ages(80, None),
}


def years_before(day: date, years: int) -> date:
    """Give the last birth date of those who are at least ``years`` old on a day.

    Who was born on 29 February grows older on 1 March in a common year, as ``age`` counts.
    """
    if (day.month, day.day) == LEAP_DAY:
        try:
            return day.replace(year=day.year - years)
        except ValueError:
            return date(day.year - years, 2, 28)
    return day.replace(year=day.year - years)
