"""The first page leads everybody to their own work."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from linli.domains.engagement.public import BulletinText, write_bulletin
from linli.domains.registry.actions.tallies import count_committees
from linli.domains.registry.models import ImportBatch
from linli.domains.registry.public import Numbers
from linli.domains.registry.tests.world import make_world
from linli.domains.workorders.tests.desk import told
from linli.foundation.notices.public import notify
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall
from linli.portals.workbench.day import Known, Matter, Urgency, matters_of

NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def world(cast, city):
    world = make_world(city.committee, city.neighbour)
    count_committees([city.committee, city.neighbour])
    return world


def batch(city, state, filename="一月.xlsx"):
    with wall(Scope.EVERYTHING):
        ImportBatch.objects.create(
            area_code=city.committee,
            file_id=1,
            filename=filename,
            sha256="0" * 64,
            state=state,
            uploaded_at=timezone.now(),
            loaded_at=timezone.now() if state == "loaded" else None,
        )


def test_a_worker_sees_the_numbers_of_her_committee(world, cast, client_of):
    response = client_of(cast.worker).get("/")
    assert response.status_code == 200
    assert [figure.value for figure in response.context["figures"]] == [3, 2, 0, 2, 1, 0]


def test_every_number_opens_a_list_of_that_length(world, cast, client_of):
    browser = client_of(cast.worker)
    for figure in browser.get("/").context["figures"]:
        assert len(browser.get(figure.url).context["rows"]) == figure.value, figure.label
    for matter in browser.get("/").context["matters"]:
        assert browser.get(matter.url).context["rows"]


def test_what_is_missing_stands_there_with_its_reason(world, cast, client_of):
    browser = client_of(cast.worker)
    browser.cookies["linli_language"] = "en"
    (matter,) = browser.get("/").context["matters"]
    assert matter.title == "1 person without a telephone"


def test_a_failed_import_needs_attention(world, cast, city, client_of):
    batch(city, "failed")
    response = client_of(cast.worker).get("/")
    assert "一月.xlsx" in response.context["matters"][0].title


def test_imports_next_door_are_not_shown(world, cast, city, client_of):
    batch(city, "loaded")
    assert client_of(cast.neighbour).get("/").context["batches"] == []


def test_an_empty_ledger_says_the_first_step(cast, client_of):
    text = client_of(cast.worker).get("/").content.decode()
    assert 'class="empty"' in text


@pytest.mark.parametrize(
    ("who", "where"),
    [
        ("street", "/operations/"),
        ("district", "/operations/"),
        ("city", "/operations/"),
        ("department", "/operations/"),
        ("resident", "/home/"),
    ],
)
def test_everybody_else_is_led_to_their_own_home(who, where, cast, client_of):
    answer = client_of(getattr(cast, who)).get("/")
    assert (answer.status_code, answer.url) == (302, where)


@pytest.mark.parametrize("who", ["system_admin", "security_admin", "audit_admin"])
def test_an_administrator_is_led_to_a_page_that_opens(who, cast, client_of):
    browser = client_of(getattr(cast, who))
    answer = browser.get("/")
    assert answer.status_code == 302
    assert answer.url != "/"
    assert browser.get(answer.url).status_code == 200


def test_a_stranger_is_sent_to_sign_in(client, db):
    assert client.get("/").url.startswith("/sign-in")


def test_the_first_page_is_only_read(cast, client_of):
    assert client_of(cast.worker).post("/").status_code == 405


def test_the_day_says_which_day_it_is_and_whether_offices_work(cast, client_of, monkeypatch):
    from linli.portals.workbench import views

    browser = client_of(cast.worker)
    browser.cookies["linli_language"] = "en"
    for day, words in ((date(2026, 2, 17), "day off"), (date(2026, 2, 14), "working day")):  # 春节; a Saturday made up
        monkeypatch.setattr(views.clock, "today", lambda day=day: day)
        assert words in browser.get("/").content.decode()


def matter(title, urgency, due=None):
    return Matter(title, "", "/", urgency, due)


def test_the_late_stand_first_then_today_then_what_is_to_be_found_out(cast, monkeypatch):
    from linli.portals.workbench import day

    monkeypatch.setattr(
        day,
        "SOURCES",
        (
            lambda _known: [matter("find out", Urgency.FIND_OUT), matter("no hour", Urgency.TODAY)],
            lambda _known: [matter("noon", Urgency.TODAY, NOON), matter("late", Urgency.LATE, NOON)],
            lambda _known: [matter("later", Urgency.LATE, NOON + timedelta(hours=1))],
        ),
    )
    titles = [one.title for one in matters_of(Known(cast.worker, Numbers(), []))]
    assert titles == ["late", "later", "noon", "no hour", "find out"]


def test_a_checked_import_waits_for_a_decision(world, cast, city, client_of):
    batch(city, "checked")
    first = client_of(cast.worker).get("/").context["matters"][0]
    assert ("一月.xlsx" in first.title, first.urgency) == (True, Urgency.TODAY)


def test_unread_messages_wait_until_they_are_read(world, cast, client_of):
    notify(cast.worker.account_id, subject="s", body="b", key="k")
    browser = client_of(cast.worker)
    assert "/inbox/" in [one.url for one in browser.get("/").context["matters"]]


def test_drafts_of_bulletins_stand_on_the_page(world, cast, client_of):
    text = BulletinText("停水通知", "明天停水。", "56650001", date(2099, 1, 1), (cast.worker.area_code,))
    write_bulletin(cast.worker, text)
    assert "停水通知" in client_of(cast.worker).get("/").content.decode()
    assert "停水通知" not in client_of(cast.neighbour).get("/").content.decode()


def test_the_questions_of_the_page_do_not_grow_with_what_waits(world, cast, city, client_of):
    def asked():
        with CaptureQueriesContext(connection) as sent:
            browser.get("/")
        return len(sent)

    browser = client_of(cast.worker)
    batch(city, "failed")
    few = asked()
    for number in range(4):
        batch(city, "failed", filename=f"{number}.xlsx")
    assert asked() == few


def test_an_order_that_waits_stands_in_the_day_with_its_deadline(cast, city, client_of):
    order = told(cast.worker, city.committee, words="路灯不亮了")
    response = client_of(cast.worker).get("/")
    (matter,) = [one for one in response.context["matters"] if "路灯不亮了" in one.title]
    assert (matter.due, matter.url) == (order.due_at, f"/orders/{order.pk}/")
    assert [figure.value for figure in response.context["order_figures"]] == [1, 0]
    browser = client_of(cast.worker)
    for figure in response.context["order_figures"]:
        assert len(browser.get(figure.url).context["rows"]) == figure.value
    assert client_of(cast.neighbour).get("/").context["order_figures"] == []


def test_the_keys_of_a_list_beside_its_detail_are_named(cast, client_of):
    text = client_of(cast.worker).get("/keys/").content.decode()
    for key in "↑↓jk":
        assert f"<kbd>{key}</kbd>" in text
