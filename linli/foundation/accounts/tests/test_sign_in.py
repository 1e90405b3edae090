"""Signing in and out."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from linli.foundation.accounts.tests.people import PASSWORD, fresh
from linli.foundation.audit.models import AuditRow
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall

URL = "/sign-in/"
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def send(client: Client, username: str = "li.na", password: str = PASSWORD, **more: str):
    return client.post(URL, {"username": username, "password": password, **more})


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_it_works(client, person):
    person()
    assert send(client).url == "/"
    assert is_in(client)


def test_capitals_in_the_user_name_make_no_difference(client, person):
    person()
    send(client, "Li.Na ")
    assert is_in(client)


def test_a_sign_in_and_a_sign_out_are_written_down(client, person):
    account = person()
    send(client)
    client.post("/sign-out/")
    with wall(Scope.EVERYTHING):
        rows = AuditRow.objects.everywhere(because="test").filter(account_id=account.pk).order_by("id")
        assert [row.action for row in rows] == ["accounts:session:start", "accounts:session:end"]


def test_an_unknown_name_and_a_wrong_password_get_the_same_answer(client, person):
    person()
    unknown, wrong = send(client, "nobody"), send(client, password="not-the-password")
    assert unknown.status_code == wrong.status_code == 422
    assert without_token(unknown).replace("nobody", "li.na") == without_token(wrong)
    assert not is_in(client)


def test_a_closed_account_gets_the_answer_of_a_wrong_password(client, person):
    person(is_active=False)
    assert send(client).status_code == 422
    assert not is_in(client)


def test_the_password_never_comes_back_in_the_page(client, person):
    person()
    assert "guess-that-was-wrong" not in send(client, password="guess-that-was-wrong").content.decode()


def test_after_five_failures_even_the_right_password_must_wait(client, person):
    person()
    with time_machine.travel(NOW, tick=False) as clock:
        for _ in range(5):
            assert send(client, password="wrong").status_code == 422
        refused = send(client)
        assert refused.status_code == 429
        assert 0 < int(refused["Retry-After"]) <= 31
        clock.shift(timedelta(seconds=31))
        assert send(client).status_code == 302


def test_the_wait_grows_and_counts_in_every_browser(person):
    person()
    with time_machine.travel(NOW, tick=False) as clock:
        for _ in range(5):
            send(Client(), password="wrong")
        clock.shift(timedelta(seconds=31))
        assert send(Client(), password="wrong").status_code == 422
        clock.shift(timedelta(seconds=31))
        assert send(Client()).status_code == 429  # now it is a minute


def test_another_account_of_the_same_office_is_not_held_up(client, person):
    person()
    person("wang.wei")
    for _ in range(6):
        send(client, password="wrong")
    assert send(client, "wang.wei").status_code == 302


def test_one_address_that_tries_many_names_must_wait(client, person):
    person()
    for number in range(41):
        send(client, f"guess{number}", "wrong")
    assert send(client).status_code == 429
    assert client.post(URL, {"username": "li.na", "password": PASSWORD}, REMOTE_ADDR="192.0.2.9").status_code == 302


def test_a_success_forgets_the_failures_before_it(client, person):
    person()
    for _ in range(3):
        for _ in range(4):
            send(client, password="wrong")
        assert send(client).status_code == 302
        client.post("/sign-out/")


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "///evil.example",
        "javascript:alert(1)",
        "http:evil.example",
        "\t//evil.example",
        "/\t/evil.example",
    ],
)
def test_next_leads_to_an_address_of_ours_only(client, person, wanted):
    person()
    assert send(client, next=wanted).url == "/"


def test_next_leads_where_the_person_wanted_to_go(client, person):
    person()
    assert client.get("/account/password/").url == "/sign-in/?next=%2Faccount%2Fpassword%2F"
    assert 'value="/account/password/"' in client.get("/sign-in/?next=/account/password/").content.decode()
    assert send(client, next="/account/password/").url == "/account/password/"


def test_the_session_gets_a_new_key_so_that_a_planted_one_opens_nothing(client, person):
    person()
    client.get(URL)
    session = client.session
    session["planted"] = "x"
    session.save()
    planted = session.session_key
    client.cookies["linli_session"] = planted
    send(client)
    assert client.session.session_key != planted
    thief = Client()
    thief.cookies["linli_session"] = planted
    assert not is_in(thief)


def test_a_closed_account_is_out_at_once(client, person):
    account = person()
    send(client)
    with wall(Scope.EVERYTHING):
        account.is_active = False
        account.save(update_fields=["is_active"])
    assert client.get("/account/").status_code == 302


def test_an_expired_post_gives_no_access_from_the_next_request(client, person):
    # the post ends with the 24th; the day is Shanghai's
    person(ends_on=date(2026, 11, 25))
    with time_machine.travel(datetime(2026, 11, 24, 15, 59, tzinfo=UTC), tick=False) as clock:
        send(client)
        assert is_in(client)
        clock.shift(timedelta(minutes=2))
        assert client.get("/account/").status_code == 302
        assert "没有在任" in (page := client.get(URL).content.decode()) or "no post today" in page


def test_a_post_that_has_not_begun_opens_nothing(client, person):
    person(starts_on=date(2999, 1, 1))
    send(client)
    assert not is_in(client)


def test_a_person_without_a_post_is_told_so_and_can_leave(client, person):
    person(role=None)
    send(client)
    client.cookies["linli_language"] = "en"
    assert "no post today" in client.get(URL).content.decode()
    assert client.post("/sign-out/").status_code == 302


def test_signing_out_ends_the_session_on_the_server_too(client, person):
    person()
    send(client)
    kept = client.cookies["linli_session"].value
    client.post("/sign-out/")
    thief = Client()
    thief.cookies["linli_session"] = kept
    assert not is_in(thief)


def test_signing_out_everywhere_ends_the_other_sessions_and_keeps_this_one(person):
    person()
    here, elsewhere = Client(), Client()
    send(here)
    send(elsewhere)
    assert here.post("/account/sessions/end/").status_code == 302
    assert is_in(here)
    assert not is_in(elsewhere)


def test_a_get_signs_nobody_out(client, person):
    person()
    send(client)
    assert client.get("/sign-out/").status_code == 405
    assert is_in(client)


def test_the_form_needs_its_token(person):
    person()
    strict = Client(enforce_csrf_checks=True)
    assert send(strict).status_code == 403


def token_of(form_action: str, page: str) -> str:
    form = page[page.index(f'action="{form_action}"') :]
    return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form[: form.index("</form>")])[1]


@pytest.mark.parametrize("demo", [True, False])
def test_the_token_in_the_form_is_accepted(person, settings, demo):
    settings.LINLI_DEMO = demo
    person()
    person("demo.worker", is_demo=True)
    strict = Client(enforce_csrf_checks=True)
    wrong = send(strict, password="x", csrfmiddlewaretoken=token_of(URL, strict.get(URL).content.decode()))
    assert wrong.status_code == 422
    assert send(strict, csrfmiddlewaretoken=token_of(URL, wrong.content.decode())).status_code == 302


def test_whoever_is_in_already_goes_on(client, person):
    person()
    send(client)
    assert client.get("/sign-in/?next=/account/").url == "/account/"


def test_a_password_given_by_an_administrator_must_be_replaced_first(client, person):
    account = person(must_change_password=True)
    assert send(client, next="/account/").url == reverse("accounts:sign-in-password")
    assert not is_in(client)
    same = client.post("/sign-in/password/", {"password": PASSWORD, "again": PASSWORD})
    assert same.status_code == 422
    chosen = "seven-quiet-lanes-home"
    assert client.post("/sign-in/password/", {"password": chosen, "again": chosen}).url == "/account/"
    assert is_in(client)
    assert not fresh(account).must_change_password
    assert fresh(account).check_password(chosen)


@pytest.mark.parametrize("weak", ["short", "1234567890123", "password123", "li.na.kindly1"])
def test_a_weak_password_is_refused(client, person, weak):
    person("li.na.kindly", must_change_password=True)
    send(client, "li.na.kindly")
    assert client.post("/sign-in/password/", {"password": weak, "again": weak}).status_code == 422


def test_the_steps_are_closed_to_whoever_has_not_shown_the_password(client, db):
    for name in ("sign-in-code", "sign-in-enrol", "sign-in-password", "sign-in-onward"):
        assert client.get(reverse(f"accounts:{name}")).url == URL


def test_the_steps_take_no_longer_than_ten_minutes(client, person):
    person(must_change_password=True)
    with time_machine.travel(NOW, tick=False) as clock:
        send(client)
        assert client.get("/sign-in/password/").status_code == 200
        clock.shift(timedelta(minutes=11))
        assert client.get("/sign-in/password/").url == URL


def test_the_page_speaks_the_language_of_the_account_afterwards(client, person):
    person(language="en")
    assert send(client).cookies["linli_language"].value == "en"


def without_token(response) -> str:
    text = response.content.decode()
    while (at := text.find('name="csrfmiddlewaretoken"')) > 0:
        text = text[:at] + text[text.index(">", at) :]
    while (at := text.find('"X-CSRFToken"')) > 0:
        text = text[:at] + text[text.index("}", at) :]
    return text
