"""Ranges of area codes ``[lo, hi)``: what lies inside another, and what several cover together."""

from __future__ import annotations

from collections.abc import Iterable

Range = tuple[int, int]


def widest(ranges: Iterable[Range]) -> list[Range]:
    """Leave out every range that lies inside another, so that a building inside a chosen estate is not said twice."""
    kept: list[Range] = []
    for lo, hi in sorted(set(ranges), key=lambda one: (one[0], -one[1])):
        if not any(low <= lo and hi <= high for low, high in kept):
            kept.append((lo, hi))
    return kept


def union(ranges: Iterable[Range]) -> list[Range]:
    """Join ranges that overlap or touch: what they cover together, each code in one range."""
    joined: list[Range] = []
    for lo, hi in sorted(ranges):
        if joined and lo <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], hi))
        else:
            joined.append((lo, hi))
    return joined


def covers(ranges: Iterable[Range], code: int) -> bool:
    """Answer whether a code lies in one of the ranges."""
    return any(lo <= code < hi for lo, hi in ranges)


def overlap(one: Range, other: Range) -> bool:
    """Answer whether two ranges share a code."""
    return one[0] < other[1] and other[0] < one[1]
