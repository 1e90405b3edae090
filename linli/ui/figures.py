"""Pictures of numbers, drawn by the server: bars, lines, maps. Each is also the table it shows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from django.utils.functional import Promise

Text = str | Promise
Kind = Literal["", "info", "done", "soon", "late"]
Point = tuple[float, float]
STEPS: Final = 5  # more shades of one colour cannot be told apart
TILE_WIDTH, TILE_HEIGHT, GAP = 92, 58, 4
CANVAS: Final = 480.0
LONGEST_NAME: Final = 6  # characters of a name that fit on a tile; the list beside has the whole


@dataclass(frozen=True, slots=True)
class Bar:
    """A number with its name; ``href`` opens its list."""

    label: Text
    value: float
    href: str = ""
    note: Text = ""
    kind: Kind = ""


@dataclass(frozen=True, slots=True)
class Line:
    """Numbers one after another, one for each period; None where nobody knows."""

    label: Text
    values: Sequence[float | None]
    href: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """An area on a map: a tile at a place in a grid, or its boundary as points (longitude, latitude)."""

    label: Text
    value: float
    href: str = ""
    row: int | None = None
    column: int | None = None
    boundary: Sequence[Point] = ()


@dataclass(frozen=True, slots=True)
class Spot:
    """A point within an area: longitude, latitude, and what is there."""

    label: Text
    x: float
    y: float
    href: str = ""
    note: Text = ""
    kind: Kind = ""


@dataclass(frozen=True, slots=True)
class DrawnArea:
    """An area as the template draws it, in the units of the picture."""

    area: Area
    name: str
    step: int
    points: str
    x: float
    y: float

    @property
    def number(self) -> str:
        return written(self.area.value)


@dataclass(frozen=True, slots=True)
class Legend:
    """One shade and the numbers it stands for; ``until`` is empty at the open end."""

    step: int
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class Map:
    """A drawn map."""

    areas: Sequence[DrawnArea]
    legend: Sequence[Legend]
    width: float
    height: float
    is_tiles: bool

    @property
    def is_wide(self) -> bool:
        """Is it too wide for a telephone, so that it is moved sideways instead of made unreadable?"""
        return self.is_tiles and self.width > 5 * TILE_WIDTH


def written(value: float | Text) -> str:
    """Write a number with its thousands set apart; words stay words."""
    if isinstance(value, float) and not value.is_integer():
        return f"{value:,.1f}"
    return f"{int(value):,}" if isinstance(value, int | float) else str(value)


def bounds_of(values: Sequence[float]) -> list[float]:
    """Choose where the shades begin: as equal in number as the values allow, at most five, lowest first."""
    known = sorted(set(values))
    if len(known) <= STEPS:
        return known
    ordered = sorted(values)
    return sorted({ordered[len(ordered) * step // STEPS] for step in range(STEPS)})


def step_of(value: float, bounds: Sequence[float]) -> int:
    """Give the shade of a value, 1 to 5; few shades are spread over the whole scale."""
    reached = max(1, sum(value >= bound for bound in bounds))
    return STEPS if len(bounds) == 1 else 1 + round((reached - 1) * (STEPS - 1) / (len(bounds) - 1))


def map_of(areas: Sequence[Area], bounds: Sequence[float] = ()) -> Map:
    """Draw a map: with boundaries when every area has one, else as tiles."""
    starts = list(bounds) or bounds_of([area.value for area in areas])
    is_tiles = not all(area.boundary for area in areas)
    drawn, width, height = _tiles(areas, starts) if is_tiles else _shapes(areas, starts)
    legend = [
        Legend(step_of(start, starts), written(start), _next(starts, number)) for number, start in enumerate(starts)
    ]
    return Map(drawn, legend, width, height, is_tiles)


def _next(starts: Sequence[float], number: int) -> str:
    if number + 1 == len(starts):
        return ""
    following = starts[number + 1]
    return written(following - 1 if float(following).is_integer() else following)


def _tiles(areas: Sequence[Area], starts: Sequence[float]) -> tuple[list[DrawnArea], float, float]:
    columns = max((area.column + 1 for area in areas if area.column is not None), default=0)
    columns = columns or max(1, math.ceil(math.sqrt(len(areas))))
    drawn, rows = [], 1
    for number, area in enumerate(areas):
        row = number // columns if area.row is None else area.row
        column = number % columns if area.column is None else area.column
        rows = max(rows, row + 1)
        name = str(area.label)
        short = name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
        x, y = column * (TILE_WIDTH + GAP), row * (TILE_HEIGHT + GAP)
        drawn.append(DrawnArea(area, short, step_of(area.value, starts), "", x, y))
    return drawn, columns * (TILE_WIDTH + GAP) - GAP, rows * (TILE_HEIGHT + GAP) - GAP


def _shapes(areas: Sequence[Area], starts: Sequence[float]) -> tuple[list[DrawnArea], float, float]:
    place = Fitting.around([point for area in areas for point in area.boundary])
    drawn = []
    for area in areas:
        corners = [place.at(point) for point in area.boundary]
        middle = (sum(x for x, _ in corners) / len(corners), sum(y for _, y in corners) / len(corners))
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)
        drawn.append(DrawnArea(area, "", step_of(area.value, starts), points, *middle))
    return drawn, CANVAS, place.height


@dataclass(frozen=True, slots=True)
class Fitting:
    """Turns longitude and latitude into units of the picture; north is up, a degree east shrinks with the latitude."""

    west: float
    north: float
    scale: float
    squeeze: float
    height: float
    margin: float = 16.0

    @classmethod
    def around(cls, points: Sequence[Point]) -> Fitting:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        squeeze = math.cos(math.radians(sum(ys) / len(ys))) if max(map(abs, ys)) <= 90 else 1.0  # noqa: PLR2004 - the pole
        wide, high = (max(xs) - min(xs)) * squeeze or 1.0, max(ys) - min(ys) or 1.0
        room = CANVAS - 2 * 16.0
        scale = room / max(wide, high)
        return cls(min(xs), max(ys), scale, squeeze, high * scale + 2 * 16.0)

    def at(self, point: Point) -> Point:
        x, y = point
        return (x - self.west) * self.squeeze * self.scale + self.margin, (self.north - y) * self.scale + self.margin


def spark(values: Sequence[float | None], width: float = 96, height: float = 28) -> list[str]:
    """Draw a line from zero upwards as runs of points; it breaks where nobody knows the number."""
    known = [value for value in values if value is not None]
    top = max([*known, 0]) or 1
    across = (width - 6) / max(1, len(values) - 1)
    runs: list[list[str]] = [[]]
    for number, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append(f"{3 + number * across:.1f},{height - 3 - (height - 6) * value / top:.1f}")
    return [" ".join(run) for run in runs if run]
