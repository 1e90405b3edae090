"""Round birthdays: whom the committee may congratulate this month."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.domains.registry.actions.people import NewPerson, add_person

pytestmark = pytest.mark.django_db
ADDRESS = "/people/birthdays/"


@pytest.fixture(autouse=True)
def november() -> object:
    with time_machine.travel("2026-11-22T09:00:00+08:00", tick=False):
        yield


def born(actor: object, name: str, day: date) -> None:
    add_person(actor, NewPerson(name=name, birth_date=day))


def shown(client) -> str:
    return client.get(ADDRESS).content.decode()


def test_who_becomes_ninety_this_month_is_shown_with_the_day(cast, client_of) -> None:
    born(cast.worker, "吴秀英", date(1936, 11, 30))

    page = shown(client_of(cast.worker))

    assert "吴秀英" in page
    assert "30" in page
    assert "90" in page


def test_other_ages_and_other_months_are_not(cast, client_of) -> None:
    for name, day in (("甲一", date(1936, 12, 1)), ("乙二", date(1936, 10, 31)), ("丙三", date(1937, 11, 5))):
        born(cast.worker, name, day)

    page = shown(client_of(cast.worker))

    assert not [name for name in ("甲一", "乙二", "丙三") if name in page]


def test_a_neighbouring_committee_congratulates_its_own(cast, client_of) -> None:
    born(cast.worker, "吴秀英", date(1936, 11, 30))

    assert "吴秀英" not in shown(client_of(cast.neighbour))


def test_a_list_of_many_asks_no_more_than_a_list_of_one(cast, client_of) -> None:
    browser = client_of(cast.worker)
    born(cast.worker, "吴秀英", date(1936, 11, 30))
    with CaptureQueriesContext(connection) as few:
        shown(browser)
    for number in range(8):
        born(cast.worker, f"陈{number}", date(1946, 11, 1 + number))
    with CaptureQueriesContext(connection) as many:
        shown(browser)

    assert len(many) == len(few)


@pytest.mark.parametrize("outsider", ["street", "resident"])
def test_without_the_permission_the_door_stays_shut(cast, client_of, outsider: str) -> None:
    assert client_of(getattr(cast, outsider)).get(ADDRESS).status_code == 403


def test_a_stranger_is_sent_to_sign_in(db: None, client) -> None:
    assert client.get(ADDRESS).status_code == 302


def test_nothing_is_posted_here(cast, client_of) -> None:
    assert client_of(cast.worker).post(ADDRESS).status_code == 405


def test_the_search_box_leads_there_in_both_languages_and_only_whom_it_is_for(cast, client_of) -> None:
    for words in ("整寿", "shengri", "birthdays"):
        assert 'href="/people/birthdays/"' in client_of(cast.worker).get("/find/", {"q": words}).content.decode()
    assert "/people/birthdays/" not in client_of(cast.street).get("/find/", {"q": "整寿"}).content.decode()
