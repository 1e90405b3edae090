"""Areas are found by name of today or before, by pinyin initials, by the beginning of a code."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall
from linli.foundation.territory import menu, queries
from linli.foundation.territory.loading.store import give_name
from linli.foundation.territory.models import Area
from linli.foundation.territory.naming import initials, short_name

pytestmark = pytest.mark.django_db

PENGPU = 3101060200000000


def _names(words: str) -> list[str]:
    return [area.name for area in queries.search(words)]


def test_part_of_a_name_finds_the_widest_first():
    assert _names("彭浦")[:2] == ["彭浦新村街道", "彭浦镇"]


def test_pinyin_initials_find_a_name():
    assert "彭浦新村街道" in _names("ppxc")
    assert _names("PPXCJD") == ["彭浦新村街道"]


def test_a_word_of_several_readings_is_read_as_in_the_name():
    assert initials("曹家渡街道") == "cjdjd"
    assert initials("长宁区") == "cnq"


@pytest.mark.parametrize(("code", "count"), [("310106020", 34), ("310106020001", 1), ("3101060200010000", 1)])
def test_the_beginning_of_a_code_finds_everything_under_it(code, count):
    assert queries.search(code).count() == count


def test_an_earlier_name_finds_the_area_of_today():
    area = queries.area(PENGPU)
    give_name(area, "彭浦新街道", on=date(2024, 5, 1), basis="沪府〔2024〕1号")
    assert _names("彭浦新村街道") == ["彭浦新街道"]


@pytest.mark.parametrize("words", ["", "   ", "没有这个地方", "%", "_", "1" * 40])
def test_what_names_nothing_finds_nothing(words):
    assert _names(words) == []


@pytest.mark.parametrize(
    ("name", "short"),
    [("彭浦新村街道", "彭浦新村"), ("静安区", "静安"), ("浦东新区", "浦东"), ("新安居委会", "新安"), ("市区", "市区")],
)
def test_short_names_leave_out_what_the_level_says(name, short):
    assert short_name(name) == short


def test_children_come_with_their_committees_in_one_query():
    city = queries.cities().get()
    with CaptureQueriesContext(
        connection,
    ) as captured:
        counted = {area.name: area.committees_below for area in queries.children(city)}
    assert len(captured) == 1
    assert counted["静安区"] == 267
    assert sum(counted.values()) == 6509


def test_committees_in_a_scope_are_those_of_a_street_and_a_district():
    assert queries.committees_in(Scope(PENGPU, PENGPU + 10**7)).count() == 33
    assert queries.committees_in(queries.area(3101060000000000).scope).count() == 267
    assert queries.committees_in(Scope.NOTHING).count() == 0


def test_a_closed_committee_is_no_longer_counted():
    Area.objects.filter(national_code="310106020005").update(valid_to=date(2025, 1, 1))
    assert queries.committees_in(Scope(PENGPU, PENGPU + 10**7)).count() == 32


def test_the_path_leads_from_the_city_to_the_area():
    assert [area.name for area in queries.path(PENGPU + 10_000 + 203)] == [
        "上海市", "静安区", "彭浦新村街道", "彭浦新村第一居委会",
    ]  # fmt: skip


def test_in_the_one_box_the_areas_of_ones_own_stand_first(cast, city):
    with wall(cast.neighbour.scope):
        found = [hit.url for hit in menu._areas(cast.neighbour, "居委会", 3)]
    assert str(city.neighbour) in found[0]
