"""The screens on which a neighbour reports a problem."""

from __future__ import annotations

from io import BytesIO
from uuid import uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from linli.domains.workorders.actions.drafting import save_draft
from linli.domains.workorders.models import DraftPhoto, Order, OrderPhoto, ReportDraft
from linli.domains.workorders.tests.test_circle import reported
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall
from linli.foundation.territory import public as territory

pytestmark = pytest.mark.django_db
SCREENS = ["/report/", "/report/place/", "/report/words/", "/report/check/"]


def picture(name: str = "lamp.jpg", *, edge: int = 40) -> SimpleUploadedFile:
    kept = BytesIO()
    Image.new("RGB", (edge, edge), "navy").save(kept, "JPEG")
    return SimpleUploadedFile(name, kept.getvalue(), content_type="image/jpeg")


def drafts() -> list[ReportDraft]:
    with wall(Scope.EVERYTHING):
        return list(ReportDraft.objects.everywhere(because="a test"))


def orders() -> list[Order]:
    with wall(Scope.EVERYTHING):
        return list(Order.objects.everywhere(because="a test").order_by("pk"))


def photos() -> int:
    with wall(Scope.EVERYTHING):
        return DraftPhoto.objects.everywhere(because="a test").count()


def sheet(browser: Client) -> dict[str, str]:
    """Give what the form of the last screen sends."""
    answer = browser.get("/report/check/")
    draft = answer.context["draft"]
    return {"token": str(draft.token), "seen": draft.changed_at.isoformat()}


# --- the five questions -------------------------------------------------------------------------------
@pytest.mark.parametrize("path", SCREENS)
def test_a_screen_of_the_report_works(path, resident, written):
    assert resident.get(path).status_code == 200


@pytest.mark.parametrize("path", [*SCREENS, "/report/photos/1/", "/report/sent/1/"])
def test_a_stranger_signs_in_first(path, db):
    assert Client().get(path)["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("path", [*SCREENS, "/report/photos/1/", "/report/sent/1/"])
def test_staff_have_a_screen_of_their_own(path, cast, client_of):
    assert client_of(cast.worker).get(path).status_code == 403


@pytest.mark.parametrize("path", ["/report/discard/", "/report/photos/"])
def test_what_changes_something_is_never_a_link(path, resident):
    assert resident.get(path).status_code == 405


def test_nobody_sees_the_draft_of_another(cast, client_of, resident, written):
    resident.post("/report/photos/", {"photos": picture()})
    with wall(Scope.EVERYTHING):
        photo = DraftPhoto.objects.everywhere(because="a test").get().pk
    neighbour = client_of(cast.volunteer)

    assert resident.get(f"/report/photos/{photo}/").status_code == 200
    assert neighbour.get(f"/report/photos/{photo}/").status_code == 404
    assert neighbour.get("/report/check/").status_code == 302
    neighbour.post("/report/words/", {"removed": photo, "words": ""})
    neighbour.post("/report/photos/", {"removed": photo})
    assert photos() == 1


# --- the way through it -------------------------------------------------------------------------------
def test_a_lamp_is_reported_with_plain_forms(resident, city):
    assert resident.post("/report/", {"kind": "lamp"})["Location"] == "/report/place/"
    place = {"community": city.committee, "place": city.committee, "place_words": "3 号楼门口"}
    assert resident.post("/report/place/", place)["Location"] == "/report/words/"
    added = resident.post("/report/words/", {"words": "路灯不亮", "add": "1", "photos": picture()})
    assert added["Location"] == "/report/words/#say"
    assert resident.post("/report/words/", {"words": "路灯不亮了"})["Location"] == "/report/check/"
    sent = resident.post("/report/check/", sheet(resident), follow=True)

    order = orders()[0]
    assert sent.redirect_chain == [(f"/report/sent/{order.pk}/", 302)]
    assert order.number in sent.content.decode()
    assert (order.words, order.place_words) == ("路灯不亮了", "3 号楼门口")
    with wall(Scope.EVERYTHING):
        assert OrderPhoto.objects.everywhere(because="a test").filter(order=order).count() == 1
    assert drafts() == []


def test_a_report_may_begin_with_a_photo(resident):
    assert resident.post("/report/photos/", {"photos": picture()})["Location"] == "/report/"

    first = resident.get("/report/")
    assert len(first.context["draft"].photos) == 1


def test_a_photo_chosen_on_the_first_screen_goes_along_with_the_kind(resident):
    first = resident.get("/report/").content.decode()
    form = first[first.index('action="/report/"') - 40 : first.index('name="kind"')]
    assert 'type="file"' in form  # one form: without JavaScript the browser sends what stands in it
    assert "multipart/form-data" in form

    assert resident.post("/report/", {"kind": "lamp", "photos": picture()})["Location"] == "/report/place/"
    assert (photos(), drafts()[0].kind) == (1, "lamp")


def test_a_file_refused_on_the_first_screen_is_named_and_the_kind_is_kept(resident):
    text = SimpleUploadedFile("a.jpg", b"no picture at all", content_type="image/jpeg")
    answer = resident.post("/report/", {"kind": "lamp", "photos": [text, picture()]})
    assert answer.status_code == 422
    assert "a.jpg" in answer.content.decode()
    assert (photos(), drafts()[0].kind) == (1, "lamp")


def test_a_usual_sentence_is_one_touch_and_keeps_what_was_typed(resident, city):
    resident.post("/report/", {"kind": "lamp"})
    resident.post("/report/place/", {"place": city.committee})
    resident.post("/report/words/", {"words": "三楼", "phrase": "0"})

    assert drafts()[0].words.splitlines()[0] == "三楼"
    assert len(drafts()[0].words.splitlines()) == 2


def test_what_was_typed_is_there_after_signing_in_on_another_telephone(cast, client_of, resident, written):
    resident.post("/report/words/", {"words": "路灯不亮，晚上很黑", "keep": "1"}, headers={"HX-Request": "true"})
    resident.post("/sign-out/")

    other = client_of(cast.resident)
    assert "晚上很黑" in other.get("/report/words/").content.decode()
    assert "路灯不亮，晚上很黑" in other.get("/report/").content.decode()


def test_whoever_leaves_for_another_community_keeps_what_they_typed(resident, city):
    resident.post("/report/", {"kind": "lamp"})
    away = resident.post("/report/place/", {"place_words": "车棚旁", "elsewhere": "1"})

    assert "elsewhere=1" in away["Location"]
    assert drafts()[0].place_words == "车棚旁"


def test_another_community_is_found_by_name_and_taken(resident, city):
    name = territory.area(city.neighbour).name
    found = resident.get("/report/place/", {"q": name}).content.decode()
    assert f"?community={city.neighbour}" in found

    asked = resident.get("/report/place/", {"community": city.neighbour})
    assert asked.context["community"].code == city.neighbour
    resident.post("/report/place/", {"community": city.neighbour, "place": city.neighbour})
    assert drafts()[0].place_code == city.neighbour


def test_whoever_changes_one_thing_comes_back_to_the_sheet(resident, written, city):
    assert resident.post("/report/", {"kind": "road", "then": "check"})["Location"] == "/report/check/"
    place = {"place": city.committee, "then": "check"}
    assert resident.post("/report/place/", place)["Location"] == "/report/check/"


def test_the_sheet_sends_whoever_has_not_said_everything_to_what_is_missing(resident):
    assert resident.get("/report/check/")["Location"] == "/report/"
    resident.post("/report/", {"kind": "lamp"})
    assert resident.get("/report/check/")["Location"] == "/report/place/"


def test_the_sheet_says_until_when_and_after_which_rule(resident, written):
    friday = timezone.make_aware(timezone.datetime(2026, 11, 20, 16, 0))
    with time_machine.travel(friday, tick=False):
        text = resident.get("/report/check/").content.decode()
    assert "11月27日" in text
    assert "大宁路街道" in text


def test_an_assumed_limit_is_called_one(resident, written, cast):
    save_draft(cast.resident, kind="lift")
    assert "Linli 的默认值" not in resident.get("/report/check/").content.decode()
    assert resident.get("/report/check/").context["limit"].is_assumed


def test_begin_anew_throws_the_draft_and_its_photos_away(resident, written):
    resident.post("/report/photos/", {"photos": picture()})
    resident.post("/report/discard/")
    assert (drafts(), photos()) == ([], 0)


# --- refusals -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", ["", "nonsense", "\0"])
def test_a_kind_that_is_none_is_refused(kind, resident):
    assert resident.post("/report/", {"kind": kind}).status_code == 422


@pytest.mark.parametrize("place", ["", "1", "-1", "9" * 30, "x", "\0", "3101060060000000"])
def test_a_place_that_is_none_of_those_shown_is_refused(place, resident):
    resident.post("/report/", {"kind": "lamp"})
    answer = resident.post("/report/place/", {"place": place, "place_words": "车棚旁"})
    assert answer.status_code == 422
    assert "车棚旁" in answer.content.decode()


def test_a_place_of_another_community_is_not_taken_for_one_of_this(resident, city):
    answer = resident.post("/report/place/", {"community": city.committee, "place": city.neighbour})
    assert answer.status_code == 422


def test_too_many_words_are_refused_and_kept(resident, written):
    answer = resident.post("/report/words/", {"words": "长" * 1001})
    assert answer.status_code == 422
    assert "长" * 1001 in answer.content.decode()


def test_no_words_are_refused_when_going_on_and_never_before(resident, written):
    assert resident.post("/report/words/", {"words": ""}).status_code == 422
    assert resident.post("/report/words/", {"words": "", "keep": "1"}).status_code == 200


def test_what_is_no_picture_is_refused_by_name_and_the_others_are_kept(resident, written):
    text = SimpleUploadedFile("a.jpg", b"no picture at all", content_type="image/jpeg")
    answer = resident.post("/report/words/", {"words": "路灯不亮了", "photos": [text, picture()]})
    assert answer.status_code == 422
    assert "a.jpg" in answer.content.decode()
    assert photos() == 1


def test_a_picture_that_is_too_large_is_refused(resident, written):
    huge = SimpleUploadedFile("huge.jpg", b"\xff\xd8\xff" + bytes(13 * 2**20), content_type="image/jpeg")
    answer = resident.post("/report/photos/", {"photos": huge}, headers={"HX-Request": "true"})
    assert answer.status_code == 422
    assert "huge.jpg" in answer.content.decode()


def test_a_fifth_picture_is_refused(resident, written):
    four = [picture(f"{number}.jpg") for number in range(4)]
    assert resident.post("/report/photos/", {"photos": four}).status_code == 302
    answer = resident.post("/report/photos/", {"photos": picture("5.jpg")}, headers={"HX-Request": "true"})
    assert answer.status_code == 422
    assert "5.jpg" in answer.content.decode()
    assert photos() == 4


def test_a_picture_taken_off_is_gone_and_the_words_stay(resident, written):
    resident.post("/report/photos/", {"photos": picture()})
    with wall(Scope.EVERYTHING):
        photo = DraftPhoto.objects.everywhere(because="a test").get().pk
    resident.post("/report/words/", {"words": "路灯坏了", "removed": photo})
    assert (photos(), drafts()[0].words) == (0, "路灯坏了")


def test_a_small_picture_is_small_and_asked_for_each_time(resident, written):
    resident.post("/report/photos/", {"photos": picture(edge=1200)})
    with wall(Scope.EVERYTHING):
        photo = DraftPhoto.objects.everywhere(because="a test").get().pk
    whole = resident.get(f"/report/photos/{photo}/")
    small = resident.get(f"/report/photos/{photo}/", {"size": "small"})

    assert Image.open(BytesIO(small.content)).size == (480, 480)
    assert (whole["Cache-Control"], whole["X-Content-Type-Options"]) == ("private, no-store", "nosniff")
    assert small["Cache-Control"] == "private, no-cache"
    again = resident.get(f"/report/photos/{photo}/", {"size": "small"}, headers={"If-None-Match": small["ETag"]})
    assert again.status_code == 304


# --- twice --------------------------------------------------------------------------------------------
def test_the_last_screen_sent_twice_makes_one_order(resident, written):
    form = sheet(resident)
    first, second = (resident.post("/report/check/", form) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert len(orders()) == 1


def test_what_changed_in_another_window_is_looked_at_before_it_is_sent(resident, written):
    form = sheet(resident)
    resident.post("/report/words/", {"words": "不是路灯，是井盖"})
    answer = resident.post("/report/check/", form)

    assert answer.status_code == 409
    assert "不是路灯，是井盖" in answer.content.decode()
    assert orders() == []


def test_an_old_sheet_never_sends_a_new_report(resident, written, cast, city):
    form = sheet(resident)
    resident.post("/report/discard/")
    save_draft(cast.resident, kind="noise", place_code=city.committee, words="太吵")

    assert resident.post("/report/check/", {"token": form["token"]}).status_code == 409
    assert orders() == []


@pytest.mark.parametrize("form", [{"token": "x", "seen": "y"}, {"token": "\0"}, {"token": str(uuid4())}])
def test_a_sheet_of_nonsense_breaks_nothing(form, resident):
    assert resident.post("/report/check/", form).status_code == 422


# --- already reported ---------------------------------------------------------------------------------


def test_the_sent_page_is_the_reporters_alone(cast, city, client_of, resident):
    order = reported(cast.resident, city)
    assert resident.get(f"/report/sent/{order.pk}/").status_code == 200
    assert client_of(cast.volunteer).get(f"/report/sent/{order.pk}/").status_code == 404
