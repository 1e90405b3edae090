"""The screens of the territory: who may open them, what they show, what they save."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from linli.foundation.territory.actions.changes import rename_area
from linli.foundation.territory.models import Area, OverlayKind
from linli.foundation.territory.overlays import ZoneDraft, draw_overlay

pytestmark = pytest.mark.django_db


@pytest.fixture
def overlay(city):
    zone = ZoneDraft("310106020-01", "第01网格", ((city.committee, city.committee + 10_000),))
    return draw_overlay("jingan-grids", "静安城运网格", OverlayKind.OPERATION_GRID, [zone], is_demo=True)


@pytest.fixture
def addresses(city, overlay) -> dict[str, str]:
    return {
        "home": reverse("territory:home"),
        "area": reverse("territory:area", args=[city.committee]),
        "overlay": reverse("territory:overlay", args=["jingan-grids"]),
        "zone": reverse("territory:zone", args=[overlay.zones.get().pk]),
        "new-unit": reverse("territory:new-unit", args=[city.committee]),
        "change": reverse("territory:change", args=[city.committee, "rename"]),
    }


@pytest.mark.parametrize("screen", ["home", "area", "overlay", "zone", "new-unit", "change"])
def test_a_stranger_is_sent_to_sign_in(addresses, screen):
    answer = Client().get(addresses[screen])
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("accounts:sign-in"))


@pytest.mark.parametrize("screen", ["home", "area", "overlay", "zone"])
def test_everybody_signed_in_may_look(addresses, screen, cast, client_of):
    for _name, actor in cast:
        assert client_of(actor).get(addresses[screen]).status_code == 200


@pytest.mark.parametrize(
    ("screen", "allowed"),
    [("new-unit", {"head", "street", "system_admin"}), ("change", {"system_admin"})],
)
def test_only_those_who_may_change_get_the_form(addresses, screen, allowed, cast, client_of):
    answers = {name: client_of(actor).get(addresses[screen]).status_code for name, actor in cast}
    assert {name for name, status in answers.items() if status == 200} == allowed
    assert {status for name, status in answers.items() if name not in allowed} <= {403, 404}


@pytest.mark.parametrize("screen", ["home", "area", "overlay", "zone"])
def test_looking_is_not_writing(addresses, screen, cast, client_of):
    assert client_of(cast.worker).post(addresses[screen]).status_code == 405


@pytest.mark.parametrize(
    "address",
    ["/territory/3101060209990000/", "/territory/1/", "/territory/zones/987654/", "/territory/overlays/none/"],
)
def test_what_is_not_there_is_404(address, cast, client_of):
    assert client_of(cast.worker).get(address).status_code == 404


def test_the_home_shows_the_districts_with_their_committees(cast, client_of):
    text = client_of(cast.worker).get("/territory/").content.decode()
    assert "静安区" in text
    assert "267" in text


def test_the_search_works_without_javascript_as_a_page(cast, client_of):
    answer = client_of(cast.worker).get("/territory/", {"q": "ppxc"})
    assert "<html" in answer.content.decode()
    assert "彭浦新村街道" in answer.content.decode()


def test_htmx_gets_the_results_alone(cast, client_of):
    answer = client_of(cast.worker).get("/territory/", {"q": "彭浦"}, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert "<html" not in text
    assert 'id="results"' in text
    assert "彭浦镇" in text
    assert "HX-Request" in answer["Vary"]


def test_a_search_that_matches_too_much_says_so(cast, client_of):
    text = client_of(cast.worker).get("/territory/", {"q": "居委会"}).content.decode()
    assert "50" in text


def test_a_search_is_written_back_harmlessly(cast, client_of):
    text = client_of(cast.worker).get("/territory/", {"q": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in text


def test_an_area_shows_its_line_its_names_and_its_zone(cast, client_of, city, overlay):
    rename_area(cast.system_admin, city.committee, "彭一居委会", on=date(2024, 3, 1), basis="静民〔2024〕12号")
    text = client_of(cast.worker).get(reverse("territory:area", args=[city.committee])).content.decode()
    for said in ["静安区", "彭浦新村街道", "彭浦新村第一居委会", "彭一居委会", "第01网格", "静民〔2024〕12号"]:
        assert said in text


def test_a_list_of_many_children_asks_no_more_questions_than_a_short_one(cast, client_of, city):
    browser = client_of(cast.worker)

    def questions(code: int) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(f"/territory/{code}/").status_code == 200
        return len(asked)

    few, many = city.other_district, 3101150000000000  # Huangpu and Pudong
    questions(few)  # what is kept after the first page is not counted
    assert questions(many) <= questions(few)


def test_a_head_adds_an_estate(cast, client_of, city, addresses):
    answer = client_of(cast.head).post(addresses["new-unit"], {"name": "云栖小区"})
    assert answer.status_code == 302
    assert Area.objects.get(name="云栖小区").parent_id == city.committee


def test_a_name_that_is_taken_is_said_at_the_field(cast, client_of, addresses):
    browser = client_of(cast.head)
    browser.post(addresses["new-unit"], {"name": "云栖小区"})
    answer = browser.post(addresses["new-unit"], {"name": "云栖小区"})
    assert answer.status_code == 422
    assert Area.objects.filter(name="云栖小区").count() == 1


def test_a_head_does_not_reach_the_neighbours(cast, client_of, city):
    address = reverse("territory:new-unit", args=[city.neighbour])
    assert client_of(cast.head).get(address).status_code == 404


SAID = {"on": "2024-03-01", "basis": "静民〔2024〕12号"}


@pytest.mark.parametrize(
    ("kind", "data", "after"),
    [
        ("rename", {"name": "彭一居委会"}, "彭一居委会"),
        ("split", {"parts": "310106020901 彭甲居委会\n310106020902，彭乙居委会"}, "彭乙居委会"),
        (
            "merge",
            {"others": "310106020002", "into_code": "310106020901", "into_name": "彭合居委会"},
            "彭合居委会",
        ),
        (
            "move",
            {"parent": "310106019", "to_code": "310106019901", "to_name": "彭迁居委会"},
            "彭迁居委会",
        ),
    ],
)
def test_an_administrator_records_a_change(cast, client_of, kind, data, after):
    address = reverse("territory:change", args=[3101060200010000, kind])
    answer = client_of(cast.system_admin).post(address, {**data, **SAID})
    assert answer.status_code == 302, answer.content.decode()
    assert Area.objects.current().filter(name=after).exists()


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("rename", {"name": ""}),
        ("rename", {"name": "彭一居委会", "on": "2999-01-01"}),
        ("split", {"parts": "彭甲居委会"}),
        ("split", {"parts": "310106020901 彭甲居委会"}),
        ("merge", {"others": "31010602000X", "into_code": "310106020901", "into_name": "彭合"}),
        ("move", {"parent": "310106020", "to_code": "310106020901", "to_name": "彭迁"}),
    ],
)
def test_a_change_that_cannot_be_is_refused_and_nothing_is_saved(cast, client_of, city, kind, data):
    before = set(Area.objects.values_list("pk", "name", "valid_to"))
    address = reverse("territory:change", args=[city.committee, kind])
    answer = client_of(cast.system_admin).post(address, {**SAID, **data})
    assert answer.status_code == 422
    assert set(Area.objects.values_list("pk", "name", "valid_to")) == before


def test_an_unknown_kind_of_change_is_404(cast, client_of, city):
    address = reverse("territory:change", args=[city.committee, "abolish"])
    assert client_of(cast.system_admin).get(address).status_code == 404


def test_the_buttons_show_only_where_they_work(cast, client_of, addresses):
    change = addresses["change"]
    assert change in client_of(cast.system_admin).get(addresses["area"]).content.decode()
    assert change not in client_of(cast.head).get(addresses["area"]).content.decode()
