"""Every verb of an office through its form: once, and what was typed is kept when somebody was quicker."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.utils import translation

from linli.domains.workorders import public as workorders
from linli.domains.workorders.actions.deciding import decide
from linli.domains.workorders.actions.handling import handle
from linli.domains.workorders.actions.moving import Given
from linli.domains.workorders.forms.deeds import PATHS, ROOM_FOR_PATH, DeclineForm
from linli.domains.workorders.models import Order, Step
from linli.domains.workorders.rules.kinds import LONGEST_WORDS
from linli.domains.workorders.rules.states import State, Verb
from linli.domains.workorders.tests.desk import WORDS, picture, told
from linli.foundation.audit.models import AuditRow
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall

pytestmark = pytest.mark.django_db


def kept(order: Order) -> Order:
    with wall(Scope.EVERYTHING):
        return Order.objects.everywhere(because="a test").get(pk=order.pk)


def steps(order: Order) -> list[Step]:
    with wall(Scope.EVERYTHING):
        return list(Step.objects.everywhere(because="a test").filter(order=order).order_by("pk"))


def reveals() -> list[AuditRow]:
    with wall(Scope.EVERYTHING):
        rows = AuditRow.objects.everywhere(because="a test")
        return list(rows.filter(action="workorders:reporter:reveal"))


def send(browser, order: Order, verb: str, **typed: object):
    where = "urging/" if verb == "urge" else f"deeds/{verb}/"
    form = {"token": str(uuid4()), "seen": kept(order).last_step_id, **typed}
    return browser.post(f"/orders/{order.pk}/{where}", form)


@pytest.fixture
def order(cast, city) -> Order:
    return told(cast.worker, city.committee)


@pytest.fixture
def firm(cast, city) -> int:
    unit = workorders.add_unit(
        cast.street,
        name="彭浦物业",
        kind=workorders.UnitKind.PROPERTY_FIRM,
        scope=Scope(city.street, city.street + 10**7),
    )
    workorders.add_member(cast.street, unit, cast.property_firm.post_id)
    return unit


def test_the_committee_takes_an_order_on_with_one_press(order, cast, client_of):
    browser = client_of(cast.worker)
    assert 'action="/orders/' in browser.get(f"/orders/{order.pk}/").content.decode()
    assert send(browser, order, "accept").status_code == 302
    assert kept(order).state == State.HANDLING


def test_an_order_goes_up_and_comes_back(order, cast, client_of):
    send(client_of(cast.worker), order, "send_up", words="归街道管")
    assert kept(order).state == State.SENT_UP
    send(client_of(cast.street), order, "send_back", words="你们自己可以办")
    assert kept(order).state == State.REPORTED


def test_declining_says_which_way_stands_open(order, cast, client_of):
    response = send(client_of(cast.worker), order, "decline", words="借款纠纷", path="court")
    assert response.status_code == 302
    assert kept(order).state == State.DECLINED
    assert "人民调解" in steps(order)[-1].words


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("path", [path for path in PATHS if path])
def test_the_longest_words_and_the_way_that_stands_open_fit_together(path, language, order, cast, client_of):
    with translation.override(language):
        form = DeclineForm({"words": "长" * (LONGEST_WORDS - ROOM_FOR_PATH), "path": path}, label="")
        assert form.is_valid()
        assert len(form.said()) <= LONGEST_WORDS
    response = send(client_of(cast.worker), order, "decline", words="长" * (LONGEST_WORDS - ROOM_FOR_PATH), path=path)
    assert response.status_code == 302


def test_an_order_is_given_to_a_unit_or_to_one_person_of_it(order, firm, cast, client_of):
    browser = client_of(cast.worker)
    form = browser.get(f"/orders/{order.pk}/deeds/dispatch/").content.decode()
    assert "彭浦物业" in form
    assert f'value="{firm}.{cast.property_firm.post_id}"' in form
    send(browser, order, "dispatch", to=f"{firm}.{cast.property_firm.post_id}")
    now = kept(order)
    assert (now.state, now.holder_unit_id, now.holder_post_id) == (State.HANDLING, firm, cast.property_firm.post_id)


def test_the_street_may_give_an_order_to_the_committee(order, cast, client_of):
    decide(cast.worker, order.pk, Verb.SEND_UP, WORDS)
    send(client_of(cast.street), order, "dispatch", to="committee", words="请居委会上门")
    assert (kept(order).holder, kept(order).giver) == ("committee", "street")


def test_the_unit_that_did_the_same_lately_is_offered_first(order, firm, cast, city, client_of):
    before = told(cast.worker, city.committee)
    workorders.dispatch(cast.worker, before.pk, unit_id=firm)
    decide(cast.worker, order.pk, Verb.SEND_UP, WORDS)
    opened = client_of(cast.street).get(f"/orders/{order.pk}/").context["opened"]
    assert opened.next.label == "派给 彭浦物业"
    assert f"to={firm}" in opened.next.url


def test_what_a_unit_has_done_is_answered_or_done_again(order, firm, cast, client_of):
    workorders.dispatch(cast.worker, order.pk, unit_id=firm)
    handle(cast.property_firm, order.pk, Verb.FINISH, WORDS)
    browser = client_of(cast.worker)
    assert browser.get(f"/orders/{order.pk}/").context["opened"].next.verb is Verb.ANSWER
    send(browser, order, "rework", words="还有一盏")
    assert kept(order).state == State.HANDLING
    handle(cast.property_firm, order.pk, Verb.FINISH, WORDS)
    send(browser, order, "answer", words="修好了", photos=picture())
    assert kept(order).state == State.ANSWERED
    photo = browser.get(f"/orders/{order.pk}/").context["opened"].card.steps[0].photos[0]
    assert browser.get(f"/orders/photos/{photo}/").status_code == 200


def test_who_has_no_account_is_called_back_and_that_closes_it(order, cast, client_of):
    decide(cast.worker, order.pk, Verb.ACCEPT)
    decide(cast.worker, order.pk, Verb.ANSWER, WORDS)
    browser = client_of(cast.worker)
    assert browser.get(f"/orders/{order.pk}/").context["opened"].next.verb is Verb.CALL_BACK
    send(browser, order, "call_back", is_solved="no", satisfaction="not", words="还是暗")
    now = kept(order)
    assert (now.state, now.is_solved, now.satisfaction) == (State.CLOSED, False, "not")


def test_a_note_stays_inside_unless_it_is_shown(order, cast, client_of):
    browser = client_of(cast.worker)
    send(browser, order, "note", words="电话没人接")
    send(browser, order, "note", words="明天上门", is_shown="on")
    assert [step.is_inside for step in steps(order)[1:]] == [True, False]


def test_district_and_city_urge_and_decide_nothing(order, cast, client_of):
    for who in (cast.district, cast.city):
        browser = client_of(who)
        assert send(browser, order, "urge").status_code == 302
        assert send(browser, order, "accept").status_code == 403
    assert kept(order).urged == 2
    assert send(client_of(cast.city), order, "urge").status_code == 409  # once a day


def test_a_form_that_arrives_twice_counts_once(order, cast, client_of):
    browser, token = client_of(cast.worker), str(uuid4())
    for _ in range(2):
        assert send(browser, order, "note", words="一次", token=token, seen="").status_code == 302
    assert len(steps(order)) == 2


def test_what_was_typed_is_kept_when_somebody_was_quicker(order, cast, client_of):
    before = kept(order).last_step_id
    decide(cast.head, order.pk, Verb.NOTE, Given(words="居民来电催问", is_inside=True))
    browser = client_of(cast.worker)
    response = send(browser, order, "send_up", words="归街道管", seen=before)
    text = response.content.decode()
    assert response.status_code == 409
    assert "归街道管" in text
    assert "居民来电催问" in text
    assert "别人已处理过" in text
    again = response.context["form"]
    assert send(browser, order, "send_up", words="归街道管", seen=again["seen"].value()).status_code == 302


def test_what_cannot_be_done_now_says_so_and_does_nothing(order, cast, client_of):
    browser = client_of(cast.worker)
    assert "现在不能这样操作" in browser.get(f"/orders/{order.pk}/deeds/rework/").content.decode()
    assert send(browser, order, "rework", words="再做").status_code == 409
    assert send(client_of(cast.street), order, "accept").status_code == 409  # the committee holds it
    assert kept(order).state == State.REPORTED


@pytest.mark.parametrize(
    ("verb", "typed", "field"),
    [
        ("send_up", {"words": ""}, "words"),
        ("decline", {"words": " \n "}, "words"),
        ("decline", {"words": "不管", "path": "mars"}, "path"),
        ("dispatch", {"to": "999999"}, "to"),
        ("dispatch", {"to": ""}, "to"),
        ("note", {"words": "长" * 1001}, "words"),
        ("note", {"words": "坏票", "token": "no-token"}, "token"),
        ("note", {"words": "坏步", "seen": "x"}, "seen"),
    ],
)
def test_what_makes_no_sense_is_said_beside_its_field(verb, typed, field, order, cast, client_of):  # noqa: PLR0917
    response = send(client_of(cast.worker), order, verb, **typed)
    assert response.status_code == 422
    assert field in response.context["form"].errors


@pytest.mark.parametrize("verb", ["report", "rate", "reopen", "withdraw", "finish", "return", "lapse", "urge", "x"])
def test_only_the_offices_own_deeds_have_an_address(verb, order, cast, client_of):
    assert client_of(cast.worker).get(f"/orders/{order.pk}/deeds/{verb}/").status_code == 404


def test_after_a_deed_one_is_back_in_the_same_queue(order, cast, client_of):
    response = send(client_of(cast.worker), order, "note", words="好", **{"from": "/orders/?whose=all&late=1"})
    assert response["Location"] == f"/orders/?whose=all&late=1&open={order.pk}"
    elsewhere = send(client_of(cast.worker), order, "note", words="好", **{"from": "https://example.org/"})
    assert elsewhere["Location"] == f"/orders/{order.pk}/"


def test_htmx_gets_the_form_alone(order, cast, client_of):
    text = (
        client_of(cast.worker).get(f"/orders/{order.pk}/deeds/note/", headers={"HX-Request": "true"}).content.decode()
    )
    assert "<form" in text
    assert "<html" not in text


# --- who reported ---------------------------------------------------------------------------------------
def test_who_reported_is_masked_and_shown_for_a_purpose_only(order, cast, client_of):
    browser = client_of(cast.worker)
    assert "吴阿婆" not in browser.get(f"/orders/{order.pk}/").content.decode()
    assert "15400001234" not in browser.get(f"/orders/{order.pk}/reporter/").content.decode()
    text = browser.post(f"/orders/{order.pk}/reporter/", {"purpose": "visit"}).content.decode()
    assert "吴阿婆" in text
    assert 'href="tel:15400001234"' in text
    (row,) = reveals()
    assert (row.object_id, row.purpose) == (order.pk, "为约定上门或维修时间")


@pytest.mark.parametrize("typed", [{}, {"purpose": "other"}, {"purpose": "other", "words": "打 13800138000 问"}])
def test_without_a_purpose_nothing_is_shown(typed, order, cast, client_of):
    response = client_of(cast.worker).post(f"/orders/{order.pk}/reporter/", typed)
    assert response.status_code == 422
    assert "15400001234" not in response.content.decode()
    assert not reveals()


def test_district_and_city_never_learn_who_reported(order, cast, client_of):
    for who in (cast.district, cast.city):
        assert client_of(who).post(f"/orders/{order.pk}/reporter/", {"purpose": "ask"}).status_code == 403


# --- on paper -------------------------------------------------------------------------------------------
def test_the_sheet_of_paper_says_where_and_until_when_and_not_who(order, cast, client_of):
    text = client_of(cast.worker).get(f"/orders/{order.pk}/sheet/").content.decode()
    assert order.number in text
    assert "3 号楼门口" in text
    assert "吴" not in text
