"""My account: contact, password, posts, language."""

from __future__ import annotations

from datetime import date

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from linli.foundation.accounts.models import Account
from linli.foundation.accounts.sealed import telephone_of
from linli.foundation.accounts.tests.people import PASSWORD, add_post, fresh
from linli.foundation.scope import Role, Scope
from linli.foundation.scope.database import wall

MINE = ["mine", "contact", "password", "second-step", "second-step-start", "recovery-codes", "second-step-off"]
NEW = "seven-quiet-lanes-home"


@pytest.fixture
def signed_in(client, person):
    account = person()
    client.post("/sign-in/", {"username": "li.na", "password": PASSWORD})
    return account


@pytest.mark.parametrize("name", [*MINE, "end-sessions", "take-post"])
def test_a_stranger_is_sent_to_sign_in(client, db, name):
    url = reverse(f"accounts:{name}")
    answer = client.post(url) if name in {"end-sessions", "take-post"} else client.get(url)
    assert answer.status_code == 302
    assert answer.url.startswith("/sign-in/?next=")


@pytest.mark.parametrize("name", ["mine", "contact", "password", "second-step-start"])
def test_it_works(client, signed_in, name):
    assert client.get(reverse(f"accounts:{name}")).status_code == 200


@pytest.mark.parametrize(("name", "method"), [("mine", "post"), ("end-sessions", "get"), ("take-post", "get")])
def test_the_wrong_method_is_refused(client, signed_in, name, method):
    assert getattr(client, method)(reverse(f"accounts:{name}")).status_code == 405


def test_i_change_my_contact_with_my_password(client, signed_in):
    given = {"email": "li.na@example.org", "telephone": "021 5555 0100", "password": PASSWORD}
    assert client.post("/account/contact/", given).url == "/account/"
    account = fresh(signed_in)
    assert account.email == "li.na@example.org"
    assert telephone_of(account) == "021 5555 0100"
    assert b"5555" not in bytes(account.telephone_sealed)


def test_nobody_else_at_my_open_screen_can(client, signed_in):
    given = {"email": "thief@example.org", "telephone": "", "password": "guess"}
    assert client.post("/account/contact/", given).status_code == 422
    assert fresh(signed_in).email == ""


def test_guessing_my_password_at_my_open_screen_is_throttled(client, signed_in):
    given = {"email": "thief@example.org", "telephone": "", "password": "guess"}
    for _ in range(5):
        client.post("/account/contact/", given)
    client.post("/account/contact/", given | {"password": PASSWORD})
    assert fresh(signed_in).email == ""


def test_a_new_password_needs_the_old_one_and_ends_other_sessions(client, signed_in):
    elsewhere = Client()
    elsewhere.post("/sign-in/", {"username": "li.na", "password": PASSWORD})
    wrong = client.post("/account/password/", {"old": "guess", "password": NEW, "again": NEW})
    assert wrong.status_code == 422
    assert client.post("/account/password/", {"old": PASSWORD, "password": NEW, "again": NEW}).url == "/account/"
    assert fresh(signed_in).check_password(NEW)
    assert client.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302


def test_passwords_are_kept_by_argon2():
    from django.utils.module_loading import import_string

    assert settings.PASSWORD_HASHERS[0].endswith("QuickArgon2")  # of the tests; the house uses its parent
    from linli.config import settings as house

    assert import_string(house.PASSWORD_HASHERS[0]).algorithm == "argon2"


def test_i_switch_my_post_in_one_click(client, signed_in, city):
    other = add_post(signed_in, Role.STREET_OPERATOR, city.street)
    page = client.get("/account/").content.decode()
    assert f'name="post" value="{other.pk}"' in page
    assert client.post("/posts/take/", {"post": other.pk}).url == "/"
    assert client.get("/account/").wsgi_request.actor.post_id == other.pk
    assert client.get("/account/").wsgi_request.actor.scope.lo == city.street


@pytest.mark.parametrize("post", ["0", "-1", "x", ""])
def test_i_cannot_take_a_post_that_does_not_exist(client, signed_in, post):
    assert client.post("/posts/take/", {"post": post}).status_code == 404


def test_i_cannot_take_somebody_elses_post(client, signed_in, cast):
    assert client.post("/posts/take/", {"post": cast.city.post_id}).status_code == 404


def test_i_cannot_take_a_post_of_mine_that_has_ended(client, signed_in, city):
    over = add_post(signed_in, Role.COMMITTEE_HEAD, city.committee, date(2020, 1, 1), date(2021, 1, 1))
    assert client.post("/posts/take/", {"post": over.pk}).status_code == 404


def test_a_chosen_post_that_ends_falls_back_to_another_one(client, signed_in, city):
    from linli.foundation.scope.database import wall

    other = add_post(signed_in, Role.STREET_OPERATOR, city.street)
    client.post("/posts/take/", {"post": other.pk})
    with wall(other.area.scope):
        other.ends_on = date(2021, 1, 1)
        other.save(update_fields=["ends_on"])
    assert client.get("/account/").wsgi_request.actor.role == Role.COMMITTEE_WORKER


def test_the_language_is_kept_in_the_browser_and_in_the_account(client, signed_in):
    answer = client.post("/language/", {"language": "en", "next": "/account/"})
    assert answer.url == "/account/"
    assert answer.cookies["linli_language"].value == "en"
    assert fresh(signed_in).language == "en"
    assert "Sign out everywhere else" in client.get("/account/").content.decode()


def test_a_stranger_may_choose_a_language_too(client, db):
    assert client.post("/language/", {"language": "en", "next": "https://evil.example/"}).url == "/"
    assert "User name" in client.get("/sign-in/").content.decode()


def test_a_language_that_does_not_exist_is_refused(client, db):
    assert client.post("/language/", {"language": "xx"}).status_code == 422


def test_my_telephone_alone_is_changed_with_my_password_and_shown_masked(client, signed_in):
    assert client.post("/account/telephone/", {"telephone": "15400001234"}).status_code == 422
    assert telephone_of(fresh(signed_in)) == ""
    assert client.post("/account/telephone/", {"telephone": "15400001234", "password": PASSWORD}).status_code == 302
    assert telephone_of(fresh(signed_in)) == "15400001234"
    page = client.get("/account/telephone/").content.decode()
    assert "154****1234" in page
    assert "15400001234" not in page
    assert "邮箱" not in page.split("<main")[1].split("</main>")[0]


@pytest.mark.parametrize(
    ("house_and_account", "status"), [((True, True), 302), ((True, False), 422), ((False, True), 422)]
)
def test_only_an_invented_account_without_a_password_changes_its_telephone_without_one(
    client, person, settings, house_and_account, status
):
    is_demo_house, is_demo = house_and_account
    account = person("demo.head", is_demo=is_demo)
    client.post("/sign-in/", {"username": "demo.head", "password": PASSWORD})
    with wall(Scope.EVERYTHING):
        Account.objects.everywhere(because="test").filter(pk=account.pk).update(password="!")
    session = client.session
    session["_auth_user_hash"] = fresh(account).get_session_auth_hash()
    session.save()
    settings.LINLI_DEMO = is_demo_house
    assert client.post("/account/telephone/", {"telephone": "15400001234"}).status_code == status
