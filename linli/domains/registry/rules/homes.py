"""Which home an address names, and what is odd about it."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from linli.domains.registry.rules.drafts import Home
from linli.domains.registry.rules.premises import SEPARATOR, Node, is_too_long, nodes
from linli.toolbox import addresses


@lru_cache(maxsize=50_000)
def read_home(text: str) -> tuple[Home | None, str, bool]:
    """Give the home that an address names, the code of what is odd about it, and whether that is a warning."""
    address = addresses.parse(text)
    if not address.parts:
        return None, "address.unreadable" if address.rest else "address.no_house", False
    steps = tuple(nodes(address))
    code = ""
    if address.rest:
        # kept as written in the last step: a lane house has rooms that no list knows
        steps, code = (*steps, _unknown_step(steps[-1], address.rest)), "address.rest"
    elif steps[-1].kind in _WIDE:
        code = "address.wide"
    home = Home(steps[-1].path, steps)
    if is_too_long(steps):
        return None, "text.too_long", False
    return home, code, True


_WIDE: Final = frozenset({"road", "lane", "sublane", "estate", "zone", "group"})


def _unknown_step(above: Node, rest: str) -> Node:
    short = SEPARATOR.join((above.short_path, rest)) if above.short_path else ""
    return Node("room", rest, SEPARATOR.join((above.path, rest)), short)
