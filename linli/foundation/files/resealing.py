"""Sealed files when the keys are rotated: each is sealed anew into a new place, then the old one goes."""

from __future__ import annotations

import uuid
from tempfile import TemporaryFile
from typing import IO, BinaryIO, cast

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction

from linli.foundation.files.models import StoredFile
from linli.foundation.files.sealing import is_current, open_stream, seal_stream
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall
from linli.foundation.vault.cipher import KeyRing


class SealedFiles:
    """What rotation needs to know of the sealed files."""

    def count_old(self, ring: KeyRing) -> int:
        """Count the files that the active key has not sealed."""
        return len(_old_files(ring))

    def reseal(self, ring: KeyRing) -> int:
        """Seal every such file anew."""
        return sum(_reseal(number) for number in _old_files(ring))


def _old_files(ring: KeyRing) -> list[int]:
    with wall(Scope.EVERYTHING):
        sealed = StoredFile.objects.everywhere(because="keys are rotated for the whole city").filter(
            is_sealed=True, removed_at=None
        )
        places = list(sealed.order_by("id").values_list("id", "storage_name"))
    old = []
    for number, place in places:
        with default_storage.open(place) as kept:
            if not is_current(cast("BinaryIO", kept), ring):
                old.append(number)
    return old


def _reseal(number: int) -> int:
    with wall(Scope.EVERYTHING):
        stored = (
            StoredFile.objects.everywhere(because="keys are rotated for the whole city")
            .select_for_update()
            .filter(pk=number, removed_at=None)
            .first()
        )
        if stored is None:
            return 0
        before = stored.storage_name
        place = f"{before.rpartition('/')[0]}/{uuid.uuid4().hex}"
        with TemporaryFile() as clear, TemporaryFile() as sealed:
            with default_storage.open(before) as kept:
                open_stream(cast("BinaryIO", kept), cast("IO[bytes]", clear), before)
            clear.seek(0)
            seal_stream(cast("BinaryIO", clear), cast("IO[bytes]", sealed), place)
            sealed.seek(0)
            stored.storage_name = default_storage.save(place, File(sealed))
        stored.save(update_fields=["storage_name"])
        # a crash in between leaves a file too many, never one too few
        transaction.on_commit(lambda: default_storage.delete(before))
    return 1
