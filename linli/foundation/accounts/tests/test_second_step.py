"""The second factor: enrolment, codes that open once, recovery, and losing the telephone."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
import time_machine
from django.test import Client

from linli.foundation.accounts import second_factor
from linli.foundation.accounts.tests.people import PASSWORD, fresh
from linli.foundation.scope import Role, Scope
from linli.foundation.scope.database import wall

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ONE_STEP = timedelta(seconds=30)


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def enrolled(person, clock):
    """Somebody whose second step is on, and their recovery codes."""
    account = person()
    with wall(Scope.EVERYTHING):
        second_factor.propose_secret(account)
        codes = second_factor.confirm(account)
    return account, codes


def code_now(account) -> str:
    return pyotp.TOTP(second_factor.secret_of(fresh(account))).at(datetime.now(UTC))


def show_password(client: Client):
    return client.post("/sign-in/", {"username": "li.na", "password": PASSWORD})


def show_code(client: Client, code: str):
    return client.post("/sign-in/code/", {"code": code})


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_the_password_alone_opens_nothing_once_it_is_on(client, enrolled):
    assert show_password(client).url == "/sign-in/code/"
    assert not is_in(client)


def test_the_code_opens(client, enrolled):
    show_password(client)
    assert show_code(client, code_now(enrolled[0])).url == "/"
    assert is_in(client)


def test_a_code_with_a_blank_in_the_middle_opens_too(client, enrolled):
    show_password(client)
    code = code_now(enrolled[0])
    assert show_code(client, f"{code[:3]} {code[3:]}").status_code == 302


def test_a_wrong_code_does_not_open(client, enrolled):
    show_password(client)
    wrong = str((int(code_now(enrolled[0])) + 1) % 1000000).zfill(6)
    assert show_code(client, wrong).status_code == 422
    assert not is_in(client)


def test_a_code_that_was_used_is_refused_in_another_browser(enrolled):
    code = code_now(enrolled[0])
    first, thief = Client(), Client()
    show_password(first)
    show_password(thief)
    assert show_code(first, code).status_code == 302
    assert show_code(thief, code).status_code == 422
    assert not is_in(thief)


def test_an_older_code_is_refused_after_a_newer_one(enrolled, clock):
    older = code_now(enrolled[0])
    clock.shift(ONE_STEP)
    newer = code_now(enrolled[0])
    first, thief = Client(), Client()
    show_password(first)
    show_password(thief)
    assert show_code(first, newer).status_code == 302
    assert show_code(thief, older).status_code == 422


@pytest.mark.parametrize(("steps", "opens"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_half_a_minute_wrong_and_no_more(client, enrolled, clock, steps, opens):
    show_password(client)
    code = pyotp.TOTP(second_factor.secret_of(fresh(enrolled[0]))).at(NOW + steps * ONE_STEP)
    assert (show_code(client, code).status_code == 302) is opens


def test_guessing_codes_is_throttled(client, enrolled):
    show_password(client)
    right = code_now(enrolled[0])
    for number in range(5):
        assert show_code(client, f"{(int(right) + 1 + number) % 1000000:06}").status_code == 422
    assert show_code(client, right).status_code == 429


def test_a_recovery_code_opens_once(enrolled):
    _account, codes = enrolled
    first, again = Client(), Client()
    show_password(first)
    show_password(again)
    assert show_code(first, codes[0].upper()).status_code == 302
    assert show_code(again, codes[0]).status_code == 422
    assert show_code(again, codes[1].replace("-", "")).status_code == 302


def test_the_recovery_codes_of_one_person_do_not_open_another_account(client, enrolled, person):
    other = person("wang.wei")
    with wall(Scope.EVERYTHING):
        second_factor.propose_secret(other)
        theirs = second_factor.confirm(other)
    show_password(client)
    assert show_code(client, theirs[0]).status_code == 422


def test_staff_must_set_it_up_where_it_is_required(client, person, settings, clock):
    settings.LINLI_TOTP_REQUIRED = True
    account = person()
    assert show_password(client).url == "/sign-in/second-step/"
    assert not is_in(client)
    page = client.get("/sign-in/second-step/").content.decode()
    assert "data:image/svg+xml" in page
    assert second_factor.secret_of(fresh(account)) in page
    done = client.post("/sign-in/second-step/", {"code": code_now(account)})
    assert len(re.findall(r"[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}", done.content.decode())) == 10
    assert client.get("/sign-in/onward/").url == "/"
    assert is_in(client)


def test_a_resident_need_not(client, person, settings):
    settings.LINLI_TOTP_REQUIRED = True
    person(role=Role.RESIDENT)
    assert show_password(client).url == "/"


def test_the_code_of_the_enrolment_does_not_open_a_second_time(client, person, settings, clock):
    settings.LINLI_TOTP_REQUIRED = True
    account = person()
    show_password(client)
    client.get("/sign-in/second-step/")
    code = code_now(account)
    client.post("/sign-in/second-step/", {"code": code})
    thief = Client()
    show_password(thief)
    assert show_code(thief, code).status_code == 422


def test_the_given_password_cannot_be_replaced_before_the_code_was_shown(client, enrolled):
    account, _codes = enrolled
    with wall(Scope.EVERYTHING):
        account.must_change_password = True
        account.save(update_fields=["must_change_password"])
    show_password(client)
    new = {"password": "seven-quiet-lanes-home", "again": "seven-quiet-lanes-home"}
    assert client.post("/sign-in/password/", new).url == "/sign-in/code/"
    assert fresh(account).check_password(PASSWORD)


def test_i_can_set_it_up_in_my_account_and_switch_it_off_again(client, person, clock):
    account = person()
    show_password(client)
    assert client.post("/account/second-step/start/", {"password": "wrong"}).status_code == 422
    assert client.post("/account/second-step/start/", {"password": PASSWORD}).url == "/account/second-step/"
    assert client.post("/account/second-step/", {"code": "000000"}).status_code == 422
    assert client.post("/account/second-step/", {"code": code_now(account)}).status_code == 200
    assert fresh(account).has_totp
    clock.shift(ONE_STEP)
    off = {"password": PASSWORD, "code": code_now(account)}
    assert client.post("/account/second-step/off/", off | {"code": "000000"}).status_code == 422
    assert client.post("/account/second-step/off/", off).url == "/account/"
    assert not fresh(account).has_totp
    assert fresh(account).totp_secret is None


def test_it_cannot_be_switched_off_where_a_post_requires_it(client, enrolled, settings, clock):
    account, _codes = enrolled
    show_password(client)
    show_code(client, code_now(account))
    settings.LINLI_TOTP_REQUIRED = True
    clock.shift(ONE_STEP)
    client.post("/account/second-step/off/", {"password": PASSWORD, "code": code_now(account)})
    assert fresh(account).has_totp


def test_new_recovery_codes_make_the_old_ones_worthless(client, enrolled, clock):
    account, old = enrolled
    show_password(client)
    show_code(client, code_now(account))
    clock.shift(ONE_STEP)
    client.post("/account/second-step/codes/", {"password": PASSWORD, "code": code_now(account)})
    other = Client()
    show_password(other)
    assert show_code(other, old[3]).status_code == 422


def test_moving_to_another_telephone_asks_for_a_code_of_the_old_one(client, enrolled, clock):
    account, _codes = enrolled
    show_password(client)
    show_code(client, code_now(account))
    before = second_factor.secret_of(fresh(account))
    assert client.post("/account/second-step/start/", {"password": PASSWORD}).status_code == 422
    assert second_factor.secret_of(fresh(account)) == before


def test_the_secret_lies_sealed_in_the_database(enrolled, owner_connection):
    account, codes = enrolled
    secret = second_factor.secret_of(fresh(account)).encode()
    assert secret not in bytes(fresh(account).totp_secret)
    hashes = [row.code_hash for row in _codes_of(account)]
    assert len(hashes) == 10
    assert not any(code.replace("-", "") in "".join(hashes) for code in codes)


def _codes_of(account):
    with wall(account.own_scope):
        return list(account.recovery_codes.within(account.own_scope))
