"""Small numbers: what may be shown of a whole that is split into parts, so that no part speaks of single people."""

from __future__ import annotations

from typing import Final

FEWEST: Final = 10  # a part of fewer people than this is not shown


def shown(parts: dict[str, int]) -> dict[str, int | None]:
    """Give the parts of a known whole, those withheld as None.

    Every part under ten is withheld. What is withheld must not come out by taking the rest from the whole: it is
    always two parts or more, ten people or more together; the next smallest is withheld as well until it is so.
    """
    rising = sorted(parts, key=lambda name: parts[name])
    hidden = [name for name in rising if parts[name] < FEWEST]
    while hidden and len(hidden) < len(rising) and sum(parts[name] for name in hidden) < FEWEST:
        hidden.append(rising[len(hidden)])
    return {name: None if name in hidden else count for name, count in parts.items()}


def at_most(count: int) -> int:
    """Round up to the next ten, for a number that would tell of a part that is withheld."""
    return -(-count // FEWEST) * FEWEST
