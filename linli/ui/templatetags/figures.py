"""Tags for pictures of numbers; built in through ``linli.ui.templatetags.ui``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import template

from linli.ui import figures
from linli.ui.figures import Area, Bar, Kind, Line, Spot, Text

register = template.Library()


@register.inclusion_tag("ui/stat.html")
def stat(
    *, label: Text, value: float | Text, unit: Text = "", href: str = "", note: Text = "", kind: Kind = "",
    change: float | None = None, since: Text = "", as_of: datetime | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Show a number that opens its list; ``change`` is said in words, ``since`` names what it is compared with."""
    return {"label": label, "value": figures.written(value), "unit": unit, "href": href, "note": note, "kind": kind,
            "change": change, "amount": figures.written(abs(change or 0)), "since": since, "as_of": as_of}  # fmt: skip


@register.inclusion_tag("ui/bars.html")
def bars(
    rows: Sequence[Bar], *, title: Text, what: Text, unit: Text, as_of: datetime | None = None, most: float = 0
) -> dict[str, Any]:
    """Draw numbers as bars from zero in the rows of their table; ``most`` fixes the full length."""
    top = most or max((row.value for row in rows), default=0) or 1
    drawn = [(row, figures.written(row.value), round(100 * max(0, row.value) / top, 1)) for row in rows]
    return {"rows": drawn, "title": title, "what": what, "unit": unit, "as_of": as_of}


@register.inclusion_tag("ui/lines.html")
def lines(
    rows: Sequence[Line], *, periods: Sequence[Text], title: Text, what: Text, as_of: datetime | None = None
) -> dict[str, Any]:
    """Draw a small line from zero in each row of a table that holds every number."""
    drawn = []
    for row in rows:
        if len(row.values) != len(periods):
            raise template.TemplateSyntaxError(f"{row.label} has {len(row.values)} numbers for {len(periods)} periods.")
        runs = figures.spark(row.values)
        numbers = ["" if value is None else figures.written(value) for value in row.values]
        drawn.append((row, numbers, runs, runs[-1].rpartition(" ")[2].split(",") if runs else None))
    return {"rows": drawn, "periods": periods, "title": title, "what": what, "as_of": as_of}


@register.inclusion_tag("ui/area_map.html")
def area_map(
    areas: Sequence[Area], *, title: Text, what: Text, unit: Text, as_of: datetime | None = None,
    bounds: Sequence[float] = (), has_bars: bool = True,
) -> dict[str, Any]:  # fmt: skip
    """Draw areas in at most five shades, each a link, and the same numbers as bars; not where a table has them."""
    ordered = sorted(areas, key=lambda area: -area.value)
    rows = [Bar(area.label, area.value, area.href) for area in ordered]
    drawn = figures.map_of(areas, bounds) if areas else None
    return {"map": drawn, "rows": rows if has_bars else (), "title": title, "what": what, "unit": unit, "as_of": as_of,
            "tile": (figures.TILE_WIDTH, figures.TILE_HEIGHT)}  # fmt: skip


@register.inclusion_tag("ui/spot_map.html")
def spot_map(spots: Sequence[Spot], *, title: Text, boundary: Sequence[figures.Point] = ()) -> dict[str, Any]:
    """List points of an area, numbered, and draw where they are."""
    points = [*((spot.x, spot.y) for spot in spots), *boundary]
    if not points:
        return {"spots": [], "title": title}
    place = figures.Fitting.around(points)
    outline = " ".join(f"{x:.1f},{y:.1f}" for x, y in map(place.at, boundary))
    drawn = [(spot, *place.at((spot.x, spot.y))) for spot in spots]
    return {"spots": drawn, "title": title, "outline": outline, "width": figures.CANVAS, "height": place.height}
