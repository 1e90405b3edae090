"""The sources of the one box, and how they are asked: in order, each within its limit, none bringing down another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import structlog
from django.db import connection, transaction

from linli.foundation.doors.screens import SIGNED_IN
from linli.foundation.finding.marking import Piece, pieces
from linli.foundation.scope import Actor
from linli.toolbox.texts import fold
from linli.ui.navigation import Text

log = structlog.get_logger(__name__)

LONGEST: Final = 80  # nobody types more than an address
MOST_MILLISECONDS: Final = 2_000  # a source that needs longer is said not to answer


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: what it is called, enough to know it again, and where it opens."""

    title: str
    detail: str
    url: str
    icon: str = "circle-dot"


@dataclass(frozen=True, slots=True)
class Source:
    """What a module lets be found. ``find(actor, text, limit)`` gives at most ``limit`` hits, in one or two queries."""

    key: str  # a word of its own in the address of "all of them": people
    name: Text
    permission: str
    order: int
    find: Callable[[Actor, str, int], Sequence[Hit]]
    more_url: Callable[[str], str] | None = None  # where the whole list stands
    answers_nothing: bool = False  # it has something to say before anything is typed


@dataclass(frozen=True, slots=True)
class Row:
    """A hit as the box shows it, the part that matched set apart."""

    hit: Hit
    title: Sequence[Piece]
    detail: Sequence[Piece]


@dataclass(frozen=True, slots=True)
class Group:
    """What one source found."""

    key: str
    name: str
    rows: Sequence[Row]
    more_url: str = ""  # there are more than shown, and this is where
    has_failed: bool = False


_sources: list[Source] = []


def declare(source: Source) -> None:
    """Enter a source once; called from a module's ``AppConfig.ready()``."""
    if source.key not in {known.key for known in _sources}:
        _sources.append(source)
        _sources.sort(key=lambda known: known.order)


def find(actor: Actor, text: str, limit: int) -> list[Group]:
    """Ask every source that the actor may use; a source that fails is named, and the others answer all the same.

    Runs inside the transaction and the wall of the request.
    """
    text = fold(text[:LONGEST])
    asked = [source for source in _sources if _may_use(actor, source) and (text or source.answers_nothing)]
    with _patience():
        groups = [_ask(source, actor, text, limit) for source in asked]
    return [group for group in groups if group.rows or group.has_failed]


def _may_use(actor: Actor, source: Source) -> bool:
    return source.permission == SIGNED_IN or actor.may(source.permission)


def _ask(source: Source, actor: Actor, text: str, limit: int) -> Group:
    name = str(source.name)
    try:
        with transaction.atomic():  # a statement that fails must not take the transaction with it
            hits = source.find(actor, text, limit + 1)
    except Exception:
        log.exception("finding.source_failed", source=source.key)
        return Group(source.key, name, (), has_failed=True)
    rows = [Row(hit, pieces(hit.title, text), pieces(hit.detail, text, by_sound=False)) for hit in hits[:limit]]
    more = source.more_url(text) if source.more_url is not None and len(hits) > limit else ""
    return Group(source.key, name, rows, more)


class _patience:  # noqa: N801 - reads as a clause
    """Let no statement inside take longer than a person waits for a box to answer."""

    def __enter__(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('statement_timeout')")
            (self.before,) = cursor.fetchone()
            cursor.execute(f"SET LOCAL statement_timeout = {MOST_MILLISECONDS}")

    def __exit__(self, *_fault: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('statement_timeout', %s, true)", [self.before])
