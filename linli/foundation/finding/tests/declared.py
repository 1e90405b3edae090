"""Other sources than those of the house, for the length of a test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from linli.foundation.finding import sources
from linli.foundation.finding.public import Source


@contextmanager
def only(*given: Source) -> Iterator[None]:
    """Let only these be asked."""
    before = list(sources._sources)
    sources._sources.clear()
    try:
        for source in given:
            sources.declare(source)
        yield
    finally:
        sources._sources[:] = before
