"""Bytes that no row points at are swept away: what a transaction leaves that failed after its file was kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from typing import Final, NamedTuple

from django.core.files.storage import default_storage
from django.utils import timezone

from linli.foundation.audit import public as audit
from linli.foundation.files.models import StoredFile
from linli.foundation.files.shelves import lying
from linli.foundation.scope import Actor, Scope
from linli.foundation.scope.database import wall
from linli.toolbox.errors import Conflict

# bytes are kept before their row is committed: no request and no job takes a day
_GRACE: Final = timedelta(days=1)
_BATCH: Final = 500
_PLACE: Final = re.compile(r"\d{1,6}/[0-9a-f]{32}")  # what is not ours by its name is not touched
# beside another database every file looks like this; a share of them would let whoever fills the storage stop the sweep
_FEW: Final = 100


class Swept(NamedTuple):
    """What a sweep found: how many it looked at, and how many nobody claimed and are gone."""

    seen: int
    removed: int


def sweep(*, anyway: bool = False) -> Swept:
    """Remove the bytes older than a day that no row points at.

    Raises Conflict, and removes nothing, when many lie there and not one belongs to a row of this database: then the
    database is more likely to be the wrong one than the files. ``anyway`` says that somebody has looked.
    """
    seen = loose = 0
    for places in _old_places():
        seen, loose = seen + len(places), loose + len(_unclaimed(places))
    if not anyway and loose > _FEW and loose == seen:
        raise Conflict(
            f"Not one of the {seen} files in the storage belongs to a row of this database, so none was removed. "
            "Look whether database and files belong together; if they do, run `linli files sweep --anyway`.",
            code="files.sweep_most",
        )
    removed = sum(_remove(places) for places in _old_places()) if loose else 0
    return Swept(seen, removed)


def _old_places() -> Iterator[list[str]]:
    before = timezone.now() - _GRACE
    old = (each.place for each in lying() if each.since < before and _PLACE.fullmatch(each.place))
    while places := list(islice(old, _BATCH)):
        yield places


def _unclaimed(places: list[str]) -> list[str]:
    with wall(Scope.EVERYTHING):
        rows = StoredFile.objects.everywhere(because="bytes of the whole city are swept")
        claimed = set(rows.filter(storage_name__in=places, removed_at=None).values_list("storage_name", flat=True))
    return [place for place in places if place not in claimed]


def _remove(places: list[str]) -> int:
    loose = _unclaimed(places)
    if loose:
        system = Actor.system(because="bytes that no row points at")
        # written down first: what is gone without a line would be worse than a line about what is not gone yet
        with wall(Scope.EVERYTHING):
            audit.record(system, "files:storage:sweep", kind="file", detail={"removed": len(loose)})
        for place in loose:
            default_storage.delete(place)
    return len(loose)
