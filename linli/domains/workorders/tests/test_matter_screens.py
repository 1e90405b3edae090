"""What became of my report, and what I can do about it."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from linli.domains.workorders.actions.deciding import decide, dispatch
from linli.domains.workorders.actions.handling import handle
from linli.domains.workorders.actions.moving import Given
from linli.domains.workorders.events import OrderMoved
from linli.domains.workorders.models import Order, OrderPhoto, Step
from linli.domains.workorders.queries.matters import photo_file
from linli.domains.workorders.rules.states import State, Verb
from linli.domains.workorders.tasks import tell
from linli.domains.workorders.tests.test_circle import firm, reported  # noqa: F401 - a fixture
from linli.foundation.accounts.models import Account
from linli.foundation.notices.models import Message
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall
from linli.toolbox.errors import NotFound

pytestmark = pytest.mark.django_db
DONE = Given(words="灯泡换好了，今晚请您看看。")
DEEDS = ["rating", "reopening", "urging", "withdrawal"]
RATED = {"is_solved": "yes", "satisfaction": "satisfied"}


def picture() -> BytesIO:
    kept = BytesIO()
    Image.new("RGB", (40, 30), "navy").save(kept, "JPEG")
    kept.seek(0)
    return kept


def now_of(order: Order) -> Order:
    with wall(Scope.EVERYTHING):
        return Order.objects.everywhere(because="a test").get(pk=order.pk)


def steps_of(order: Order, verb: Verb) -> int:
    with wall(Scope.EVERYTHING):
        return Step.objects.everywhere(because="a test").filter(order=order, verb=verb).count()


def photo_of(order: Order) -> int:
    with wall(Scope.EVERYTHING):
        return OrderPhoto.objects.everywhere(because="a test").filter(order=order).latest("pk").pk


@pytest.fixture
def order(cast, city) -> Order:
    return reported(cast.resident, city, photo=True)


@pytest.fixture
def answered(cast, order) -> Order:
    decide(cast.worker, order.pk, Verb.ACCEPT)
    decide(cast.worker, order.pk, Verb.ANSWER, DONE)
    return order


@pytest.fixture
def resident(cast, client_of) -> Client:
    return client_of(cast.resident)


# --- the five questions -------------------------------------------------------------------------------
def test_the_list_and_the_matter_work(resident, order):
    assert "路灯不亮了" in resident.get("/matters/").content.decode()
    assert order.number in resident.get(f"/matters/{order.pk}/").content.decode()


@pytest.mark.parametrize("path", ["/matters/", "/matters/1/", *(f"/matters/1/{deed}/" for deed in DEEDS)])
def test_a_stranger_signs_in_first(path, db):
    assert Client().post(path)["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("path", ["/matters/", "/matters/1/", *(f"/matters/1/{deed}/" for deed in DEEDS)])
def test_staff_have_screens_of_their_own(path, cast, client_of):
    assert client_of(cast.worker).post(path).status_code == 403


@pytest.mark.parametrize("deed", DEEDS)
def test_what_changes_something_is_never_a_link(deed, resident, order):
    assert resident.get(f"/matters/{order.pk}/{deed}/").status_code == 405


@pytest.mark.parametrize("who", ["volunteer", "block_head", "owners", "organisation", "property_firm"])
def test_the_matter_of_another_is_as_if_it_were_not(who, cast, client_of, answered):
    browser = client_of(getattr(cast, who))
    assert browser.get(f"/matters/{answered.pk}/").status_code == 404
    assert [browser.post(f"/matters/{answered.pk}/{deed}/", RATED).status_code for deed in DEEDS] == [404] * 4
    assert "路灯不亮了" not in browser.get("/matters/").content.decode()


def test_a_firm_that_holds_an_order_does_not_read_it_as_its_own_matter(cast, client_of, order, firm):  # noqa: F811
    dispatch(cast.worker, order.pk, unit_id=firm)
    browser = client_of(cast.property_firm)
    assert browser.get(f"/matters/{order.pk}/").status_code == 404
    assert browser.get(f"/orders/photos/{photo_of(order)}/").status_code == 200


# --- pictures -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("who", ["resident", "worker", "street", "district", "city"])
def test_a_picture_is_seen_by_whoever_may_open_the_order(who, cast, client_of, order):
    assert client_of(getattr(cast, who)).get(f"/orders/photos/{photo_of(order)}/").status_code == 200


@pytest.mark.parametrize(
    ("who", "code"),
    [("neighbour", 404), ("other_street", 404), ("volunteer", 404), ("property_firm", 404), ("department", 404),
     ("system_admin", 403), ("audit_admin", 403)],
)  # fmt: skip
def test_a_picture_is_nothing_to_anybody_else(who, code, cast, client_of, order):
    browser = client_of(getattr(cast, who))
    for number in (photo_of(order), 987_654_321):
        assert browser.get(f"/orders/photos/{number}/").status_code == code


def test_a_picture_among_the_offices_stays_there(cast, client_of, order):
    inside = Given(words="只给街道看", photos=[(picture(), "a.jpg")], is_inside=True)
    decide(cast.worker, order.pk, Verb.NOTE, inside)
    assert client_of(cast.worker).get(f"/orders/photos/{photo_of(order)}/").status_code == 200
    assert client_of(cast.resident).get(f"/orders/photos/{photo_of(order)}/").status_code == 404
    with wall(Scope.EVERYTHING), pytest.raises(NotFound):  # nor where the database's own wall stood wide open
        photo_file(cast.resident, photo_of(order))


# --- the list -----------------------------------------------------------------------------------------
def test_an_empty_list_says_how_to_begin(cast, client_of):
    assert 'href="/report/"' in client_of(cast.volunteer).get("/matters/").content.decode()


def test_open_ones_stand_first_and_what_is_over_is_paged(cast, city, resident, settings):
    settings.LINLI_REPORTS_A_DAY = 50
    old = [reported(cast.resident, city) for _ in range(22)]
    with wall(Scope.EVERYTHING):
        Order.objects.everywhere(because="a test").filter(pk__in=[one.pk for one in old[:-1]]).update(
            state="closed", is_running=False, holder="nobody", closed_at=timezone.now()
        )
    first = resident.get("/matters/")
    assert [row.id for row, _ in first.context["running"]] == [old[-1].pk]
    assert len(first.context["past"]) == 20
    second = resident.get("/matters/" + first.context["older_url"])
    assert [row.id for row, _ in second.context["past"]] == [old[0].pk]
    assert second.context["older_url"] == ""


def test_what_waits_for_my_word_stands_first(cast, city, resident, answered):
    reported(cast.resident, city)
    shown = resident.get("/matters/").context
    assert [row.id for row, _ in shown["waiting"]] == [answered.pk]
    assert answered.pk not in [row.id for row, _ in shown["running"]]


def test_the_list_asks_the_database_as_often_for_many_as_for_one(cast, city, resident):
    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            resident.get("/matters/")
        return len(seen)

    reported(cast.resident, city)
    asked()
    one = asked()
    for _ in range(12):
        reported(cast.resident, city)
    assert asked() == one


# --- one matter ---------------------------------------------------------------------------------------
def test_it_says_who_holds_it_and_until_when(cast, resident, order, firm):  # noqa: F811
    decide(cast.worker, order.pk, Verb.SEND_UP, DONE)
    dispatch(cast.street, order.pk, unit_id=firm)
    text = resident.get(f"/matters/{order.pk}/").content.decode()
    assert "彭浦物业" in text
    assert "street" not in [step.by for step in resident.get(f"/matters/{order.pk}/").context["card"].steps]


def test_notes_among_the_offices_are_not_shown(cast, resident, order):
    decide(cast.worker, order.pk, Verb.NOTE, Given(words="此人常投诉", is_inside=True))
    assert "此人常投诉" not in resident.get(f"/matters/{order.pk}/").content.decode()


def test_an_answer_is_rated_and_the_matter_is_over(resident, answered):
    done = resident.post(f"/matters/{answered.pk}/rating/", RATED, follow=True)
    assert done.redirect_chain == [(f"/matters/{answered.pk}/", 302)]
    assert (now_of(answered).state, now_of(answered).is_solved) == (State.CLOSED, True)


NOT_SOLVED = {"is_solved": "no", "satisfaction": "not", "words": "还是暗"}


def test_what_is_not_solved_is_not_closed_by_a_rating_but_asks_what_is_wrong(resident, answered):
    asked = resident.post(f"/matters/{answered.pk}/rating/", NOT_SOLVED)
    assert (asked.status_code, now_of(answered).state) == (200, State.ANSWERED)
    text = asked.content.decode()
    assert "还是暗" in text  # what was typed is there, and one more touch sends it back
    assert f'action="/matters/{answered.pk}/reopening/"' in text
    assert asked.context["rating_form"]["satisfaction"].value() == "not"

    resident.post(f"/matters/{answered.pk}/reopening/", NOT_SOLVED)
    assert now_of(answered).state == State.REPORTED


def test_not_solved_asks_on_even_when_nothing_else_was_said(resident, answered):
    assert resident.post(f"/matters/{answered.pk}/rating/", {"is_solved": "no"}).status_code == 200
    assert now_of(answered).state == State.ANSWERED


def test_closing_what_is_not_solved_is_a_choice_of_its_own(resident, answered):
    assert "仍未解决，但不用再办了" in resident.post(f"/matters/{answered.pk}/rating/", NOT_SOLVED).content.decode()
    resident.post(f"/matters/{answered.pk}/rating/", {**NOT_SOLVED, "anyway": "1"})
    now = now_of(answered)
    assert (now.state, now.is_solved, now.satisfaction) == (State.CLOSED, False, "not")


def test_closing_it_anyway_without_a_rating_is_asked_again_with_the_words(resident, answered):
    again = resident.post(f"/matters/{answered.pk}/rating/", {"is_solved": "no", "words": "还是暗", "anyway": "1"})
    assert (again.status_code, now_of(answered).state) == (422, State.ANSWERED)
    assert "还是暗" in again.content.decode()


@pytest.mark.parametrize(
    "form",
    [{}, {"is_solved": "yes"}, {"is_solved": "perhaps", "satisfaction": "satisfied"}, {**RATED, "satisfaction": "\0"},
     {**RATED, "words": "长" * 1001}, {**RATED, "token": "x"}],
)  # fmt: skip
def test_a_rating_that_says_too_little_is_asked_again(form, resident, answered):
    assert resident.post(f"/matters/{answered.pk}/rating/", form).status_code == 422
    assert now_of(answered).state == State.ANSWERED


def test_a_rating_sent_twice_counts_once(resident, answered):
    form = {**RATED, "token": str(uuid4())}
    codes = [resident.post(f"/matters/{answered.pk}/rating/", form).status_code for _ in range(2)]
    assert codes == [302, 302]
    assert steps_of(answered, Verb.RATE) == 1


def test_what_is_not_answered_is_not_rated(resident, order):
    assert resident.post(f"/matters/{order.pk}/rating/", RATED).status_code == 409


def test_what_is_not_solved_goes_back_with_words_and_a_photo(resident, answered):
    photo = SimpleUploadedFile("a.jpg", picture().read(), content_type="image/jpeg")
    resident.post(f"/matters/{answered.pk}/reopening/", {"words": "今晚又不亮了", "photos": photo})
    assert (now_of(answered).state, now_of(answered).reopened) == (State.REPORTED, 1)
    assert "今晚又不亮了" in resident.get(f"/matters/{answered.pk}/").content.decode()


def test_it_does_not_go_back_without_a_word_or_with_what_is_no_picture(resident, answered):
    text = SimpleUploadedFile("a.jpg", b"no picture", content_type="image/jpeg")
    for form in ({"words": ""}, {"words": "不亮", "photos": text}):
        assert resident.post(f"/matters/{answered.pk}/reopening/", form).status_code == 422
    assert now_of(answered).state == State.ANSWERED


def test_after_ten_days_sending_back_is_neither_shown_nor_done(cast, client_of, resident, answered):
    assert f"/matters/{answered.pk}/reopening/" in resident.get(f"/matters/{answered.pk}/").content.decode()
    with time_machine.travel(timezone.now() + timedelta(days=10, minutes=1)):
        later = client_of(cast.resident)
        assert "reopening" not in later.get(f"/matters/{answered.pk}/").content.decode()
        assert later.post(f"/matters/{answered.pk}/reopening/", {"words": "不亮"}).status_code == 409
    assert now_of(answered).reopened == 0


def test_urging_is_taken_once_a_day_and_then_explained(resident, order):
    assert resident.post(f"/matters/{order.pk}/urging/").status_code == 302
    assert resident.post(f"/matters/{order.pk}/urging/").status_code == 409
    assert now_of(order).urged == 1


def test_a_withdrawn_report_is_over(resident, order):
    form = {"token": str(uuid4())}
    assert [resident.post(f"/matters/{order.pk}/withdrawal/", form).status_code for _ in range(2)] == [302, 302]
    assert now_of(order).state == State.WITHDRAWN


def test_what_somebody_works_on_is_not_withdrawn(cast, resident, order):
    decide(cast.worker, order.pk, Verb.ACCEPT)
    assert "withdrawal" not in resident.get(f"/matters/{order.pk}/").content.decode()
    assert resident.post(f"/matters/{order.pk}/withdrawal/").status_code == 409


# --- messages -----------------------------------------------------------------------------------------
def told(actor: Any, order: Order, language: str) -> list[str]:
    """Deliver what happened to an order and return what the actor reads of it, the first thing first."""
    with wall(Scope.EVERYTHING):
        account = Account.objects.everywhere(because="a test")
        account.filter(pk=actor.account_id).update(language=language)
        steps = list(Step.objects.everywhere(because="a test").filter(order=order).order_by("pk"))
    for step in steps:
        tell(OrderMoved(order.pk, step.pk, step.verb, order.area_code))
    with wall(Scope.EVERYTHING):
        mine = Message.objects.everywhere(because="a test").filter(recipient_id=actor.account_id).order_by("pk")
        return [f"{message.subject}\n{message.body}\n{message.link}" for message in mine]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_whoever_reported_hears_of_every_step_in_whole_sentences(language, cast, order, firm):  # noqa: F811
    decide(cast.worker, order.pk, Verb.SEND_UP, DONE)
    dispatch(cast.street, order.pk, unit_id=firm)
    handle(cast.property_firm, order.pk, Verb.FINISH, DONE)
    decide(cast.street, order.pk, Verb.ANSWER, DONE)

    heard = told(cast.resident, order, language)

    assert len(heard) == 4
    assert len({one.splitlines()[0] for one in heard}) == 4  # each heading says what happened
    assert all(order.number in one and f"/matters/{order.pk}/" in one for one in heard)
    assert "彭浦物业" in heard[1]
    assert ("十天" if language == "zh-hans" else "ten days") in heard[3]
    assert all("%(" not in one and "None" not in one for one in heard)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_whoever_holds_it_hears_what_they_must_do(language, cast, order):
    heard = told(cast.worker, order, language)
    assert len(heard) == 1
    assert f"/orders/{order.pk}/" in heard[0]
    assert "resident" not in heard[0]
