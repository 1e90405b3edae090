"""What a unit sees and does: its own tasks, never who reported; and the lists of units."""

from __future__ import annotations

from uuid import uuid4

import pytest

from linli.domains.workorders import public as workorders
from linli.domains.workorders.actions.deciding import urge
from linli.domains.workorders.models import HandlingUnit, Order, UnitMember
from linli.domains.workorders.rules.states import State
from linli.domains.workorders.tests.desk import picture, told
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall

pytestmark = pytest.mark.django_db


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


@pytest.fixture
def task(firm, cast, city) -> Order:
    order = told(cast.worker, city.committee)
    workorders.dispatch(cast.worker, order.pk, unit_id=firm)
    return order


def state(order: Order) -> str:
    with wall(Scope.EVERYTHING):
        return Order.objects.everywhere(because="a test").get(pk=order.pk).state


def send(browser, order: Order, verb: str, **typed: object):
    return browser.post(f"/tasks/{order.pk}/", {"verb": verb, "token": str(uuid4()), **typed})


def test_a_unit_sees_its_tasks_and_never_who_reported(task, cast, client_of):
    browser = client_of(cast.property_firm)
    assert [row.id for row in browser.get("/tasks/").context["rows"]] == [task.pk]
    for path in ("/tasks/", f"/tasks/{task.pk}/", f"/tasks/{task.pk}/sheet/"):
        text = browser.get(path).content.decode()
        assert "路灯不亮了" in text
        assert "吴" not in text
        assert "15400001234" not in text


def test_a_unit_reports_it_done_with_a_photo(task, cast, client_of):
    browser = client_of(cast.property_firm)
    assert send(browser, task, "finish", words="灯泡换好了", photos=picture())["Location"] == "/tasks/"
    assert state(task) == State.HANDLED
    assert browser.get("/tasks/").context["rows"] == []
    assert [row.id for row in browser.get("/tasks/?shown=given_back").context["rows"]] == [task.pk]


def test_a_unit_returns_what_is_not_its_own(task, cast, client_of):
    send(client_of(cast.property_firm), task, "return", words="市政路灯，不归物业")
    assert state(task) == State.REPORTED


def test_a_unit_notes_how_far_it_is(task, cast, client_of):
    response = send(client_of(cast.property_firm), task, "note", words="明天到货")
    assert response["Location"] == f"/tasks/{task.pk}/"
    assert "明天到货" in client_of(cast.worker).get(f"/orders/{task.pk}/").content.decode()


@pytest.mark.parametrize("typed", [{"verb": "finish", "words": ""}, {"verb": "answer", "words": "好"}, {"words": "好"}])
def test_what_makes_no_sense_is_refused_and_the_form_kept(typed, task, cast, client_of):
    response = client_of(cast.property_firm).post(f"/tasks/{task.pk}/", typed)
    assert response.status_code == 422
    assert state(task) == State.HANDLING


def test_what_was_typed_is_kept_when_the_order_moved_on(task, cast, client_of):
    seen = client_of(cast.property_firm).get(f"/tasks/{task.pk}/").context["card"].seen
    urge(cast.street, task.pk)
    response = send(client_of(cast.property_firm), task, "finish", words="做完了", seen=seen)
    assert response.status_code == 409
    assert "做完了" in response.content.decode()


def test_the_task_of_another_unit_does_not_exist(task, cast, client_of):
    browser = client_of(cast.department)
    assert browser.get("/tasks/").context["rows"] == []
    assert browser.get(f"/tasks/{task.pk}/").status_code == 404
    assert "还不属于任何处置单位" in browser.get("/tasks/").content.decode()


def test_what_one_reported_oneself_is_no_task(cast, city, client_of):
    firm = cast.property_firm
    workorders.save_draft(firm, kind="lamp", place_code=city.committee, words="灯不亮")
    with wall(firm.scope, account_id=firm.account_id):
        token = workorders.my_draft(firm).token
    own = workorders.send_report(firm, token)
    assert client_of(firm).get(f"/tasks/{own.pk}/").status_code == 404


def test_one_presence_in_a_unit_does_not_open_the_queue(task, cast, client_of):
    browser = client_of(cast.property_firm)
    for path in ("/orders/", f"/orders/{task.pk}/", f"/orders/{task.pk}/reporter/", f"/orders/{task.pk}/sheet/"):
        assert browser.get(path).status_code == 403


# --- units ----------------------------------------------------------------------------------------------
def test_a_street_enters_a_unit_and_its_people(cast, client_of):
    browser = client_of(cast.street)
    browser.post("/orders/units/", {"name": "城管中队", "kind": "department", "telephone": "021-56780001"})
    with wall(Scope.EVERYTHING):
        unit = HandlingUnit.objects.everywhere(because="a test").get(name="城管中队")
    assert "城管中队" in browser.get("/orders/units/").content.decode()
    response = browser.post(f"/orders/units/{unit.pk}/", {"username": "property-firm"})
    assert response.status_code == 302
    with wall(Scope.EVERYTHING):
        assert UnitMember.objects.everywhere(because="a test").get(unit=unit).post_id == cast.property_firm.post_id


@pytest.mark.parametrize("username", ["nobody", "resident", "department", "other-street"])
def test_only_who_handles_orders_in_the_area_can_be_entered(username, firm, cast, client_of):
    response = client_of(cast.street).post(f"/orders/units/{firm}/", {"username": username})
    assert response.status_code == 422  # unknown, without the permission, or of another area


def test_a_unit_of_another_street_cannot_be_changed(firm, cast, client_of):
    assert client_of(cast.other_street).get(f"/orders/units/{firm}/").status_code == 404


# --- writing down ---------------------------------------------------------------------------------------
TOLD = {"kind": "lamp", "words": "灯不亮", "source": "told", "name": "王", "telephone": ""}


def test_staff_write_down_what_they_are_told(cast, city, client_of):
    browser = client_of(cast.worker)
    response = browser.post(
        "/orders/new/", {**TOLD, "place": city.committee, "token": str(uuid4()), "photos": picture()}
    )
    assert response.status_code == 302
    card = browser.get(response["Location"]).context["opened"].card
    assert card.row.words == "灯不亮"
    assert len(card.report_photos) == 1


def test_a_street_names_the_committee(cast, city, client_of):
    response = client_of(cast.street).post("/orders/new/", {**TOLD, "place": city.neighbour})
    assert response.status_code == 302
    assert client_of(cast.neighbour).get(response["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"words": ""}, "words"),
        ({"kind": "moon"}, "kind"),
        ({"place": "3101060060000000"}, "place"),
        ({"place": "x"}, "place"),
        ({"name": ""}, "name"),
        ({"telephone": "12"}, "telephone"),
        ({"place_words": "长" * 121}, "place_words"),
    ],
)
def test_what_cannot_be_entered_is_said_beside_its_field(changed, field, cast, city, client_of):
    response = client_of(cast.worker).post("/orders/new/", {**TOLD, "place": city.committee, **changed})
    assert response.status_code == 422
    assert field in response.context["form"].errors


def test_a_patrol_names_nobody(cast, city, client_of):
    response = client_of(cast.worker).post(
        "/orders/new/", {**TOLD, "place": city.committee, "source": "patrol", "name": ""}
    )
    assert response.status_code == 302


def test_another_page_can_bring_the_words(cast, city, client_of):
    form = client_of(cast.worker).get(f"/orders/new/?words=漏水&place={city.neighbour}&kind=water").context["form"]
    assert form["words"].value() == "漏水"
    assert form["kind"].value() == "water"
    assert form["place"].value() == str(city.committee)  # the other lies outside; there is but one of our own
