"""One account cannot fill the house: with reports, with pictures, or with pictures that cannot be read."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from linli.domains.workorders.actions import of_a_day
from linli.domains.workorders.tests.test_report_screens import drafts, orders, photos, picture, sheet
from linli.foundation.files import pictures

pytestmark = pytest.mark.django_db
PHOTOS = "/report/photos/"
HTMX = {"HX-Request": "true"}


def broken(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"\xff\xd8\xff\xe0 not really a picture", content_type="image/jpeg")


def report_again(resident, place_code: int):
    resident.post("/report/", {"kind": "lamp"})
    resident.post("/report/place/", {"place": place_code})
    resident.post("/report/words/", {"words": "路灯不亮了"})
    return resident.post("/report/check/", sheet(resident))


def test_after_so_many_reports_a_day_the_draft_is_kept_and_a_telephone_is_named(resident, written, settings):
    place = drafts()[0].place_code
    settings.LINLI_REPORTS_A_DAY = 2
    assert report_again(resident, place).status_code == 302
    assert report_again(resident, place).status_code == 302
    answer = report_again(resident, place)
    assert answer.status_code == 409
    assert settings.LINLI_HELPLINE in answer.content.decode()
    assert (len(orders()), len(drafts())) == (2, 1)


def test_after_so_many_megabytes_a_day_no_picture_is_unpacked(resident, written, settings, monkeypatch):
    assert resident.post(PHOTOS, {"photos": picture()}).status_code == 302
    settings.LINLI_PHOTO_MB_A_DAY = 0
    monkeypatch.setattr(pictures, "_drawn_anew", lambda *_: pytest.fail("it was unpacked"))
    answer = resident.post(PHOTOS, {"photos": picture()}, headers=HTMX)
    assert answer.status_code == 422
    assert settings.LINLI_HELPLINE in answer.content.decode()
    assert photos() == 1


def test_more_than_four_pictures_at_once_are_refused_before_one_is_read(resident, written, monkeypatch):
    monkeypatch.setattr(of_a_day.files, "prepare", lambda *_args, **_more: pytest.fail("it was read"))
    answer = resident.post(PHOTOS, {"photos": [picture(f"{each}.jpg") for each in range(5)]}, headers=HTMX)
    assert answer.status_code == 422
    assert photos() == 0


def test_after_a_picture_that_cannot_be_read_no_other_of_the_request_is_tried(resident, written):
    answer = resident.post(PHOTOS, {"photos": [broken("a.jpg"), broken("b.jpg"), picture("c.jpg")]}, headers=HTMX)
    assert answer.status_code == 422
    assert "a.jpg" in answer.content.decode()
    assert "b.jpg" not in answer.content.decode()
    assert photos() == 0
