"""What a transaction cannot take back by itself, such as bytes in the storage, is taken back when it fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

import structlog

log = structlog.get_logger(__name__)
_Undo = Callable[[], object]
_open: Final[ContextVar[list[_Undo] | None]] = ContextVar("linli_undoing", default=None)


@contextmanager
def undoing() -> Iterator[None]:
    """Run what was promised to ``on_failure`` inside when an exception leaves; it nests as transactions do.

    Stand inside the transaction, not around it: when the commit itself fails nobody knows whether the rows are there.
    """
    outer, mine = _open.get(), list[_Undo]()
    token = _open.set(mine)
    try:
        yield
    except BaseException:
        for undo in reversed(mine):
            _undo(undo)
        raise
    else:
        if outer is not None:
            outer.extend(mine)  # what is around may fail still
    finally:
        _open.reset(token)


def on_failure(undo: _Undo) -> None:
    """Promise to take something back if what is done around it fails; outside a door nothing is promised."""
    promised = _open.get()
    if promised is not None:
        promised.append(undo)


def _undo(undo: _Undo) -> None:
    try:
        undo()
    except Exception:  # the failure that led here is the one to be told
        log.exception("undo_failed")
