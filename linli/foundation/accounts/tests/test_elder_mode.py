"""Elder mode follows the person, not the browser."""

from __future__ import annotations

import pytest
from django.db import IntegrityError
from django.test import Client

from linli.foundation.accounts.models import Account
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall

pytestmark = pytest.mark.django_db
ELDER = {"mode": "elder", "text": "3", "next": "/account/"}


@pytest.fixture
def somebody(cast, city):
    """An account whose password is known."""
    with wall(Scope.EVERYTHING):
        account = Account.objects.everywhere(because="test").get(pk=cast.resident.account_id)
        account.set_password("three words apart")
        account.save()
    return account


def sign_in(browser: Client, account: Account):
    return browser.post("/sign-in/", {"username": account.username, "password": "three words apart"})


def kept(account: Account) -> int | None:
    with wall(Scope.EVERYTHING):
        return Account.objects.everywhere(because="test").get(pk=account.pk).elder_text


def test_it_is_chosen_on_one_device_and_met_on_another(somebody):
    here, there = Client(), Client()
    sign_in(here, somebody)
    assert here.post("/look/", ELDER)["Location"] == "/account/"
    assert kept(somebody) == 3
    answer = sign_in(there, somebody)
    assert (answer.cookies["linli_mode"].value, answer.cookies["linli_text"].value) == ("elder", "3")
    page = there.get("/account/").content.decode()
    assert 'data-mode="elder"' in page
    assert 'data-text="3"' in page


def test_the_standard_pages_follow_too(somebody):
    here, there = Client(), Client()
    sign_in(here, somebody)
    here.post("/look/", ELDER)
    here.post("/look/", {"mode": "standard"})
    there.cookies["linli_mode"] = "elder"
    assert sign_in(there, somebody).cookies["linli_mode"].value == "standard"


def test_what_a_stranger_chooses_on_the_sign_in_page_counts_for_who_signs_in(somebody):
    browser = Client()
    browser.post("/_ui/appearance", ELDER | {"next": "/sign-in/"})
    assert 'data-mode="elder"' in browser.get("/sign-in/").content.decode()
    sign_in(browser, somebody)
    assert kept(somebody) == 3


def test_an_old_cookie_of_the_device_does_not_become_anybodys_wish(somebody):
    browser = Client()
    browser.cookies["linli_mode"] = "elder"
    sign_in(browser, somebody)
    assert kept(somebody) is None


def test_the_last_wish_for_large_print_counts_and_nobody_loses_it_at_the_door(somebody):
    here, there = Client(), Client()
    sign_in(here, somebody)
    here.post("/look/", {"mode": "standard"})
    there.post("/_ui/appearance", ELDER)
    sign_in(there, somebody)
    assert kept(somebody) == 3
    another = Client()
    another.post("/_ui/appearance", {"mode": "standard"})
    sign_in(another, somebody)
    assert kept(somebody) == 3


def test_a_dark_theme_is_not_a_choice_of_elder_mode(somebody):
    browser = Client()
    sign_in(browser, somebody)
    assert browser.post("/look/", {"theme": "dark"}).cookies["linli_theme"].value == "dark"
    assert kept(somebody) is None


def test_nonsense_is_not_kept(somebody):
    browser = Client()
    sign_in(browser, somebody)
    browser.post("/look/", {"mode": "elder", "text": "9"})
    assert kept(somebody) == 1
    assert browser.post("/look/", {"mode": "elder", "next": "//evil.example/"})["Location"] == "/"


def test_the_database_knows_three_sizes(somebody):
    with pytest.raises(IntegrityError), wall(Scope.EVERYTHING):
        Account.objects.everywhere(because="test").filter(pk=somebody.pk).update(elder_text=4)
