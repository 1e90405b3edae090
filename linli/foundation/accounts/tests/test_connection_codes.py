"""The code that somebody shows in person: who sees it, how long it counts, and that it lies nowhere."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from linli.foundation.accounts import connection_codes
from linli.foundation.accounts import public as accounts
from linli.foundation.accounts.models import Account, ConnectionCode
from linli.foundation.audit import public as audit
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall
from linli.toolbox.errors import Conflict

pytestmark = pytest.mark.django_db


def rows() -> list[ConnectionCode]:
    with wall(Scope.EVERYTHING):
        return list(ConnectionCode.objects.everywhere(because="test"))


def shown(actor) -> str:
    accounts.ask_for_code(actor)
    code = accounts.code_of(actor.account_id)
    assert code is not None
    return code.digits


def test_a_code_has_eight_digits_in_two_groups(cast):
    digits = shown(cast.resident)
    assert len(digits) == accounts.CODE_DIGITS == 8
    assert digits.isdigit()
    assert accounts.code_of(cast.resident.account_id).spoken == f"{digits[:4]} {digits[4:]}"


def test_nobody_has_a_code_who_did_not_ask(cast):
    shown(cast.resident)
    assert accounts.code_of(cast.volunteer.account_id) is None


def test_a_new_code_makes_the_one_before_worthless(cast):
    first = shown(cast.resident)
    second = shown(cast.resident)
    assert first != second
    assert len(rows()) == 1
    with wall(Scope.EVERYTHING):
        assert not connection_codes.codes_showing(first).exists()


def test_a_code_is_shown_for_a_quarter_of_an_hour(cast):
    shown(cast.resident)
    (row,) = rows()
    left = row.expires_at - timezone.now()
    assert timedelta(minutes=14) < left <= timedelta(minutes=15)
    with wall(Scope.EVERYTHING):
        ConnectionCode.objects.everywhere(because="test").update(expires_at=timezone.now())
    assert accounts.code_of(cast.resident.account_id) is None


def test_the_digits_lie_nowhere_in_the_database(cast):
    digits = shown(cast.resident)
    (row,) = rows()
    assert digits not in f"{row.nonce} {row.code_hash} {row.used_for}"
    assert len(row.code_hash) == 64


def test_behind_the_wall_a_colleague_sees_no_code(cast, city):
    shown(cast.resident)
    with wall(Scope.NOTHING, account_id=cast.volunteer.account_id):
        assert not ConnectionCode.objects.everywhere(because="test").exists()
    with wall(Scope.NOTHING, account_id=cast.resident.account_id):
        assert ConnectionCode.objects.everywhere(because="test").exists()


def test_whoever_is_connected_needs_no_code(cast):
    with wall(Scope.EVERYTHING):
        Account.objects.everywhere(because="test").filter(pk=cast.resident.account_id).update(person_id=7)
    with pytest.raises(Conflict) as refusal:
        accounts.ask_for_code(cast.resident)
    assert refusal.value.code == "accounts.already_connected"
    assert rows() == []


def test_asking_is_recorded_without_the_digits(cast):
    digits = shown(cast.resident)
    with wall(Scope.EVERYTHING):
        (row,) = audit.rows(cast.audit_admin, audit.Filters(action="accounts:connection-code:ask"))
    assert row.account_id == cast.resident.account_id
    assert digits not in f"{row.detail} {row.purpose}"


def test_two_accounts_never_show_the_same_digits(cast, monkeypatch):
    # the first two nonces fall on the same digits, the third does not
    made = iter(["a", "b", "c"])
    monkeypatch.setattr(connection_codes.secrets, "token_hex", lambda _size: next(made))
    monkeypatch.setattr(connection_codes, "_digits", lambda _account, nonce: {"c": "22222222"}.get(nonce, "11111111"))
    accounts.ask_for_code(cast.resident)
    accounts.ask_for_code(cast.volunteer)
    assert accounts.code_of(cast.resident.account_id).digits == "11111111"
    assert accounts.code_of(cast.volunteer.account_id).digits == "22222222"
