"""The five levels at which a city is governed; a smaller number is a wider view."""

from enum import IntEnum


class Level(IntEnum):
    """City, district, street (or town), committee (or village), and a unit inside a committee."""

    CITY = 1
    DISTRICT = 2
    STREET = 3
    COMMITTEE = 4
    UNIT = 5

    @property
    def above(self) -> "Level | None":
        return None if self is Level.CITY else Level(self - 1)

    @property
    def below(self) -> "Level | None":
        return None if self is Level.UNIT else Level(self + 1)
