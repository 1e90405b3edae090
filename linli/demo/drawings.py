"""Small pictures for the demonstration: drawn, so that nobody's street or face is shown."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Final

from PIL import Image, ImageChops, ImageDraw, ImageFilter

SIZE: Final = (960, 720)
_HORIZON: Final = 470
Draw = ImageDraw.ImageDraw


def photo(name: str) -> tuple[BytesIO, str]:
    """Draw one of the scenes as a JPEG."""
    is_dark = name.startswith("lamp")
    image = _sky(is_dark=is_dark)
    draw = ImageDraw.Draw(image)
    _ground(draw, is_dark=is_dark)
    _SCENES[name](draw)
    if name == "lamp-lit":
        image = _lit(image)
    file = BytesIO()
    image.save(file, "JPEG", quality=82)
    file.seek(0)
    return file, f"{name}.jpg"


def _sky(*, is_dark: bool) -> Image.Image:
    top, bottom = ((22, 30, 52), (64, 66, 92)) if is_dark else ((178, 203, 222), (235, 236, 228))
    column = Image.new("RGB", (1, SIZE[1]))
    for y in range(SIZE[1]):
        share = min(1.0, y / _HORIZON)
        column.putpixel((0, y), tuple(round(a + (b - a) * share) for a, b in zip(top, bottom, strict=True)))
    return column.resize(SIZE)


def _ground(draw: Draw, *, is_dark: bool) -> None:
    wall, window, road = (
        ((44, 46, 58), (86, 80, 60), (36, 38, 46)) if is_dark else ((196, 184, 166), (122, 140, 152), (140, 140, 138))
    )
    for left, top in ((40, 150), (330, 90), (640, 190)):
        draw.rectangle((left, top, left + 250, _HORIZON), fill=wall)
        for x in range(left + 24, left + 220, 56):
            for y in range(top + 26, _HORIZON - 50, 62):
                draw.rectangle((x, y, x + 30, y + 36), fill=window)
    draw.rectangle((0, _HORIZON, *SIZE), fill=road)
    draw.line((0, _HORIZON + 26, SIZE[0], _HORIZON + 26), fill=tuple(min(255, part + 26) for part in road), width=6)


def _lamp(draw: Draw) -> None:
    draw.line((480, 150, 480, 640), fill=(92, 96, 104), width=14)
    draw.line((480, 156, 600, 130), fill=(92, 96, 104), width=10)
    draw.ellipse((574, 118, 640, 150), fill=(122, 122, 116))


def _puddle(draw: Draw) -> None:
    draw.ellipse((180, 540, 800, 690), fill=(112, 136, 152))
    draw.ellipse((250, 562, 700, 660), fill=(138, 162, 176))
    for x, y in ((330, 590), (470, 620), (590, 585)):
        draw.ellipse((x - 40, y - 12, x + 40, y + 12), outline=(186, 206, 216), width=3)


def _rubbish(draw: Draw) -> None:
    for left, top, colour in ((260, 540, (52, 56, 60)), (400, 510, (70, 74, 80)), (540, 550, (46, 50, 54))):
        draw.ellipse((left, top, left + 170, top + 140), fill=colour)
        draw.polygon(((left + 66, top + 10), (left + 104, top + 10), (left + 86, top - 26)), fill=colour)
    draw.polygon(((660, 640), (800, 590), (830, 660), (690, 700)), fill=(168, 134, 92))


def _clean(draw: Draw) -> None:
    for x in range(60, 940, 130):
        draw.line((x, 540, x - 70, 720), fill=(160, 160, 158), width=3)
    draw.ellipse((620, 570, 820, 610), fill=(158, 166, 170))


def _leak(draw: Draw) -> None:
    draw.rectangle((0, 0, *SIZE), fill=(226, 222, 212))
    draw.line((0, 160, SIZE[0], 160), fill=(190, 186, 176), width=8)
    for shade, size in (((206, 192, 160), 300), ((188, 170, 132), 210), ((164, 146, 108), 110)):
        draw.ellipse((480 - size, 40, 480 + size, 40 + size * 1.3), fill=shade)


def _door(draw: Draw) -> None:
    draw.rectangle((330, 180, 640, 690), fill=(70, 76, 82))
    draw.polygon(((350, 200), (520, 240), (520, 690), (350, 690)), fill=(96, 110, 122))
    draw.ellipse((490, 440, 510, 470), fill=(200, 196, 180))
    draw.line((350, 205, 470, 196), fill=(40, 40, 42), width=8)


def _facade(draw: Draw) -> None:
    draw.polygon(((400, 190), (500, 170), (540, 260), (460, 320), (390, 270)), fill=(150, 130, 112))
    draw.line((400, 190, 460, 260, 440, 320), fill=(96, 82, 70), width=4)
    for x in range(0, 960, 80):
        draw.rectangle((x, 600, x + 40, 616), fill=(206, 72, 54))
    draw.line((0, 608, 960, 608), fill=(236, 226, 214), width=3)


def _lit(image: Image.Image) -> Image.Image:
    glow = Image.new("RGB", SIZE)
    draw = ImageDraw.Draw(glow)
    draw.polygon(((607, 140), (380, 700), (860, 700)), fill=(120, 98, 48))
    draw.ellipse((560, 90, 656, 180), fill=(250, 226, 150))
    soft = glow.filter(ImageFilter.GaussianBlur(26))
    return ImageChops.add(image, soft)


_SCENES: Final[dict[str, Callable[[Draw], None]]] = {
    "lamp": _lamp,
    "lamp-lit": _lamp,
    "puddle": _puddle,
    "rubbish": _rubbish,
    "clean": _clean,
    "leak": _leak,
    "door": _door,
    "facade": _facade,
}
