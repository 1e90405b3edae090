"""The one search box: who finds what, in how many questions, and what is recorded of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from linli.domains.registry.queries import boxed
from linli.domains.registry.tests.world import citizen_id, make_home, make_person, make_world
from linli.foundation.audit import public as audit
from linli.foundation.finding.public import Source
from linli.foundation.finding.tests.declared import only
from linli.foundation.scope.database import wall

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(cast, city):
    boxed._recorded.clear()
    return make_world(city.committee, city.neighbour)


def groups(browser, text, **more):
    response = browser.get("/find/", {"q": text}, **more)
    assert response.status_code == 200
    return {group.key: [row.hit.title for row in group.rows] for group in response.context["groups"]}


@pytest.mark.parametrize(
    ("text", "key", "titles"),
    [
        ("张三", "people", ["张三"]),
        ("zs", "people", ["张三"]),
        ("zhangxiaoming", "people", ["张小明"]),
        ("小明", "people", ["张小明"]),
        ("8000", "people", ["张三"]),
        ("13800138000", "people", ["张三"]),
        ("251弄3号502", "homes", ["闻喜路251弄3号502室"]),
        ("闻喜", "homes", ["闻喜路251弄3号502室", "闻喜路251弄12号101室"]),
        ("彭浦新村", "areas", ["彭浦新村第一居委会"]),
        ("登记人", "commands", ["登记人员"]),
    ],
)
@pytest.mark.usefixtures("world")
def test_a_worker_finds_what_she_means(text, key, titles, cast, client_of):
    found = groups(client_of(cast.worker), text)[key]
    assert found[: len(titles)] == titles


def test_who_lives_at_the_address_stands_beside_the_home(world, cast, client_of):
    found = groups(client_of(cast.worker), "闻喜路251弄3号502室")
    assert (found["homes"], found["people"]) == (["闻喜路251弄3号502室"], ["张三", "李四", "张小明"])


def test_the_end_of_a_number_shows_masked_which_one(world, cast, client_of):
    text = client_of(cast.worker).get("/find/", {"q": citizen_id()[-4:]}).content.decode()
    assert "990***********" in text
    assert citizen_id() not in text


def test_nobody_next_door_is_found(world, cast, client_of):
    assert "people" not in groups(client_of(cast.worker), "王五")
    assert groups(client_of(cast.street), "王五")["people"] == ["王五"]


def test_a_district_sees_people_masked(world, cast, client_of):
    response = client_of(cast.district).get("/find/", {"q": "张三"})
    text = response.content.decode()
    assert "张*" in text
    assert "502室" not in text
    assert "<mark>" not in text.split('id="found-people"')[1].split("</section>")[0]


def test_beside_a_home_a_district_sees_the_lane_s_people_not_the_home_s(world, cast, city, client_of):
    make_person(city.committee, "孙七", home=world.other_home)
    browser = client_of(cast.district)
    assert "孙*" in groups(browser, "闻喜路251弄3号502室")["people"]
    assert "people" not in groups(browser, "3号502室")


@pytest.mark.parametrize("who", ["resident", "volunteer", "department", "system_admin", "audit_admin"])
@pytest.mark.parametrize("text", ["张三", "闻喜路251弄", "8000"])
def test_whoever_may_list_nobody_finds_nobody(who, text, world, cast, client_of):
    assert not {"people", "homes"} & set(groups(client_of(getattr(cast, who)), text))


def test_the_box_stands_over_the_pages_of_staff_only(world, cast, client_of):
    assert 'id="command"' in client_of(cast.worker).get("/people/").content.decode()
    assert 'id="command"' in client_of(cast.audit_admin).get("/inbox/").content.decode()
    assert 'id="command"' not in client_of(cast.volunteer).get("/").content.decode()


def test_a_stranger_is_sent_to_sign_in_and_nothing_is_written(client, world, cast, client_of):
    assert client.get("/find/")["Location"].startswith("/sign-in/")
    assert client_of(cast.worker).post("/find/").status_code == 405
    assert client_of(cast.worker).post("/keys/").status_code == 405


def test_htmx_gets_the_options_and_others_the_page(world, cast, client_of):
    browser = client_of(cast.worker)
    part = browser.get("/find/", {"q": "张"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert part.count('role="option"') > 2
    whole = browser.get("/find/", {"q": "张"}).content.decode()
    assert "<html" in whole
    assert 'role="option"' not in whole


def test_markup_in_what_was_typed_stays_text(world, cast, client_of):
    text = client_of(cast.worker).get("/find/", {"q": "<b>x"}).content.decode()
    assert escape("<b>x") in text
    assert "<b>x" not in text


def test_more_leads_to_the_list_of_the_same_words(world, cast, city, client_of):
    for number in range(6):
        make_person(city.committee, f"赵{number}")
    browser = client_of(cast.worker)
    (people,) = (group for group in browser.get("/find/", {"q": "赵"}).context["groups"] if group.key == "people")
    assert len(people.rows) == 5
    assert len(browser.get(people.more_url).context["rows"]) == 6


def test_a_source_that_does_not_answer_is_named(world, cast, client_of):
    def broken(_actor, _text, _limit):
        raise LookupError

    with only(Source("people", "People of a test", "signed-in", 10, broken)):
        browser = client_of(cast.worker)
        browser.cookies["linli_language"] = "en"
        assert "“People of a test” does not answer" in browser.get("/find/", {"q": "x"}).content.decode()


def selects(client, text):
    with CaptureQueriesContext(connection) as sent:
        client.get("/find/", {"q": text}, headers={"HX-Request": "true"})
    wanted = ('FROM "registry_', 'FROM "territory_area"')
    asked = [query["sql"] for query in sent if query["sql"].startswith("SELECT")]
    return [sql for sql in asked if any(table in sql for table in wanted)]


@pytest.mark.parametrize("who", ["worker", "street", "district", "city"])
@pytest.mark.parametrize("text", ["张", "zhangsan", "8000", "闻喜路251弄3号502室", "闻喜"])
def test_all_sources_together_ask_no_more_than_six_questions(who, text, world, cast, client_of):
    client, committee = client_of(getattr(cast, who)), world.home.area_code
    few = len(selects(client, text))
    for number in range(8):
        make_person(committee, f"张三{number}", home=make_home(committee, f"闻喜路251弄{number + 20}号1室"))
    assert len(selects(client, text)) == few <= 6


def recorded(actor):
    with wall(actor.scope):
        return [row for row in audit.rows(actor) if row.action == "registry:person:search"]


def test_a_search_of_whoever_sees_names_masked_is_recorded_once_while_typing(world, cast, client_of):
    browser = client_of(cast.district)
    for text in ("张", "张三", "张三", " 张三"):
        browser.get("/find/", {"q": text}, headers={"HX-Request": "true"})
    assert len(recorded(cast.district)) == 2
    client_of(cast.city).get("/find/", {"q": "张三"})
    assert len(recorded(cast.city)) == 3


def test_after_a_minute_the_same_words_are_a_search_again(world, cast, client_of, monkeypatch):
    browser = client_of(cast.district)
    browser.get("/find/", {"q": "张三"})
    monkeypatch.setattr(boxed, "ONCE_A", -1.0)
    browser.get("/find/", {"q": "张三"})
    assert len(recorded(cast.district)) == 2


def test_a_worker_s_search_by_a_whole_number_is_recorded_for_the_person(world, cast, client_of):
    client_of(cast.worker).get("/find/", {"q": "13800138000"})
    client_of(cast.worker).get("/find/", {"q": "张三"})
    (row,) = recorded(cast.head)
    assert row.subject_id == world.zhang.pk


def test_the_keys_are_listed(cast, client_of):
    text = client_of(cast.worker).get("/keys/").content.decode()
    assert "<kbd>/</kbd>" in text
    assert "<kbd>Ctrl + K</kbd>" in text


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("发公告", "/bulletins/new/"),
        ("写公告", "/bulletins/new/"),
        ("公告", "/bulletins/"),
        ("退出", "/account/"),
        ("设置", "/account/"),
        ("换电话", "/account/telephone/"),
    ],
)
def test_what_people_call_it_leads_to_it(text, address, cast, client_of):
    found = client_of(cast.worker).get("/find/", {"q": text}).context["groups"]
    assert address in [row.hit.url.split("?")[0] for group in found for row in group.rows]


def test_whoever_finds_nothing_is_told_where_to_go_on(cast, client_of):
    page = client_of(cast.worker).get("/find/", {"q": "无此一物"})
    assert [one.url for one in page.context["onward"]] == ["/people/", "/people/new/", "/bulletins/", "/orders/"]
    main = page.content.decode().split("<main")[1]
    assert 'href="/people/new/"' in main
    assert client_of(cast.system_admin).get("/find/", {"q": "无此一物"}).context["onward"] == []
