"""Numbers of the areas one level below, each of which opens its list."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from linli.domains.registry.actions.tallies import count_committees
from linli.domains.registry.tests.world import make_world
from linli.domains.workorders import public as workorders
from linli.domains.workorders.models import Order
from linli.domains.workorders.tests.desk import told
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(cast, city):
    world = make_world(city.committee, city.neighbour)
    count_committees([city.committee, city.neighbour])
    return world


def row(response, code):
    return next(row for row in response.context["rows"] if row.code == code)


def test_a_street_sees_its_committees(world, cast, city, client_of):
    response = client_of(cast.street).get("/operations/")
    assert response.status_code == 200
    assert row(response, city.committee).numbers.people == 3
    assert row(response, city.neighbour).numbers.people == 1
    assert response.context["numbers"].people == 4


def test_a_district_sees_its_streets_and_goes_down(world, cast, city, client_of):
    browser = client_of(cast.district)
    assert row(browser.get("/operations/"), city.street).numbers.people == 4
    below = browser.get(f"/operations/{city.street}/")
    assert row(below, city.committee).numbers.people == 3
    assert [step.code for step in below.context["above"]] == [city.district]


def test_a_city_sees_its_districts(world, cast, city, client_of):
    assert row(client_of(cast.city).get("/operations/"), city.district).numbers.people == 4


def test_every_number_opens_a_list_of_that_length(world, cast, client_of):
    browser = client_of(cast.street)
    text = browser.get("/operations/").content.decode()
    opened = set(re.findall(r'<td class="number[^"]*"[^>]*><a href="([^"]+)">(\d+)</a>', text))
    assert len(opened) >= 9
    for url, number in opened:
        assert len(browser.get(url.replace("&amp;", "&")).context["rows"]) == int(number), url


def test_what_has_not_been_counted_says_so(world, cast, city, client_of):
    response = client_of(cast.street).get("/operations/")
    uncounted = [row for row in response.context["rows"] if row.numbers.as_of is None]
    assert uncounted
    assert all(row.numbers.people == 0 for row in uncounted)


def test_an_area_outside_does_not_exist(world, cast, city, client_of):
    browser = client_of(cast.other_street)
    assert browser.get(f"/operations/{city.street}/").status_code == 404
    assert browser.get(f"/operations/{city.district}/").status_code == 404
    assert browser.get("/operations/1234567890123456/").status_code == 404


def test_a_department_counts_but_lists_nobody(world, cast, client_of):
    text = client_of(cast.department).get("/operations/").content.decode()
    assert "/people/" not in text
    assert "/organisations/" in text


@pytest.mark.parametrize("path", ["/operations/", f"/operations/{3101060200000000}/"])
def test_the_other_sentences(path, world, cast, client_of, client):
    assert client.get(path).status_code == 302
    assert client_of(cast.resident).get(path).status_code == 403
    assert client_of(cast.street).post(path).status_code == 405


def test_the_number_of_queries_does_not_grow_with_the_areas(world, cast, client_of):
    sent = []
    for actor in (cast.city, cast.street):  # 16 districts; more than 30 committees
        browser = client_of(actor)
        browser.get("/operations/")
        with CaptureQueriesContext(connection) as queries:
            response = browser.get("/operations/")
        sent.append((len(response.context["rows"]), len(queries)))
    (districts, few), (committees, many) = sent
    assert committees > districts + 10
    assert many == few


def test_above_a_committee_it_is_entries_that_are_counted_and_listed(world, cast, client_of):
    # one person registered in one committee and living in another is two entries; a committee counts its people
    assert "人口登记条数" in client_of(cast.street).get("/operations/").content.decode()
    assert "两处各有一条" in client_of(cast.street).get("/people/").content.decode()
    committees_own = client_of(cast.worker)
    assert "登记条数" not in committees_own.get("/").content.decode()
    assert "两处各有一条" not in committees_own.get("/people/").content.decode()


# --- work orders ------------------------------------------------------------------------------------------
@pytest.fixture
def orders(cast, city):
    """Three run in the worker's committee, one of them late and one sent up; one runs next door."""
    made = [told(cast.worker, city.committee) for _ in range(3)]
    told(cast.neighbour, city.neighbour)
    workorders.decide(cast.worker, made[1].pk, workorders.Verb.SEND_UP, workorders.Given(words="归街道管"))
    workorders.decide(cast.worker, made[2].pk, workorders.Verb.ACCEPT)
    with wall(Scope.EVERYTHING):
        past = timezone.now() - timedelta(days=30)
        late = Order.objects.everywhere(because="a test").filter(pk=made[0].pk)
        late.update(reported_at=past, due_at=past)
    return made


def test_each_area_says_what_runs_what_is_late_and_what_waits(orders, cast, city, client_of):
    response = client_of(cast.street).get("/operations/")
    assert row(response, city.committee).orders == workorders.OrderNumbers(open=3, late=1, waiting=2)
    assert row(response, city.neighbour).orders == workorders.OrderNumbers(open=1, late=0, waiting=1)
    assert response.context["orders"].numbers == workorders.OrderNumbers(open=4, late=1, waiting=3)


def test_every_number_of_orders_opens_a_list_of_that_length(orders, cast, client_of):
    browser = client_of(cast.street)
    text = browser.get("/operations/").content.decode()
    numbers = re.findall(r'href="(/orders/[?][^"]+)">(?:<strong>|<span class="stat-value">)?(\d+)<', text)
    assert len(numbers) >= 9
    for url, number in numbers:
        assert len(browser.get(url.replace("&amp;", "&")).context["rows"]) == int(number), url


def test_one_goes_down_to_the_committee_and_then_into_its_queue(orders, cast, city, client_of):
    browser = client_of(cast.district)
    assert row(browser.get("/operations/"), city.street).url == f"/operations/{city.street}/"
    below = row(browser.get(f"/operations/{city.street}/"), city.committee)
    assert below.url == f"/orders/?whose=all&area={city.committee}"
    assert len(browser.get(below.url).context["rows"]) == 3


def test_what_is_late_stands_first_and_says_who_holds_it(orders, cast, client_of):
    part = client_of(cast.city).get("/operations/").context["orders"]
    assert part.urgent[0].is_late
    assert (part.holders[0].name, part.holders[0].late) == ("居村委", 1)


def test_the_map_says_the_same_as_the_table(orders, cast, client_of):
    response = client_of(cast.street).get("/operations/")
    drawn = {tile.label: tile.value for tile in response.context["orders"].tiles}
    assert drawn == {row.name: row.orders.late for row in response.context["rows"]}


def test_areas_where_nothing_runs_are_folded_away_and_named_once(orders, cast, city, client_of):
    response = client_of(cast.street).get("/operations/")
    running = [row.code for row in response.context["rows_running"]]
    quiet = [row.code for row in response.context["rows_quiet"]]
    assert running == [city.committee, city.neighbour]
    assert sorted(running + quiet) == sorted(row.code for row in response.context["rows"])
    assert f"{len(quiet)} 个区域没有在办工单" in response.content.decode()


def test_what_waits_for_the_street_itself_has_its_number_and_its_list(orders, cast, client_of):
    browser = client_of(cast.street)
    waiting = browser.get("/operations/").context["orders"].at_street
    assert waiting.open == 1
    assert [row.id for row in browser.get(waiting.open_url).context["rows"]] == [orders[1].pk]


def test_a_department_counts_no_orders(orders, cast, client_of):
    response = client_of(cast.department).get("/operations/")
    assert response.context["orders"] is None
    assert "/orders/" not in response.content.decode()
