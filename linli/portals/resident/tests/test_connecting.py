"""From an account without an entry to one's own data: the code, the message, and who did it."""

from __future__ import annotations

import pytest
from django.utils import timezone

from linli.domains.registry.actions.connecting import connect_account, disconnect_account
from linli.domains.registry.events import AccountConnected, AccountDisconnected
from linli.domains.registry.rules.documents import Document
from linli.domains.registry.tests.world import make_world
from linli.foundation.accounts import public as accounts
from linli.foundation.accounts.models import Account
from linli.foundation.events.models import Event
from linli.foundation.events.outbox import tell_subscribers
from linli.foundation.notices.models import Delivery, Message
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(cast, city):
    return make_world(city.committee, city.neighbour)


@pytest.fixture
def resident(cast, client_of):
    browser = client_of(cast.resident)
    browser.cookies["linli_language"] = "en"
    return browser


def connect(cast, person):
    code = accounts.code_of(cast.resident.account_id)
    at = accounts.Door("connect:test", "198.51.100.7")
    attempt = connect_account(cast.worker, person.pk, code=code.digits, seen=Document.IDENTITY_CARD, at=at)
    assert attempt.connection is not None


def change(cast, **fields):
    with wall(Scope.EVERYTHING):
        Account.objects.everywhere(because="test").filter(pk=cast.resident.account_id).update(**fields)


def hear_the_news() -> None:
    for event in Event.objects.order_by("pk"):
        tell_subscribers(event.pk)


def messages() -> list[Message]:
    with wall(Scope.EVERYTHING):
        return list(Message.objects.everywhere(because="test").order_by("pk"))


def test_no_code_is_shown_until_it_is_asked_for(cast, resident):
    assert 'class="shown-code"' not in resident.get("/me/").content.decode()
    assert accounts.code_of(cast.resident.account_id) is None
    assert resident.get("/me/code/").status_code == 405


def test_the_code_stands_large_on_my_page_once_i_asked(cast, resident):
    answer = resident.post("/me/code/")
    assert (answer.status_code, answer.url) == (302, "/me/")
    code = accounts.code_of(cast.resident.account_id)
    assert f'<p class="shown-code">{code.spoken}</p>' in resident.get("/me/").content.decode()


def test_nobody_else_sees_my_code(cast, resident, client_of):
    resident.post("/me/code/")
    code = accounts.code_of(cast.resident.account_id)
    for other in (cast.volunteer, cast.block_head):
        assert code.spoken not in client_of(other).get("/me/").content.decode()


def test_whoever_is_connected_is_given_no_code(world, cast, resident):
    resident.post("/me/code/")
    connect(cast, world.zhang)
    assert resident.post("/me/code/").status_code == 409
    assert "张三" in resident.get("/me/").content.decode()


def test_the_page_with_the_code_turns_into_my_data_by_itself(world, cast, resident):
    resident.post("/me/code/")
    asked = resident.get("/me/", headers={"HX-Request": "true"})
    assert asked.content.decode().lstrip().startswith("<section")
    connect(cast, world.zhang)
    assert resident.get("/me/", headers={"HX-Request": "true"})["HX-Redirect"] == "/me/"


def test_an_entry_that_is_gone_is_told_as_such(cast, resident):
    change(cast, person_id=987_654)
    text = resident.get("/me/").content.decode()
    assert "The entry is not there any more" in text
    assert "/me/code/" not in text


def test_i_see_who_connected_me_and_which_document_she_saw(world, cast, resident):
    resident.post("/me/code/")
    connect(cast, world.zhang)
    (look,) = resident.get("/me/looks/").context["looks"]
    assert (look.who, look.deed, look.purpose) == (
        "worker",
        "connected your account with your entry",
        "Identity card seen and compared",
    )


def test_i_am_told_by_which_committee_once(world, cast, resident):
    change(cast, language="en")
    resident.post("/me/code/")
    connect(cast, world.zhang)
    hear_the_news()
    hear_the_news()
    (message,) = messages()
    assert message.recipient_id == cast.resident.account_id
    assert message.subject == f"Your account is connected with your entry at {cast.worker.area_name}"
    assert "Identity card seen and compared" in message.body
    assert message.link == "/me/"
    assert message.subject in resident.get("/inbox/").content.decode()


def test_i_am_told_again_when_we_are_parted_and_connected_anew(world, cast, resident):
    for _ in range(2):
        resident.post("/me/code/")
        connect(cast, world.zhang)
        assert disconnect_account(cast.worker, world.zhang.pk, cast.resident.account_id, reason="认错人了")
    hear_the_news()
    assert [message.link for message in messages()] == ["/me/"] * 4
    assert len({message.key for message in messages()}) == 4


def test_after_parting_i_see_nothing_with_the_next_click(world, cast, resident):
    resident.post("/me/code/")
    connect(cast, world.zhang)
    disconnect_account(cast.worker, world.zhang.pk, cast.resident.account_id, reason="认错人了")
    assert "张三" not in resident.get("/me/").content.decode()
    assert resident.get("/me/looks/").context["has_entry"] is False


@pytest.mark.parametrize("kind", [AccountConnected, AccountDisconnected])
def test_whoever_has_an_e_mail_address_is_told_there_too(kind, world, cast):
    change(cast, email="resident@example.org")
    given = [world.zhang.pk, cast.resident.account_id, world.zhang.area_code]
    seen = [Document.IDENTITY_CARD.value] if kind is AccountConnected else []
    from linli.portals.resident import news

    tell = news.tell_connected if kind is AccountConnected else news.tell_disconnected
    tell(kind(*given, *seen, timezone.now().isoformat()))
    with wall(Scope.EVERYTHING):
        channels = Delivery.objects.everywhere(because="test").values_list("channel", flat=True)
        assert sorted(channels) == ["email", "inbox"]


def test_what_is_announced_holds_no_values_of_a_person(world, cast, resident):
    resident.post("/me/code/")
    connect(cast, world.zhang)
    disconnect_account(cast.worker, world.zhang.pk, cast.resident.account_id, reason="张三认错人了")
    announced = str(list(Event.objects.values_list("payload", flat=True)))
    assert "张三" not in announced
    assert "13800138000" not in announced


@pytest.mark.parametrize("who", ["volunteer", "property_firm"])
def test_a_partner_is_asked_whether_they_live_here(who, cast, client_of):
    browser = client_of(getattr(cast, who))
    browser.cookies["linli_language"] = "en"
    assert "Do you live here as well?" in browser.get("/me/").content.decode()
