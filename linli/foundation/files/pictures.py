"""Pictures are drawn anew: what was hidden in them (EXIF, GPS, comments, trailing bytes) does not survive."""

from __future__ import annotations

import threading
from io import BytesIO
from typing import BinaryIO, Final

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from linli.foundation.files.sniffing import JPEG, PNG, WEBP
from linli.toolbox.errors import Invalid

# a JPEG is decoded reduced, so that a telephone's largest costs little; the others unpack whole
MOST_PIXELS: Final = {JPEG: 40_000_000, PNG: 24_000_000, WEBP: 24_000_000}
MAX_SIDE: Final = 2_560  # pixels; enough to read a notice board on a photo
AT_ONCE: Final = 2  # pictures unpacked at a time in one process, however many arrive
_WAIT: Final = 20  # seconds for one's turn
_FORMATS: Final = {JPEG: "JPEG", PNG: "PNG", WEBP: "WEBP"}
_turn = threading.BoundedSemaphore(AT_ONCE)


def redraw(stream: BinaryIO, kind: str) -> BytesIO:
    """Return the picture without anything but its pixels, upright, at most ``MAX_SIDE`` px a side.

    Raises Invalid for broken pictures and for those that would unpack to more than ``MOST_PIXELS``.
    """
    if not _turn.acquire(timeout=_WAIT):
        raise Invalid(
            _("Many pictures are arriving just now, so yours was not taken. Send it again in a minute."),
            code="files.many_pictures",
        )
    try:
        return _drawn_anew(stream, kind)
    except Invalid:
        raise
    except Exception as error:  # whatever a crafted picture makes the decoder raise, it is the picture's fault
        raise Invalid(
            _("This picture cannot be read. Take it again or save it as JPEG or PNG."),
            code="files.broken_picture",
        ) from error
    finally:
        _turn.release()


def _drawn_anew(stream: BinaryIO, kind: str) -> BytesIO:
    with Image.open(stream, formats=[_FORMATS[kind]]) as opened:
        # the header's word, before a single pixel is unpacked
        if opened.width * opened.height > MOST_PIXELS[kind]:
            raise Invalid(
                _("This picture is too large. Send one of at most %(most)d megapixels.")
                % {"most": MOST_PIXELS[kind] // 1_000_000},
                code="files.too_many_pixels",
            )
        opened.draft("RGB", (MAX_SIDE, MAX_SIDE))  # a JPEG is decoded to a half, a quarter, an eighth
        opened.thumbnail((MAX_SIDE, MAX_SIDE))
        upright = ImageOps.exif_transpose(opened)
        mode = "RGB" if kind == JPEG else "RGBA"
        # a fresh canvas: metadata hangs on the opened image and is left behind with it
        clean = Image.new(mode, upright.size)
        clean.paste(upright.convert(mode))
    out = BytesIO()
    clean.save(out, format=_FORMATS[kind], **({"quality": 85} if kind != PNG else {}))
    out.seek(0)
    return out
