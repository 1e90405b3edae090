"""Posts without an office have a first page that says what they open, and what is not here yet."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils.html import escape

from linli.foundation.accounts.models import Account
from linli.foundation.accounts.tests.people import add_post
from linli.foundation.notices.public import notify
from linli.foundation.scope import Role, Scope
from linli.foundation.scope.database import wall
from linli.foundation.scope.roles import ADMINISTRATORS, COMMITTEE_STAFF, OPERATORS, PARTNERS
from linli.portals.workbench.post_home import ELSEWHERE, NOT_YET
from linli.ui import navigation

pytestmark = pytest.mark.django_db
WHO = ["block_head", "volunteer", "owners", "property_firm", "organisation"]


@pytest.fixture
def browser_of(client_of):
    def english(actor):
        browser = client_of(actor)
        browser.cookies["linli_language"] = "en"
        return browser

    return english


def account_of(actor):
    with wall(Scope.EVERYTHING):
        return Account.objects.everywhere(because="test").get(pk=actor.account_id)


def test_every_role_has_a_first_page():
    assert set(NOT_YET) == set(PARTNERS)
    with_another = COMMITTEE_STAFF | OPERATORS | ADMINISTRATORS | {Role.RESIDENT, Role.DEPARTMENT_OFFICER}
    assert with_another | PARTNERS == set(Role)
    assert not with_another & PARTNERS


@pytest.mark.parametrize("who", WHO)
def test_it_names_the_role_the_area_and_what_is_not_here(who, cast, browser_of):
    actor = getattr(cast, who)
    response = browser_of(actor).get("/")
    text = response.content.decode()
    assert response.status_code == 200
    assert f"<h1>{escape(actor.role.label)}</h1>" in text
    assert actor.area_name in text
    assert str(NOT_YET[actor.role]) in text


@pytest.mark.parametrize("who", WHO)
def test_every_place_it_names_opens(who, cast, browser_of):
    browser = browser_of(getattr(cast, who))
    places = browser.get("/").context["places"]
    assert len(places) >= 4
    for place in places:
        assert browser.get(place.url).status_code == 200, place.url


@pytest.mark.parametrize("who", WHO)
def test_whatever_the_post_may_open_stands_there_with_its_reason(who, cast, browser_of):
    actor = getattr(cast, who)
    places = {place.url: place for place in browser_of(actor).get("/").context["places"]}
    for entry in navigation.entries_of(actor):
        if entry.url_name not in ELSEWHERE | {"resident:looks"}:
            assert places[reverse(entry.url_name)].reason, entry.url_name
    assert {"/report/", "/matters/", "/bulletins/board/"} <= set(places)
    assert ("/tasks/" in places) == (who == "property_firm")


def test_who_looked_is_offered_once_there_is_an_entry(cast, browser_of):
    urls = [place.url for place in browser_of(cast.volunteer).get("/").context["places"]]
    assert "/me/looks/" not in urls
    with wall(Scope.EVERYTHING):
        Account.objects.everywhere(because="test").filter(pk=cast.volunteer.account_id).update(person_id=7)
    urls = [place.url for place in browser_of(cast.volunteer).get("/").context["places"]]
    assert "/me/looks/" in urls


def test_unread_messages_are_counted(cast, browser_of):
    def aside():
        places = browser_of(cast.volunteer).get("/").context["places"]
        return next(place.aside for place in places if place.url == reverse("notices:inbox"))

    assert aside() == ""
    notify(cast.volunteer.account_id, subject="s", body="b", key="k")
    assert aside() == "1 unread"


def test_other_posts_are_one_click_away(cast, city, browser_of):
    other = add_post(account_of(cast.volunteer), Role.RESIDENT, city.committee)
    over = add_post(account_of(cast.volunteer), Role.BLOCK_HEAD, city.committee, ends_on=date(2020, 2, 1))
    browser = browser_of(cast.volunteer)
    response = browser.get("/")
    assert [post.id for post in response.context["others"]] == [other.pk]
    assert over.pk not in {post.id for post in response.context["others"]}
    browser.post("/posts/take/", {"post": other.pk})
    assert browser.get("/").url == "/home/"


def test_until_when_the_post_holds_is_said(cast, browser_of):
    assert "from 2020-01-01" in browser_of(cast.volunteer).get("/").content.decode()
