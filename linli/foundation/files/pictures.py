"""Pictures are drawn anew: what was hidden in them (EXIF, GPS, comments, trailing bytes) does not survive."""

from __future__ import annotations

from io import BytesIO
from typing import BinaryIO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from linli.foundation.files.sniffing import JPEG, PNG, WEBP
from linli.toolbox.errors import Invalid

MAX_PIXELS = 50_000_000
MAX_SIDE = 3_000  # pixels; enough to read a notice board on a photo
_FORMATS = {JPEG: "JPEG", PNG: "PNG", WEBP: "WEBP"}


def redraw(stream: BinaryIO, kind: str) -> BytesIO:
    """Return the picture without anything but its pixels, upright, at most ``MAX_SIDE`` px a side.

    Raises Invalid for broken pictures and for those that unpack to more than ``MAX_PIXELS``.
    """
    try:
        with Image.open(stream, formats=[_FORMATS[kind]]) as opened:
            if opened.width * opened.height > MAX_PIXELS:
                raise Invalid(
                    _("This picture is too large. Send one of at most 50 megapixels."),
                    code="files.too_many_pixels",
                )
            upright = ImageOps.exif_transpose(opened)
            upright.thumbnail((MAX_SIDE, MAX_SIDE))
            mode = "RGB" if kind == JPEG else "RGBA"
            # a fresh canvas: metadata hangs on the opened image and is left behind with it
            clean = Image.new(mode, upright.size)
            clean.paste(upright.convert(mode))
            out = BytesIO()
            clean.save(out, format=_FORMATS[kind], **({"quality": 85} if kind != PNG else {}))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Invalid(
            _("This picture cannot be read. Take it again or save it as JPEG or PNG."),
            code="files.broken_picture",
        ) from error
    out.seek(0)
    return out
