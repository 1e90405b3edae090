"""Pictures: of an order, to whoever may see the order; of a draft, to whoever writes it; and keeping those sent."""

from __future__ import annotations

from io import BytesIO
from typing import BinaryIO, Final, cast

from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from PIL import Image

from linli.domains.workorders.access import Permission
from linli.domains.workorders.actions import drafting
from linli.domains.workorders.actions.checks import too_many_photos
from linli.domains.workorders.actions.of_a_day import prepare_photo
from linli.domains.workorders.queries.matters import draft_photo_file, photo_file
from linli.domains.workorders.rules.kinds import MOST_PHOTOS
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import SIGNED_IN, check_may, screen
from linli.foundation.files import public as files
from linli.toolbox.errors import Invalid

EDGE: Final = 480
_MAY_SEE: Final = (Permission.OPEN, Permission.HANDLE, Permission.REPORT)


@screen(SIGNED_IN)
def order_photo(request: Request, photo_id: int) -> HttpResponse:
    """Show a picture of an order of the area, of one's unit, or one's own. It is part of opening the order."""
    if not any(request.actor.may(permission) for permission in _MAY_SEE):
        check_may(request.actor, Permission.OPEN)
    return _shown(request, photo_file(request.actor, photo_id))


@screen(Permission.REPORT)
def draft_photo(request: Request, photo_id: int) -> HttpResponse:
    """Show a picture of one's own draft."""
    return _shown(request, draft_photo_file(request.actor, photo_id))


def keep_photos(request: Request) -> list[str]:
    """Keep each picture of the request by itself; return what was refused, by name.

    All are drawn anew before the first is kept, and none is read when there are too many. After one that cannot be
    read no other is tried: unpacking is the dearest thing that anybody may ask of us.
    """
    sent = request.FILES.getlist("photos")
    if len(sent) > MOST_PHOTOS:
        return _sentences(too_many_photos())
    refused, prepared = [], []
    for file in sent:
        name = file.name or "photo"
        try:
            prepared.append((name, prepare_photo(request.actor, cast("BinaryIO", file), name)))
        except Invalid as refusal:
            refused += [f"{name}: {said}" for said in _sentences(refusal)]
            if refusal.code == "files.broken_picture":
                break
    for name, photo in prepared:
        try:
            drafting.add_prepared(request.actor, photo)
        except Invalid as refusal:
            refused += [f"{name}: {said}" for said in _sentences(refusal)]
    return refused


def _sentences(refusal: Invalid) -> list[str]:
    """Give what a refusal says of its field first, or else of all."""
    return [str(sentence) for sentences in refusal.fields.values() for sentence in sentences][:1] or [str(refusal)]


def _shown(request: Request, stored: files.StoredFile) -> HttpResponse:
    if request.GET.get("size") != "small":
        with files.opened(stored) as clear:
            response = _inline(clear.read(), stored.media_type)
        response["Cache-Control"] = "private, no-store"
        return response
    etag = f'"{stored.sha256}-{EDGE}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is None:
        with files.opened(stored) as clear:
            unchanged = _inline(_small(clear), "image/jpeg")
    # kept by the browser, but asked for again each time: who may no longer see it gets 404 and not the copy
    unchanged["Cache-Control"] = "private, no-cache"
    unchanged["ETag"] = etag
    return unchanged


def _inline(content: bytes, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = "inline"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _small(clear: BinaryIO) -> bytes:
    with Image.open(clear) as picture:
        picture.thumbnail((EDGE, EDGE))
        kept = BytesIO()
        picture.convert("RGB").save(kept, "JPEG", quality=80)
    return kept.getvalue()
