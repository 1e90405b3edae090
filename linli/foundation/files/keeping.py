"""Taking a file in and giving it back."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from tempfile import TemporaryFile
from typing import IO, BinaryIO, cast

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.foundation.doors.undoing import on_failure
from linli.foundation.files.models import StoredFile
from linli.foundation.files.pictures import redraw
from linli.foundation.files.sealing import open_stream, seal_stream
from linli.foundation.files.sniffing import PICTURES, media_type
from linli.foundation.scope import Actor
from linli.toolbox.errors import Invalid, NotFound

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file that was checked and cleaned and only has to be written down."""

    content: BinaryIO
    name: str
    kind: str


def prepare(stream: BinaryIO, name: str, *, kinds: Collection[str], max_bytes: int | None = None) -> Prepared:
    """Check and clean a file; ``kinds`` are the media types that are welcome here. It needs no lock and no row.

    Raises Invalid for a wrong type, an empty file, one that is too large or a picture that cannot be read.
    """
    limit = settings.LINLI_UPLOAD_MAX_BYTES if max_bytes is None else max_bytes
    size = stream.seek(0, 2)
    stream.seek(0)
    if size == 0:
        raise Invalid(_("This file is empty. Choose another."), code="files.empty")
    if size > limit:
        raise Invalid(
            _("This file has %(size)d MB; at most %(limit)d MB are taken. Split it or make it smaller.")
            % {"size": size >> 20, "limit": limit >> 20},
            code="files.too_large",
        )
    kind = media_type(stream, name)
    if kind not in kinds:
        raise Invalid(
            _("This file is of a kind that is not taken here (%(kind)s). Its ending does not matter, its content does.")
            % {"kind": kind},
            code="files.wrong_kind",
        )
    content: BinaryIO = redraw(stream, kind) if kind in PICTURES else stream
    return Prepared(content, name, kind)


def keep(
    actor: Actor,
    stream: BinaryIO,
    name: str,
    *,
    kinds: Collection[str],
    area_code: int | None = None,
    sealed: bool = False,
    max_bytes: int | None = None,
) -> StoredFile:
    """Prepare a file and store it."""
    prepared = prepare(stream, name, kinds=kinds, max_bytes=max_bytes)
    return store(actor, prepared, area_code=area_code, sealed=sealed)


def store(actor: Actor, prepared: Prepared, *, area_code: int | None = None, sealed: bool = False) -> StoredFile:
    """Write a prepared file down, bytes and row.

    If the row cannot be written, or what is done around it fails later, the bytes are removed again; what a killed
    process leaves is swept after a day (``sweeping``).
    """
    return _store(actor, prepared, actor.area_code if area_code is None else area_code, sealed=sealed)


def _store(actor: Actor, prepared: Prepared, area_code: int, *, sealed: bool) -> StoredFile:
    content = prepared.content
    digest, size = hashlib.sha256(), 0
    content.seek(0)
    while chunk := content.read(_CHUNK):
        digest.update(chunk)
        size += len(chunk)
    content.seek(0)
    place = f"{area_code // 10**10}/{uuid.uuid4().hex}"
    with TemporaryFile() as sealed_copy:
        if sealed:
            seal_stream(content, cast("IO[bytes]", sealed_copy), place)
            sealed_copy.seek(0)
        storage_name = default_storage.save(place, File(sealed_copy if sealed else content))
    on_failure(partial(default_storage.delete, storage_name))
    try:
        with transaction.atomic():
            return StoredFile.objects.create(
                area_code=area_code,
                name=prepared.name[-200:],
                media_type=prepared.kind,
                size=size,
                sha256=digest.hexdigest(),
                storage_name=storage_name,
                is_sealed=sealed,
                stored_by_id=actor.account_id,
                stored_at=timezone.now(),
            )
    except BaseException:
        default_storage.delete(storage_name)
        raise


@contextmanager
def opened(stored: StoredFile) -> Iterator[BinaryIO]:
    """Open the bytes of a file, unsealed if need be. The clear copy lives in an unnamed temporary file."""
    if stored.removed_at is not None:
        raise NotFound(_("This file was removed when its time was over."), code="files.removed")
    with default_storage.open(stored.storage_name) as kept:
        if not stored.is_sealed:
            yield cast("BinaryIO", kept)
            return
        with TemporaryFile() as clear:
            open_stream(cast("BinaryIO", kept), cast("IO[bytes]", clear), stored.storage_name)
            clear.seek(0)
            yield cast("BinaryIO", clear)


def remove(stored: StoredFile) -> None:
    """Remove the bytes once the transaction is durable; the line stays as a record that there was a file."""
    if stored.removed_at is None:
        stored.removed_at = timezone.now()
        stored.save(update_fields=["removed_at"])
        transaction.on_commit(lambda: default_storage.delete(stored.storage_name))
