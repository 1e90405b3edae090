"""A crafted picture is refused in words; it never breaks a page, and never takes the memory of the house."""

from __future__ import annotations

import struct
import threading
import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from linli.foundation.files import pictures
from linli.foundation.files.pictures import redraw
from linli.foundation.files.sniffing import JPEG, PNG, WEBP
from linli.toolbox.errors import Invalid


def small(form: str) -> bytes:
    picture = Image.new("RGB", (24, 16), "green")
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    exif[0x010E] = "a lamp"
    exif[0x011A] = 72.0  # a fraction
    exif.get_ifd(0x8825)[2] = (31.0, 14.0, 5.0)
    out = BytesIO()
    picture.save(out, form, exif=exif)
    return out.getvalue()


WHOLE = {JPEG: small("JPEG"), PNG: small("PNG"), WEBP: small("WEBP")}
EXIF_TAGS = (0x0112, 0x010E, 0x011A, 0x8769, 0x8825, 0x927C, 0xA005, 0x014A)


def taken_or_refused(content: bytes, kind: str) -> None:
    try:
        drawn = redraw(BytesIO(content), kind)
    except Invalid:
        return
    with Image.open(drawn) as picture:
        picture.load()


@settings(max_examples=150, deadline=None)
@given(
    kind=st.sampled_from(sorted(WHOLE)),
    changes=st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), min_size=1, max_size=12),
    cut=st.integers(0, 200),
)
def test_a_picture_with_changed_bytes_is_taken_or_refused_and_nothing_else(kind, changes, cut):
    content = bytearray(WHOLE[kind])
    for place, byte in changes:
        content[place % len(content)] = byte
    taken_or_refused(bytes(content[: len(content) - cut]), kind)


@settings(max_examples=300, deadline=None)
@given(
    entries=st.lists(
        st.tuples(st.sampled_from(EXIF_TAGS), st.integers(0, 14), st.integers(0, 6), st.binary(min_size=4, max_size=4)),
        min_size=1,
        max_size=6,
    ),
    rest=st.binary(max_size=40),
)
def test_a_photo_with_nonsense_for_exif_is_taken_or_refused_and_nothing_else(entries, rest):
    sideways = struct.pack("<HHII", 0x0112, 3, 1, 6)
    fields = sideways + b"".join(struct.pack("<HHI", tag, form, count) + value for tag, form, count, value in entries)
    exif = b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<H", len(entries) + 1) + fields + b"\0\0\0\0" + rest
    out = BytesIO()
    Image.new("RGB", (24, 16), "green").save(out, "JPEG", exif=exif)
    taken_or_refused(out.getvalue(), JPEG)


def named_size(width: int, height: int) -> BytesIO:
    """Make a PNG of a few bytes that calls itself large."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return BytesIO(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b""))


@pytest.mark.parametrize("size", [(4_900, 4_900), (30_000, 30_000), (1, 24_000_001)])
def test_a_picture_is_refused_by_the_size_it_names_before_it_is_unpacked(size, monkeypatch):
    def unpacked(*_args: object) -> None:
        pytest.fail("it was unpacked")

    monkeypatch.setattr(Image.Image, "thumbnail", unpacked)
    with pytest.raises(Invalid) as refused:
        redraw(named_size(*size), PNG)
    assert refused.value.code in {"files.too_many_pixels", "files.broken_picture"}


def test_a_large_photo_of_a_telephone_is_taken_and_made_smaller():
    out = BytesIO()
    Image.new("L", (6_000, 4_000), 128).save(out, "JPEG")
    with Image.open(redraw(out, JPEG)) as picture:
        assert picture.size == (2_560, 1_707)


def test_a_photo_taken_on_its_side_stands_upright():
    with Image.open(redraw(BytesIO(WHOLE[JPEG]), JPEG)) as picture:
        assert picture.size == (16, 24)


def test_only_two_pictures_are_unpacked_at_a_time(monkeypatch):
    inside, most, count, gate = 0, 0, threading.Lock(), threading.Event()

    def slowly(_stream: object, _kind: str) -> BytesIO:
        nonlocal inside, most
        with count:
            inside += 1
            most = max(most, inside)
        gate.wait(0.2)
        with count:
            inside -= 1
        return BytesIO()

    monkeypatch.setattr(pictures, "_drawn_anew", slowly)
    threads = [threading.Thread(target=redraw, args=(BytesIO(), JPEG)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == pictures.AT_ONCE


def test_who_waits_too_long_is_told_to_send_it_again(monkeypatch):
    monkeypatch.setattr(pictures, "_WAIT", 0.01)
    for _ in range(pictures.AT_ONCE):
        pictures._turn.acquire()
    try:
        with pytest.raises(Invalid) as refused:
            redraw(BytesIO(WHOLE[JPEG]), JPEG)
    finally:
        pictures._turn.release(pictures.AT_ONCE)
    assert refused.value.code == "files.many_pictures"
