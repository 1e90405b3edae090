"""Files come in clean, lie sealed when they must, and go out only inside the scope."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from PIL import Image

from linli.foundation.files import public as files
from linli.foundation.files.models import StoredFile
from linli.foundation.scope.database import wall
from linli.foundation.vault.public import CannotOpen
from linli.toolbox.errors import Invalid

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(default_storage._wrapped, "_location", str(tmp_path), raising=False)
    monkeypatch.setitem(default_storage._wrapped.__dict__, "location", str(tmp_path))
    monkeypatch.setitem(default_storage._wrapped.__dict__, "base_location", str(tmp_path))
    return tmp_path


def photo_with_place() -> BytesIO:
    picture = Image.new("RGB", (64, 32), "red")
    exif = Image.Exif()
    exif[0x010E] = "secret description"
    exif.get_ifd(0x8825)[2] = (31.0, 14.0, 5.0)  # GPS latitude
    out = BytesIO()
    picture.save(out, "JPEG", exif=exif, comment=b"secret comment")
    out.write(b"secret trailing bytes")
    return out


def test_a_photo_loses_place_description_and_trailing_bytes(cast):
    before = photo_with_place()
    assert Image.open(before).getexif().get_ifd(0x8825)
    with wall(cast.worker.scope):
        stored = files.keep(cast.worker, before, "lamp.jpg", kinds=files.PICTURES)
        with files.opened(stored) as stream:
            kept = stream.read()
    assert b"secret" not in kept
    assert not Image.open(BytesIO(kept)).getexif()
    assert Image.open(BytesIO(kept)).size == (64, 32)


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "empty.jpg", "files.empty"),
        (b"MZ\x90\x00 a program", "photo.jpg", "files.wrong_kind"),
        (b"<html><script>alert(1)</script>", "photo.png", "files.wrong_kind"),
        (b"\xff\xd8\xff\xe0 not really a picture", "photo.jpg", "files.broken_picture"),
        (b"x" * 2000, "big.csv", "files.too_large"),
    ],
)
def test_what_is_not_welcome_is_refused_with_a_reason(cast, content, name, code):
    with wall(cast.worker.scope):
        with pytest.raises(Invalid) as refused:
            files.keep(cast.worker, BytesIO(content), name, kinds=files.PICTURES | {files.CSV}, max_bytes=1000)
            files.keep(cast.worker, BytesIO(content), name, kinds=files.PICTURES)
        assert refused.value.code == code
        assert not StoredFile.objects.within(cast.worker.scope).exists()


def test_a_picture_that_unpacks_to_too_many_pixels_is_refused(cast):
    out = BytesIO()
    Image.new("1", (9000, 9000)).save(out, "PNG")
    with wall(cast.worker.scope), pytest.raises(Invalid, match="megapixels|万像素"):
        files.keep(cast.worker, out, "bomb.png", kinds=files.PICTURES)


@pytest.mark.parametrize("size", [1, 1 << 20, (1 << 20) + 1, 5_000_000])
def test_a_sealed_file_lies_unreadable_and_opens_whole(cast, own_folder, size):
    content = b"310106199001010018," * (size // 19 + 1)
    with wall(cast.worker.scope):
        stored = files.keep(cast.worker, BytesIO(content[:size]), "people.csv", kinds={files.CSV}, sealed=True)
        on_disk = (own_folder / stored.storage_name).read_bytes()
        assert content[:19] not in on_disk
        with files.opened(stored) as stream:
            assert stream.read() == content[:size]


def test_a_sealed_file_that_was_cut_short_does_not_open(cast, own_folder):
    with wall(cast.worker.scope):
        stored = files.keep(cast.worker, BytesIO(b"a" * 2_500_000), "p.csv", kinds={files.CSV}, sealed=True)
        place = own_folder / stored.storage_name
        whole = place.read_bytes()
        piece = int.from_bytes(whole[:4], "big") + 4
        place.write_bytes(whole[: piece * 2])
        with pytest.raises(CannotOpen), files.opened(stored):
            pass


def test_a_neighbour_cannot_download_a_file_and_does_not_learn_that_it_exists(cast, client_of):
    with wall(cast.worker.scope):
        stored = files.keep(cast.worker, BytesIO(b"a,b\n1,2\n"), "list.csv", kinds={files.CSV})
    answer = client_of(cast.worker).get(f"/files/{stored.pk}/")
    assert b"".join(answer.streaming_content) == b"a,b\n1,2\n"
    assert answer["Content-Disposition"] == 'attachment; filename="list.csv"'
    foreign = client_of(cast.neighbour).get(f"/files/{stored.pk}/")
    nothing = client_of(cast.neighbour).get("/files/99999999/")
    assert foreign.status_code == nothing.status_code == 404
    assert (
        foreign.content.replace(b"1", b"") == nothing.content.replace(b"1", b"") or b"list.csv" not in foreign.content
    )


def test_a_sealed_file_is_never_sent(cast, client_of):
    with wall(cast.worker.scope):
        stored = files.keep(cast.worker, BytesIO(b"a,b\n"), "ids.csv", kinds={files.CSV}, sealed=True)
    assert client_of(cast.worker).get(f"/files/{stored.pk}/").status_code == 404


def test_the_storage_is_private():
    assert settings.FILE_UPLOAD_PERMISSIONS == 0o600
