"""My data, and who looked at me."""

from datetime import date

import pytest

from linli.domains.registry.actions.corrections import correct_person
from linli.domains.registry.actions.looking import look_at_person, reveal
from linli.domains.registry.tests.world import citizen_id, make_world
from linli.foundation.accounts.models import Account
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall

pytestmark = pytest.mark.django_db
SCREENS = ["/me/", "/me/looks/"]


@pytest.fixture
def world(cast, city):
    return make_world(city.committee, city.neighbour)


@pytest.fixture
def zhang(world, cast, client_of):
    """Sign the resident in, whose account is tied to 张三."""
    with wall(Scope.EVERYTHING):
        Account.objects.everywhere(because="test").filter(pk=cast.resident.account_id).update(person_id=world.zhang.pk)
    browser = client_of(cast.resident)
    browser.cookies["linli_language"] = "en"
    return browser


@pytest.mark.parametrize("path", SCREENS)
def test_it_works(path, zhang):
    assert zhang.get(path).status_code == 200


@pytest.mark.parametrize("path", SCREENS)
def test_a_stranger_is_sent_to_sign_in(path, client, db):
    assert client.get(path).status_code == 302


@pytest.mark.parametrize("path", SCREENS)
def test_staff_have_no_such_page(path, cast, client_of):
    assert client_of(cast.worker).get(path).status_code == 403


@pytest.mark.parametrize("path", SCREENS)
def test_it_is_only_read(path, zhang):
    assert zhang.post(path).status_code == 405


def test_an_account_without_an_entry_is_told_what_to_do(cast, client_of):
    browser = client_of(cast.resident)
    browser.cookies["linli_language"] = "en"
    assert "with your identity card" in browser.get("/me/").content.decode()
    looks = browser.get("/me/looks/").content.decode()
    assert "How to be connected" in looks
    assert 'class="button" href="/me/"' in looks


def test_my_numbers_are_shown_when_i_ask(zhang):
    number = citizen_id(date(1950, 1, 1), 1)
    assert number not in zhang.get("/me/").content.decode()
    assert number in zhang.get("/me/?shown=1").content.decode()


def test_of_my_household_i_see_nobody(zhang):
    assert "李四" not in zhang.get("/me/").content.decode()


def test_i_see_who_looked_under_which_post_and_why(world, cast, zhang):
    look_at_person(cast.worker, world.zhang.pk, purpose="visit")
    reveal(cast.head, world.zhang.pk, "telephone", purpose="核实紧急联系人")
    look_at_person(cast.street, world.zhang.pk, purpose="核实慰问名单")
    correct_person(cast.worker, world.zhang.pk, {"name": "张山"}, version=1, reason="听错了")
    looks = zhang.get("/me/looks/").context["looks"]
    assert [(look.who, look.deed, look.purpose) for look in looks] == [
        ("worker", "corrected your data", "听错了"),
        ("street", "opened your card", "核实慰问名单"),
        ("head", "looked at your whole telephone number", "核实紧急联系人"),
        ("worker", "opened your card", "Visit and care"),
    ]
    assert [look.area for look in looks] == [
        cast.worker.area_name,
        cast.street.area_name,
        cast.head.area_name,
        cast.worker.area_name,
    ]


def test_what_is_not_recorded_is_said_and_is_not_in_the_list(world, cast, zhang, client_of):
    listed = client_of(cast.worker).get("/people/")
    assert world.zhang.name in listed.content.decode()
    answer = zhang.get("/me/looks/")
    assert answer.context["looks"] == []
    assert "nobody writes a line about each" in answer.content.decode()
    look_at_person(cast.worker, world.zhang.pk, purpose="visit")
    assert "nobody writes a line about each" in zhang.get("/me/looks/").content.decode()


def test_looks_at_others_are_not_mine(world, cast, zhang):
    look_at_person(cast.worker, world.li.pk, purpose="visit")
    look_at_person(cast.neighbour, world.stranger.pk, purpose="visit")
    assert zhang.get("/me/looks/").context["looks"] == []


def test_many_looks_come_in_pages(world, cast, zhang):
    for _ in range(25):
        look_at_person(cast.worker, world.zhang.pk, purpose="visit")
    first = zhang.get("/me/looks/")
    second = zhang.get(f"/me/looks/{first.context['next_url']}")
    assert (len(first.context["looks"]), len(second.context["looks"])) == (20, 5)
    assert second.context["next_url"] == ""
