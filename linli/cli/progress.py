"""A line that says how far something is: it stays in place on a terminal, and is rare in a log."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

ON_TERMINAL = 0.2  # seconds between two lines
IN_LOG = 15.0


@dataclass
class Line:
    """Tells done, of how many, and of what."""

    verb: str
    _begun: float = field(default_factory=time.monotonic)
    _told_at: float = 0.0
    _width: int = 0

    def __call__(self, done: int, of: int | None, what: str = "") -> None:
        now = time.monotonic()
        on_terminal = sys.stderr.isatty()
        if now - self._told_at < (ON_TERMINAL if on_terminal else IN_LOG) and done != of:
            return
        self._told_at = now
        speed = done / max(now - self._begun, 0.001)
        goal = "" if of is None else f" of {of:,}"
        text = f"  {f'{what}: ' if what else ''}{done:,}{goal} {self.verb}, {speed:,.0f} a second"
        if on_terminal:
            print("\r" + text.ljust(self._width), end="", file=sys.stderr, flush=True)
            self._width = len(text)
        else:
            print(text, file=sys.stderr, flush=True)

    def end(self) -> None:
        if self._width:
            print(file=sys.stderr, flush=True)


@contextmanager
def progress(verb: str) -> Iterator[Line]:
    """Give a line to tell progress on; it is closed at the end, also of a failure."""
    line = Line(verb)
    try:
        yield line
    finally:
        line.end()
