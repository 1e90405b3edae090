"""Giving a file out, after the scope check and never otherwise."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.http import FileResponse, HttpResponseBase

from linli.foundation.audit import public as audit
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import SIGNED_IN, screen
from linli.foundation.files import queries
from linli.toolbox.errors import NotFound


@screen(SIGNED_IN)
def download(request: Request, file_id: int) -> HttpResponseBase:
    """Send one file as a download. A sealed one is opened by code that needs it, never sent."""
    stored = queries.stored_file(request.actor, file_id)
    if stored.is_sealed or stored.removed_at is not None:
        raise NotFound("There is no such file.", code="files.not_found")
    audit.record(request.actor, "files:file:open", kind="file", object_id=stored.pk, area_code=stored.area_code)
    response = FileResponse(
        default_storage.open(stored.storage_name),
        as_attachment=True,
        filename=stored.name,
        content_type=stored.media_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
