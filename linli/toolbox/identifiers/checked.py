"""The result of checking an identifier."""

from typing import NamedTuple


class Checked(NamedTuple):
    """The normalised value, and what is wrong or odd about it."""

    value: str
    problems: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def is_valid(self) -> bool:
        return not self.problems
