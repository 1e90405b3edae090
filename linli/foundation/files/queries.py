"""Files inside a scope."""

from __future__ import annotations

from linli.foundation.files.models import StoredFile
from linli.foundation.scope import Actor
from linli.toolbox.errors import NotFound


def stored_file(actor: Actor, file_id: int) -> StoredFile:
    """Return a file of the actor's scope, or raise NotFound."""
    row = StoredFile.objects.within(actor.scope).filter(pk=file_id).first()
    if row is None:
        raise NotFound("There is no such file.", code="files.not_found")
    return row


def file_of(file_id: int) -> StoredFile | None:
    """Return a file whatever the actor's scope, within the wall that stands: the caller has settled who may see it."""
    return StoredFile.objects.everywhere(because="a thing that names it was checked").filter(pk=file_id).first()
