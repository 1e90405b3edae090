"""Connecting a person with the account they sign in with: in person, by code, once, and apart again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from linli.domains.registry.actions.connecting import connect_account, disconnect_account
from linli.domains.registry.models import Person
from linli.domains.registry.models.person import Standing
from linli.domains.registry.rules.documents import Document
from linli.foundation.accounts import public as accounts
from linli.foundation.accounts.models import Account, ConnectionCode, SignInAttempts
from linli.foundation.audit import public as audit
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall
from linli.toolbox.errors import Conflict, Invalid, NotAllowed, NotFound

pytestmark = pytest.mark.django_db

CARD = Document.IDENTITY_CARD.value
WRONG = "00000000"


def code_of(actor) -> str:
    accounts.ask_for_code(actor)
    return accounts.code_of(actor.account_id).digits


def account_of(actor) -> Account:
    with wall(Scope.EVERYTHING):
        return Account.objects.everywhere(because="test").get(pk=actor.account_id)


def rows(actor, action="registry:account:"):
    with wall(actor.scope):
        return audit.rows(actor, audit.Filters(action=action))


def connect(actor, person, code, *, seen=Document.IDENTITY_CARD, address="198.51.100.7"):
    at = accounts.Door(f"connect:{actor.account_id}", address)
    return connect_account(actor, person.pk, code=code, seen=seen, at=at)


def send(browser, person, code, seen=CARD):
    return browser.post(f"/people/{person.pk}/account/connect/", {"seen": seen, "code": code})


# --- connecting -------------------------------------------------------------------------------------------


def test_a_worker_connects_the_account_of_whoever_stands_before_her(world, cast, browser_of):
    code = code_of(cast.resident)
    answer = send(browser_of(cast.worker), world.zhang, f"{code[:4]} {code[4:]}")
    assert (answer.status_code, answer.url) == (302, f"/people/{world.zhang.pk}/")
    account = account_of(cast.resident)
    assert account.person_id == world.zhang.pk
    assert timezone.now() - account.connected_at < timedelta(minutes=1)
    assert accounts.code_of(cast.resident.account_id) is None


@pytest.mark.parametrize("typed", ["{0}{1}", " {0} - {1} ", "{0}\u3000{1}"])
def test_a_code_is_read_as_people_type_it(world, cast, browser_of, typed):
    code = code_of(cast.resident)
    send(browser_of(cast.worker), world.zhang, typed.format(code[:4], code[4:]))
    assert account_of(cast.resident).person_id == world.zhang.pk


def test_full_width_digits_are_digits(world, cast, browser_of):
    code = code_of(cast.resident)
    send(browser_of(cast.worker), world.zhang, code.translate({48 + n: 0xFF10 + n for n in range(10)}))
    assert account_of(cast.resident).person_id == world.zhang.pk


def test_it_is_recorded_with_the_document_and_about_the_person(world, cast):
    connect(cast.worker, world.zhang, code_of(cast.resident), seen=Document.PASSPORT)
    (row,) = rows(cast.worker)
    assert (row.action, row.subject_id, row.purpose) == (
        "registry:account:connect",
        world.zhang.pk,
        Document.PASSPORT.value,
    )
    assert (row.object_kind, row.object_id) == ("account", cast.resident.account_id)
    assert (row.account_id, row.area_code) == (cast.worker.account_id, world.zhang.area_code)


def test_without_a_document_nothing_is_connected(world, cast, browser_of):
    answer = send(browser_of(cast.worker), world.zhang, code_of(cast.resident), seen="")
    assert answer.status_code == 422
    assert account_of(cast.resident).person_id is None


def test_the_card_tells_staff_that_an_account_is_connected_and_nothing_of_it(world, cast, browser_of):
    browser = browser_of(cast.worker)
    card = f"/people/{world.zhang.pk}/"
    assert "/account/connect/" in browser.get(card).content.decode()
    connect(cast.worker, world.zhang, code_of(cast.resident))
    text = browser.get(card).content.decode()
    assert "/account/disconnect/" in text
    assert account_of(cast.resident).username not in text.replace("/static/", "")


def test_a_street_reads_nothing_of_accounts_on_a_card(world, cast, browser_of):
    connect(cast.worker, world.zhang, code_of(cast.resident))
    response = browser_of(cast.street).get(f"/people/{world.zhang.pk}/")
    assert response.context["card"].connection is None
    assert "/account/" not in response.content.decode().split("<main")[1].split("</main")[0]


def test_the_form_shows_the_entry_only_for_a_purpose(world, cast, client_of, browser_of):
    address = f"/people/{world.zhang.pk}/account/connect/"
    assert "张三" not in client_of(cast.worker).get(address).content.decode()
    assert "张三" in browser_of(cast.worker).get(address).content.decode()
    assert [row.action for row in rows(cast.worker, "registry:person:open")] == ["registry:person:open"]


def test_a_refused_form_shows_the_entry_only_for_a_purpose_too(world, cast, client_of, browser_of):
    code_of(cast.resident)
    blind, seeing = (send(signed_in(cast.worker), world.zhang, WRONG) for signed_in in (client_of, browser_of))
    assert blind.status_code == seeing.status_code == 422
    assert "张三" not in blind.content.decode()
    assert "张三" in seeing.content.decode()
    assert 'name="code"' in blind.content.decode()


# --- refusals ---------------------------------------------------------------------------------------------


def test_a_wrong_code_connects_nothing_and_is_recorded_without_a_subject(world, cast, browser_of):
    code_of(cast.resident)
    answer = send(browser_of(cast.worker), world.zhang, WRONG)
    assert answer.status_code == 422
    assert account_of(cast.resident).person_id is None
    (row,) = rows(cast.worker)
    assert (row.action, row.subject_id) == ("registry:account:refuse", None)


def test_an_old_code_connects_nothing(world, cast):
    code = code_of(cast.resident)
    with wall(Scope.EVERYTHING):
        ConnectionCode.objects.everywhere(because="test").update(expires_at=timezone.now() - timedelta(seconds=1))
    assert connect(cast.worker, world.zhang, code).connection is None
    assert account_of(cast.resident).person_id is None


def test_the_code_of_a_closed_account_connects_nothing(world, cast):
    code = code_of(cast.resident)
    accounts.disable_account(cast.system_admin, cast.resident.account_id, reason="test")
    assert connect(cast.worker, world.zhang, code).connection is None


def test_guesses_wait_longer_each_time_and_a_right_code_waits_too(world, cast, browser_of):
    browser = browser_of(cast.worker)
    for _ in range(5):
        assert send(browser, world.zhang, WRONG).status_code == 422
    answer = send(browser, world.zhang, code_of(cast.resident))
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 31
    assert account_of(cast.resident).person_id is None
    assert rows(cast.worker)[0].action == "registry:account:wait"


def test_guesses_on_different_cards_are_one_guesser(world, cast, browser_of):
    browser = browser_of(cast.worker)
    for person in (world.zhang, world.li, world.boy, world.zhang, world.li):
        send(browser, person, WRONG)
    assert send(browser, world.boy, WRONG).status_code == 429


def test_a_form_sent_again_forgets_no_guesses(world, cast):
    code = code_of(cast.resident)
    connect(cast.worker, world.zhang, code)
    for _ in range(4):
        connect(cast.worker, world.zhang, WRONG)
    assert connect(cast.worker, world.zhang, code).is_repeat
    connect(cast.worker, world.zhang, WRONG)
    assert connect(cast.worker, world.zhang, WRONG).wait


def test_what_is_no_code_is_no_guess(world, cast, browser_of):
    for typed in ("", "12", "abcdefgh", "9" * 30):
        assert send(browser_of(cast.worker), world.zhang, typed).status_code == 422
    with wall(Scope.EVERYTHING):
        assert not SignInAttempts.objects.exists()


def test_one_code_connects_one_person(world, cast):
    code = code_of(cast.resident)
    connect(cast.worker, world.zhang, code)
    assert connect(cast.worker, world.li, code).connection is None
    assert account_of(cast.resident).person_id == world.zhang.pk


def test_the_same_form_twice_connects_once(world, cast):
    code = code_of(cast.resident)
    first, second = connect(cast.worker, world.zhang, code), connect(cast.worker, world.zhang, code)
    assert (first.is_repeat, second.is_repeat) == (False, True)
    assert first.connection == second.connection
    assert [row.action for row in rows(cast.worker)] == ["registry:account:connect"]


def test_a_person_has_one_account(world, cast, browser_of):
    connect(cast.worker, world.zhang, code_of(cast.resident))
    answer = send(browser_of(cast.worker), world.zhang, code_of(cast.volunteer))
    assert answer.status_code == 409
    assert account_of(cast.volunteer).person_id is None
    assert account_of(cast.resident).person_id == world.zhang.pk


def test_an_account_connected_elsewhere_is_refused_without_a_word_about_where(world, cast, city, browser_of):
    code = code_of(cast.resident)
    with wall(Scope.EVERYTHING):  # between the showing of the code and its typing
        Account.objects.everywhere(because="test").filter(pk=cast.resident.account_id).update(
            person_id=world.stranger.pk
        )
    answer = send(browser_of(cast.worker), world.zhang, code)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert account_of(cast.resident).person_id == world.stranger.pk
    assert world.stranger.name not in text
    assert cast.neighbour.area_name not in text
    assert str(city.neighbour) not in text


def test_nobody_connects_their_own_account(world, cast, city, browser_of):
    code = code_of(cast.worker)
    with pytest.raises(NotAllowed) as refusal:
        connect(cast.worker, world.zhang, code)
    assert refusal.value.code == "accounts.own_connection"
    assert send(browser_of(cast.worker), world.zhang, code_of(cast.worker)).status_code == 403
    assert account_of(cast.worker).person_id is None
    assert connect(cast.head, world.zhang, code_of(cast.worker)).connection is not None


def test_an_entry_next_door_does_not_exist(world, cast):
    with pytest.raises(NotFound):
        connect(cast.worker, world.stranger, code_of(cast.resident))


@pytest.mark.parametrize("who", ["street", "resident", "system_admin"])
def test_only_a_committee_connects(who, world, cast):
    with pytest.raises(NotAllowed):
        connect(getattr(cast, who), world.zhang, code_of(cast.volunteer))


def test_the_dead_sign_in_no_more(world, cast, browser_of):
    with wall(Scope.EVERYTHING):
        Person.objects.everywhere(because="test").filter(pk=world.zhang.pk).update(standing=Standing.DEAD)
    assert send(browser_of(cast.worker), world.zhang, code_of(cast.resident)).status_code == 409
    assert account_of(cast.resident).person_id is None


# --- apart again ------------------------------------------------------------------------------------------


@pytest.fixture
def connected(world, cast):
    connect(cast.worker, world.zhang, code_of(cast.resident))
    return cast.resident.account_id


def test_a_head_parts_them_with_a_reason(world, cast, connected, browser_of):
    browser = browser_of(cast.head)
    address = f"/people/{world.zhang.pk}/account/disconnect/"
    assert browser.get(address).context["form"].initial == {"account": connected}
    answer = browser.post(address, {"account": connected, "reason": "认错人了"})
    assert (answer.status_code, answer.url) == (302, f"/people/{world.zhang.pk}/")
    account = account_of(cast.resident)
    assert (account.person_id, account.connected_at) == (None, None)
    row = rows(cast.head, "registry:account:disconnect")[0]
    assert (row.subject_id, row.object_id, row.purpose) == (world.zhang.pk, connected, "认错人了")


def test_without_a_reason_they_stay_together(world, cast, connected, browser_of):
    answer = browser_of(cast.worker).post(
        f"/people/{world.zhang.pk}/account/disconnect/", {"account": connected, "reason": " "}
    )
    assert answer.status_code == 422
    with pytest.raises(Invalid):
        disconnect_account(cast.worker, world.zhang.pk, connected, reason=" ")
    assert account_of(cast.resident).person_id == world.zhang.pk


def test_parting_twice_parts_once(world, cast, connected):
    assert disconnect_account(cast.worker, world.zhang.pk, connected, reason="搬走")
    assert not disconnect_account(cast.worker, world.zhang.pk, connected, reason="搬走")
    assert len(rows(cast.worker, "registry:account:disconnect")) == 1


def test_an_old_form_parts_no_later_connection(world, cast, connected):
    disconnect_account(cast.worker, world.zhang.pk, connected, reason="账号丢失")
    connect(cast.worker, world.zhang, code_of(cast.volunteer))
    assert not disconnect_account(cast.worker, world.zhang.pk, connected, reason="账号丢失")
    assert account_of(cast.volunteer).person_id == world.zhang.pk


def test_the_code_that_connected_them_connects_them_no_more(world, cast):
    code = code_of(cast.resident)
    attempt = connect(cast.worker, world.zhang, code)
    disconnect_account(cast.worker, world.zhang.pk, attempt.connection.account_id, reason="认错人了")
    assert connect(cast.worker, world.zhang, code).connection is None
    assert account_of(cast.resident).person_id is None


def test_nobody_parts_an_entry_next_door(world, cast, connected):
    with pytest.raises(NotFound):
        disconnect_account(cast.neighbour, world.zhang.pk, connected, reason="搬走")


def test_where_nothing_is_connected_the_other_form_opens(world, cast, browser_of):
    answer = browser_of(cast.worker).get(f"/people/{world.zhang.pk}/account/disconnect/")
    assert answer.url == f"/people/{world.zhang.pk}/account/connect/"


def test_a_conflict_says_its_code(world, cast, connected):
    with pytest.raises(Conflict) as refusal:
        connect(cast.worker, world.zhang, code_of(cast.volunteer))
    assert refusal.value.code == "accounts.person_has_account"
