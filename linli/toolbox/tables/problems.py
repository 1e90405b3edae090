"""What can be wrong with a table, as data: a place, a stable code, and what belongs in the sentence."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from linli.toolbox.errors import Invalid

_NOTHING: Final[Mapping[str, object]] = MappingProxyType({})


class Problem(NamedTuple):
    """Something wrong or worth knowing: `row` as Excel counts it, `column` by its heading or letter."""

    row: int | None
    column: str | None
    code: str
    detail: Mapping[str, object] = _NOTHING


class TableUnreadable(Invalid):
    """The file as a whole cannot be read, or not beyond this point; nothing of it may be kept."""

    def __init__(self, code: str, **detail: object) -> None:
        said = ", ".join(f"{name} {value}" for name, value in detail.items())
        super().__init__(f"This file cannot be read as a table ({code}{': ' if said else ''}{said}).", code=code)
        self.detail: Mapping[str, object] = detail
