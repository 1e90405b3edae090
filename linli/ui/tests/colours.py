"""Reads the palettes and measures contrast: OKLCH to linear sRGB to relative luminance."""

from __future__ import annotations

import math
import re
from pathlib import Path

STYLES = Path(__file__).resolve().parents[1] / "static" / "ui" / "styles"
_DECLARED = re.compile(r"(--[\w-]+):\s*([^;]+);")
_OKLCH = re.compile(r"oklch\(([\d.]+)% ([\d.]+) ([\d.]+)\)")

Palette = dict[str, str]


def declared(*sheets: str) -> Palette:
    """Read the custom properties of sheets, later ones over earlier ones."""
    values: Palette = {}
    for sheet in sheets:
        values |= dict(_DECLARED.findall((STYLES / "tokens" / sheet).read_text(encoding="utf-8")))
    return values


def resolve(name: str, values: Palette) -> str:
    """Follow ``var(--other)`` to a colour."""
    value = values[name]
    while value.startswith("var("):
        value = values[value[4:-1]]
    return value


def channels(colour: str) -> tuple[float, float, float]:
    """Turn an ``oklch()`` colour into linear red, green and blue, clipped to what a screen can show."""
    found = _OKLCH.fullmatch(colour)
    assert found, f"not an oklch() colour: {colour}"
    lightness, chroma, hue = float(found[1]) / 100, float(found[2]), math.radians(float(found[3]))
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short
    return tuple(min(1.0, max(0.0, channel)) for channel in (red, green, blue))


def luminance(colour: str) -> float:
    """Give the relative luminance of a colour."""
    red, green, blue = channels(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def hexadecimal(colour: str) -> str:
    """Write an ``oklch()`` colour as browsers before 2023 read it."""
    encoded = (12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055 for c in channels(colour))
    return "#" + "".join(f"{round(value * 255):02x}" for value in encoded)


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours, 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
