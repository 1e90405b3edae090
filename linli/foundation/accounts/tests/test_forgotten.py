"""A forgotten password."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client

from linli.foundation.accounts.events import PasswordLinkAsked
from linli.foundation.accounts.letters import send_password_link
from linli.foundation.accounts.tests.people import PASSWORD, fresh
from linli.foundation.accounts.tests.test_sign_in import without_token
from linli.foundation.events.models import Event

NEW = "seven-quiet-lanes-home"
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def account(person):
    return person(email="li.na@example.org", language="en")


def link(account, *, invited: bool = False) -> str:
    send_password_link(PasswordLinkAsked(account.pk, "http://testserver/", invited))
    return re.search(r"http://testserver(/password/\S+)", mail.outbox[-1].body)[1]


def test_asking_puts_a_letter_on_its_way(client, account):
    assert client.post("/password/forgotten/", {"email": "li.na@example.org"}).status_code == 200
    event = Event.objects.get(name__endswith="PasswordLinkAsked")
    assert event.payload["account_id"] == account.pk


def test_an_unknown_address_gets_the_same_answer_and_no_letter(client, account):
    known = client.post("/password/forgotten/", {"email": "li.na@example.org"})
    unknown = client.post("/password/forgotten/", {"email": "nobody@example.org"})
    assert without_token(unknown).replace("nobody@", "li.na@") == without_token(known)
    assert Event.objects.filter(name__endswith="PasswordLinkAsked").count() == 1


def test_a_closed_account_gets_no_letter(client, person):
    person(email="li.na@example.org", is_active=False)
    client.post("/password/forgotten/", {"email": "li.na@example.org"})
    assert not Event.objects.filter(name__endswith="PasswordLinkAsked").exists()


def test_nobodys_letter_box_is_filled(client, account):
    answers = [client.post("/password/forgotten/", {"email": "li.na@example.org"}).status_code for _ in range(7)]
    assert answers[-1] == 429
    assert Event.objects.filter(name__endswith="PasswordLinkAsked").count() == 5


def test_the_outbox_holds_no_key(client, account):
    client.post("/password/forgotten/", {"email": "li.na@example.org"})
    payload = Event.objects.get(name__endswith="PasswordLinkAsked").payload
    assert set(payload) == {"account_id", "base_url", "invited"}


def test_the_link_chooses_a_password_once(client, account):
    path = link(account)
    assert client.get(path).status_code == 200
    assert client.post(path, {"password": NEW, "again": NEW}).url == "/password/chosen/"
    assert fresh(account).check_password(NEW)
    assert client.get(path).status_code == 410
    assert client.post(path, {"password": PASSWORD, "again": PASSWORD}).status_code == 410
    assert fresh(account).check_password(NEW)


def test_the_link_signs_nobody_in(client, account):
    client.post(link(account), {"password": NEW, "again": NEW})
    assert client.get("/account/").status_code == 302


def test_sessions_under_the_old_password_end(account):
    thief = Client()
    thief.post("/sign-in/", {"username": "li.na", "password": PASSWORD})
    Client().post(link(account), {"password": NEW, "again": NEW})
    assert thief.get("/account/").status_code == 302


def test_the_link_is_over_after_an_hour(client, account):
    with time_machine.travel(NOW, tick=False) as clock:
        path = link(account)
        clock.shift(timedelta(minutes=59))
        assert client.get(path).status_code == 200
        clock.shift(timedelta(minutes=2))
        assert client.get(path).status_code == 410


def test_signing_out_everywhere_ends_links_that_are_under_way(client, account):
    path = link(account)
    client.post("/sign-in/", {"username": "li.na", "password": PASSWORD})
    client.post("/account/sessions/end/")
    assert Client().get(path).status_code == 410


@pytest.mark.parametrize(
    "path", ["/password/MQ/abc-def/", "/password/xx/yy/", "/password/!!/-/", "/password/OTk5/cxx-0/"]
)
def test_an_invented_link_opens_nothing(client, db, path):
    assert client.get(path).status_code == 410


def test_the_link_of_one_account_does_not_open_another(client, account, person):
    other = person("wang.wei", email="wang@example.org")
    mine, theirs = link(account).split("/"), link(other).split("/")
    theirs[3] = mine[3]
    assert client.get("/".join(theirs)).status_code == 410


def test_an_invitation_tells_the_user_name(account):
    link(account, invited=True)
    assert "Your user name is li.na" in mail.outbox[-1].body
    assert mail.outbox[-1].to == ["li.na@example.org"]
