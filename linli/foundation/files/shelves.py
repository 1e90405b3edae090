"""What lies in the storage, one after the other, however much it is: a folder, or a bucket of S3."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.core.files.storage import FileSystemStorage, default_storage


@dataclass(frozen=True, slots=True)
class Lying:
    """Bytes in the storage: where, and since when."""

    place: str
    since: datetime


def lying() -> Iterator[Lying]:
    """Go through the storage without ever holding a list of it, which ``listdir`` of a storage does."""
    storage: Any = default_storage
    if isinstance(storage, FileSystemStorage):
        return _in_folder(str(storage.location), "")
    return _in_bucket(storage)


def _in_folder(folder: str, before: str) -> Iterator[Lying]:
    try:
        entries = os.scandir(folder)
    except FileNotFoundError:  # nothing was ever kept
        return
    with entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _in_folder(entry.path, f"{before}{entry.name}/")
            elif entry.is_file(follow_symlinks=False):
                try:
                    since = entry.stat(follow_symlinks=False).st_mtime
                except FileNotFoundError:  # removed while we looked
                    continue
                yield Lying(f"{before}{entry.name}", datetime.fromtimestamp(since, UTC))


def _in_bucket(storage: Any) -> Iterator[Lying]:
    # a page of a thousand at a time, and the moment comes with it: no question for each object
    prefix = f"{storage.location.strip('/')}/".lstrip("/")
    for each in storage.bucket.objects.filter(Prefix=prefix):
        yield Lying(each.key.removeprefix(prefix), each.last_modified)
