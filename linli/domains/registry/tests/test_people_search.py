"""One search box, filters and pages of the list of people."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.domains.registry.models.person import Standing
from linli.domains.registry.queries.pages import Cursor
from linli.domains.registry.queries.people import PeopleFilter, people
from linli.domains.registry.tests.world import citizen_id, make_home, make_person
from linli.foundation.audit import public as audit
from linli.foundation.scope.database import wall

pytestmark = pytest.mark.django_db


def found(actor, words="", **filters):
    with wall(actor.scope):
        page = people(actor, PeopleFilter(words=words, **filters), cursor=None, size=50)
    return [row.name for row in page.rows]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("张", ["张三", "张小明"]),
        ("张三", ["张三"]),
        ("三", []),
        ("zs", ["张三"]),
        ("Z", ["张三", "张小明"]),
        ("ls", ["李四"]),
        ("zhangsan", ["张三"]),
        ("zhang", ["张三", "张小明"]),
        ("ZhangX", ["张小明"]),
        ("zhangxiaom", ["张小明"]),
        ("lisi", ["李四"]),
        ("liso", []),
        ("小明", ["张小明"]),
        ("8000", ["张三"]),
        (citizen_id(date(1955, 6, 1), 2)[-4:], ["李四"]),
        (citizen_id(date(1950, 1, 1), 1), ["张三"]),
        (citizen_id(date(1950, 1, 1), 1).lower(), ["张三"]),
        ("13800138000", ["张三"]),
        ("138-0013 8000", ["张三"]),
        ("13800138009", []),
        ("闻喜路251弄3号502室", ["张三", "李四", "张小明"]),
        ("闻喜路251弄", ["张三", "李四", "张小明"]),
        ("闻喜路251", ["张三", "李四", "张小明"]),
        ("251弄3", ["张三", "李四", "张小明"]),
        ("闻喜路25", []),
        ("张 三", ["张三"]),
        ("3号502", ["张三", "李四", "张小明"]),
        ("闻喜路", ["张三", "李四", "张小明"]),
        ("闻喜", ["张三", "李四", "张小明"]),
        ("喜路", []),
        ("场中", []),
        ("张三 闻喜", ["张三"]),
        ("12号", []),
        ("张 闻喜路251弄", ["张三", "张小明"]),
        ("张三 1234", []),
        ("王五", []),
        ("13700137000", []),
        ("场中路", []),
    ],
)
def test_a_worker_finds_her_own_people_by_what_she_types(words, names, world, cast):
    assert found(cast.worker, words) == names


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("zs", ["张三"]),
        ("zhangsan", ["张三"]),
        ("小明", []),
        ("8000", ["张三"]),
        ("闻喜路251弄3号", ["张三", "李四", "张小明"]),
        ("251弄3号", ["张三", "李四", "张小明"]),
        ("闻喜路251", ["张三", "李四", "张小明"]),
        ("场中路100弄", ["王五"]),
        ("场中", ["王五"]),
        ("w", ["王五"]),
    ],
)
def test_a_street_finds_people_of_all_its_committees(words, names, world, cast):
    assert found(cast.street, words) == names


def test_a_number_that_ends_alike_in_another_committee_stays_there(world, cast, city):
    make_person(city.neighbour, "赵六", telephone="13511118000")
    assert found(cast.worker, "8000") == ["张三"]
    assert found(cast.street, "8000") == ["张三", "赵六"]


def test_a_district_sees_masked_names_and_no_house(world, cast):
    with wall(cast.district.scope):
        page = people(cast.district, PeopleFilter(words="zs"), cursor=None, size=50)
    (row,) = page.rows
    assert row.name == "张*"
    assert row.address == "闻喜路251弄***"


def test_a_district_finds_nobody_by_a_house_only_by_the_lane(world, cast, city):
    make_person(city.committee, "孙七", home=world.other_home)
    assert (
        found(cast.district, "闻喜路251弄3号502室")
        == found(cast.district, "闻喜路251弄")
        == ["张*", "李*", "张*", "孙*"]
    )
    assert found(cast.district, "3号502室") == []
    assert found(cast.street, "闻喜路251弄3号502室") == ["张三", "李四", "张小明"]


def test_every_search_of_whom_names_are_masked_is_recorded(world, cast):
    found(cast.district, "张三")
    found(cast.street, "张三")
    with wall(cast.district.scope):
        (row,) = audit.rows(cast.district)
    assert (row.account_id, row.detail) == (cast.district.account_id, {"by": ["name", "road"], "found": 1})


def test_nobody_sees_a_whole_number_in_a_list(world, cast, client_of):
    text = client_of(cast.worker).get("/people/").content.decode()
    assert "13800138000" not in text
    assert "138****8000" in text
    assert citizen_id(date(1950, 1, 1), 1) not in text


def test_filters_narrow_together(world, cast):
    from linli.domains.registry.models.person import Sex
    from linli.domains.registry.rules.ages import Band
    from linli.domains.registry.rules.gaps import Gap

    assert found(cast.worker, sex=Sex.MALE) == ["张三", "张小明"]
    assert found(cast.worker, band=Band.ELDER) == ["张三", "李四"]
    assert found(cast.worker, band=Band.CHILD) == ["张小明"]
    assert found(cast.worker, gap=Gap.TELEPHONE) == ["张小明"]
    assert found(cast.worker, sex=Sex.MALE, band=Band.ELDER) == ["张三"]


def test_who_moved_away_or_died_is_shown_only_when_asked(world, cast, city):
    make_person(city.committee, "孙迁", standing=Standing.MOVED)
    make_person(city.committee, "钱故", standing=Standing.DEAD)
    make_person(city.committee, "周户", standing=Standing.AWAY)
    assert found(cast.worker) == ["张三", "李四", "张小明", "周户"]
    assert found(cast.worker, standing="moved") == ["孙迁"]
    assert found(cast.worker, standing="all") == ["张三", "李四", "张小明", "孙迁", "钱故", "周户"]


def test_a_smaller_area_narrows_and_a_foreign_one_opens_nothing(world, cast, city):
    from linli.foundation.scope import Scope

    committee, neighbour = (Scope(code, code + 10_000) for code in (city.committee, city.neighbour))
    assert found(cast.street, area=neighbour) == ["王五"]
    assert found(cast.worker, area=neighbour) == []
    assert found(cast.worker, area=committee) == ["张三", "李四", "张小明"]


def test_a_search_by_a_whole_number_is_recorded_and_a_search_by_name_is_not(world, cast):
    found(cast.worker, "13800138000")
    found(cast.worker, "张三")
    with wall(cast.worker.scope):
        (row,) = audit.rows(cast.worker)
    assert row.action == "registry:person:search"
    assert row.subject_id == world.zhang.pk
    assert row.detail == {"by": ["telephone"], "found": 1}
    assert "13800138000" not in str(row.detail)


def test_the_search_says_how_it_understood(world, cast, client_of):
    browser = client_of(cast.worker)
    browser.cookies["linli_language"] = "en"
    text = browser.get("/people/?q=8000").content.decode()
    assert "last four of citizen id or telephone" in text
    assert "name or beginning of a road" in browser.get("/people/?q=泉桐").content.decode()


def test_a_filter_reads_as_words_that_can_be_taken_away(world, cast, client_of):
    response = client_of(cast.worker).get("/people/?q=张&sex=1&age=60-")
    chips = response.context["chips"]
    assert len(chips) == 3
    assert chips[1].without_url == "?q=%E5%BC%A0&age=60-"


@pytest.mark.parametrize(
    "asked", ["?sex=7", "?age=x", "?standing=q", "?area=1", "?at=zzz", "?at=a1-x", "?open=a", "?size=7"]
)
def test_nonsense_in_the_address_narrows_nothing(asked, world, cast, client_of):
    assert len(client_of(cast.worker).get(f"/people/{asked}").context["rows"]) == 3


def test_pages_lead_forward_and_back_without_gap_or_repeat(world, cast, city):
    for number in range(57):
        make_person(city.committee, f"居民{number:02d}")
    with wall(cast.worker.scope):
        first = people(cast.worker, PeopleFilter(), cursor=None, size=25)
        second = people(cast.worker, PeopleFilter(), cursor=first.next, size=25)
        third = people(cast.worker, PeopleFilter(), cursor=second.next, size=25)
        back = people(cast.worker, PeopleFilter(), cursor=third.previous, size=25)
        start = people(cast.worker, PeopleFilter(), cursor=second.previous, size=25)
    ids = [row.id for page in (first, second, third) for row in page.rows]
    assert len(ids) == len(set(ids)) == 60
    assert (first.previous, third.next) == (None, None)
    assert [row.id for row in back.rows] == [row.id for row in second.rows]
    assert [row.id for row in start.rows] == [row.id for row in first.rows]
    assert start.previous is None


def test_a_cursor_is_read_as_it_was_written():
    for cursor in (Cursor(3101060200010000, 7), Cursor(3101060200010000, 7, backwards=True)):
        assert Cursor.read(str(cursor)) == cursor
    assert Cursor.read("a" + "9" * 40 + "-1") is None


def test_the_page_size_is_remembered(world, cast, client_of):
    browser = client_of(cast.worker)
    browser.get("/people/?size=25")
    assert browser.get("/people/").context["links"].sizes[0][2] is True


def test_the_number_of_queries_does_not_grow_with_the_rows(world, cast, city, client_of):
    browser = client_of(cast.worker)
    browser.get("/people/")
    with CaptureQueriesContext(connection) as few:
        browser.get("/people/")
    for number in range(30):
        make_person(city.committee, f"居民{number}", home=make_home(city.committee, f"临汾路{number + 1}号"))
    with CaptureQueriesContext(connection) as many:
        browser.get("/people/")
    assert len(many) == len(few)


def test_a_road_without_its_last_word_is_found_beside_the_people_of_that_name(world, cast, city):
    """泉桐 may be somebody's name and the beginning of 泉桐路: both are meant."""
    home = make_home(city.committee, "泉桐路8弄1号101室")
    make_person(city.committee, "赵六", home=home)
    make_person(city.committee, "泉桐")
    assert found(cast.worker, "泉桐") == ["赵六", "泉桐"]
    assert found(cast.street, "泉桐") == ["赵六", "泉桐"]
    assert found(cast.neighbour, "泉桐") == []


def test_a_word_that_may_be_a_road_costs_one_question_more_however_many_live_there(world, cast, city):
    def cost(words):
        with wall(cast.worker.scope), CaptureQueriesContext(connection) as sent:
            people(cast.worker, PeopleFilter(words=words), cursor=None, size=50)
        return len(sent)

    once = cost("泉桐")
    home = make_home(city.committee, "泉桐路8弄1号101室")
    for number in range(5):
        make_person(city.committee, f"赵{number}", home=home)
    assert cost("泉桐") == once + 1  # the addresses of those found
