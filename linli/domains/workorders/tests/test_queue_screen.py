"""The queue: what waits, what is late, who holds it; filters as links, never counted, never offset."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from linli.domains.workorders import public as workorders
from linli.domains.workorders.actions.deciding import decide, dispatch
from linli.domains.workorders.actions.moving import Given
from linli.domains.workorders.models import Order
from linli.domains.workorders.rules.states import Verb
from linli.domains.workorders.tests.desk import WORDS, told
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall

pytestmark = pytest.mark.django_db


def rows(response) -> list[str]:
    return [row.words for row in response.context["rows"]]


def make_late(order: Order) -> None:
    with wall(Scope.EVERYTHING):
        past = timezone.now() - timedelta(days=30)
        Order.objects.everywhere(because="a test").filter(pk=order.pk).update(reported_at=past, due_at=past)


@pytest.fixture
def three(cast, city) -> dict[str, Order]:
    """One waits for the committee, one for the street, one is answered."""
    orders = {name: told(cast.worker, city.committee, words=name) for name in ("灯", "路", "水")}
    decide(cast.worker, orders["路"].pk, Verb.SEND_UP, WORDS)
    decide(cast.worker, orders["水"].pk, Verb.ACCEPT)
    decide(cast.worker, orders["水"].pk, Verb.ANSWER, WORDS)
    return orders


def test_each_office_first_sees_what_waits_for_itself(three, cast, client_of):
    assert rows(client_of(cast.worker).get("/orders/")) == ["灯"]
    assert rows(client_of(cast.street).get("/orders/")) == ["路"]
    assert set(rows(client_of(cast.district).get("/orders/"))) == {"灯", "路"}


def test_one_press_shows_everything_that_runs(three, cast, client_of):
    assert set(rows(client_of(cast.worker).get("/orders/?whose=all"))) == {"灯", "路"}
    assert rows(client_of(cast.worker).get("/orders/?whose=all&shown=answered")) == ["水"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("late=1", ["路"]),
        ("state=sent_up", ["路"]),
        ("kind=water", []),
        ("kind=lamp", ["路", "灯"]),
        ("office=street", ["路"]),
        ("waits=1", ["路", "灯"]),
        ("area=3101060060000000", []),
        ("area=3101060200000000", ["路", "灯"]),
    ],
)
def test_each_filter_narrows(query, found, three, cast, client_of):
    make_late(three["路"])
    assert rows(client_of(cast.street).get(f"/orders/?whose=all&{query}")) == found


def test_what_is_late_stands_first(three, cast, client_of):
    make_late(three["路"])
    assert rows(client_of(cast.worker).get("/orders/?whose=all"))[0] == "路"


@pytest.mark.parametrize("how", ["{day}-{last:06d}", "{day}{last:06d}", "{last}", " {day} — {last:06d} "])
def test_a_number_is_found_however_it_is_typed(how, three, cast, client_of):
    order = three["水"]
    typed = how.format(day=f"{order.number_on:%Y%m%d}", last=order.pk)
    assert rows(client_of(cast.worker).get("/orders/", {"number": typed})) == ["水"]


def test_a_number_of_another_area_finds_nothing(three, cast, client_of):
    response = client_of(cast.neighbour).get("/orders/", {"number": str(three["灯"].pk)})
    assert rows(response) == []
    assert "没有这个编号" in response.content.decode()


@pytest.mark.parametrize(
    "nonsense",
    [
        "at=b-",
        "at=a99999999999999999999-1",
        "state=new",
        "kind=%00",
        "area=31",
        "area=1234567890123456",
        "open=x",
        "size=7",
        "number=abc",
        "number=2026-1",
        "unit=9999999999999999999",
        "shown=nothing",
        "late=maybe&whose=x",
    ],
)
def test_nonsense_in_the_address_narrows_nothing_and_breaks_nothing(nonsense, three, cast, client_of):
    assert client_of(cast.worker).get(f"/orders/?{nonsense}").status_code == 200


def test_the_filters_are_said_as_words_that_can_be_taken_away(three, cast, client_of):
    response = client_of(cast.street).get("/orders/?whose=all&late=1&kind=lamp")
    chips = response.context["chips"]
    assert [chip.label for chip in chips] == ["已逾期", "路灯、楼道灯"]
    assert chips[0].without_url == "/orders/?whose=all&kind=lamp"


def test_pages_follow_each_other_and_the_size_is_remembered(cast, city, client_of):
    made = {told(cast.worker, city.committee, words=f"第 {n} 盏").pk for n in range(30)}
    browser = client_of(cast.worker)
    first = browser.get("/orders/?size=25")
    second = browser.get(first.context["links"].next_url)
    back = browser.get(second.context["links"].previous_url)
    assert len(first.context["rows"]) == 25
    assert {row.id for row in (*first.context["rows"], *second.context["rows"])} == made
    assert [row.id for row in back.context["rows"]] == [row.id for row in first.context["rows"]]


def test_an_order_opens_beside_the_queue(three, cast, client_of):
    response = client_of(cast.worker).get(f"/orders/?open={three['灯'].pk}")
    assert response.context["opened"].card.row.words == "灯"
    assert response.context["opened"].next.verb is Verb.ACCEPT


def test_the_number_of_queries_does_not_grow_with_the_orders(cast, city, client_of):
    sent = []
    browser = client_of(cast.street)
    for more in (2, 12):
        for _ in range(more):
            told(cast.worker, city.committee)
        browser.get("/orders/?whose=all")
        with CaptureQueriesContext(connection) as queries:
            shown = browser.get("/orders/?whose=all")
        sent.append((len(shown.context["rows"]), len(queries)))
    assert sent[0][0] < sent[1][0]
    assert sent[0][1] == sent[1][1]


def test_an_empty_queue_says_what_belongs_there(cast, client_of):
    assert "没有待办工单" in client_of(cast.worker).get("/orders/").content.decode()


def test_the_box_finds_orders_by_number_and_what_runs_by_words(three, cast, client_of):
    def found(actor, text):
        return client_of(actor).get("/find/", {"q": text}).content.decode()

    address = f"/orders/{three['路'].pk}/"
    assert address in found(cast.street, three["路"].number)
    assert address in found(cast.district, three["路"].number)
    assert f"/orders/{three['灯'].pk}/" in found(cast.street, "门口的")  # words of the place
    assert address not in found(cast.neighbour, three["路"].number)


def test_units_are_named_where_they_hold_orders(cast, city, client_of):
    unit = workorders.add_unit(
        cast.street, name="城管中队", kind=workorders.UnitKind.DEPARTMENT, scope=Scope(city.street, city.street + 10**7)
    )
    order = told(cast.worker, city.committee)
    dispatch(cast.worker, order.pk, Given(), unit_id=unit)
    text = client_of(cast.street).get(f"/orders/?whose=all&office=unit&unit={unit}").content.decode()
    assert text.count("城管中队") >= 2  # the chip and the row
