"""Help and feedback."""

from __future__ import annotations

import pytest

from linli.foundation.notices.models import Message
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall
from linli.portals.open.feedback import without_numbers

pytestmark = pytest.mark.django_db
WORDS = {"text": "字太小", "page": "/people/17/?q=张三"}


def feedback() -> list[Message]:
    with wall(Scope.EVERYTHING):
        rows = Message.objects.everywhere(because="test").filter(key__startswith="open.feedback:")
        return list(rows.order_by("recipient_id"))


def test_a_stranger_reads_the_help_and_cannot_write(client):
    text = client.get("/help/").content.decode()
    assert 'href="tel:12345"' in text
    assert "<textarea" not in text
    client.post("/help/", WORDS)
    assert feedback() == []


def test_the_page_one_came_from_is_explained_first(cast, client_of):
    answer = client_of(cast.resident).get("/help/", {"from": "/me/looks/"})
    assert answer.context["guides"][0].key == "me"
    assert all(len(guide.sentences) == 5 for guide in answer.context["guides"])


def test_words_reach_the_committees_head_and_nobody_elses(cast, client_of):
    assert client_of(cast.resident).post("/help/", WORDS).status_code == 302
    reached = {message.recipient_id for message in feedback()}
    assert cast.head.account_id in reached
    assert cast.system_admin.account_id in reached
    assert not reached & {cast.neighbour.account_id, cast.foreign_system_admin.account_id, cast.worker.account_id}


def test_neither_the_sender_nor_anybody_else_is_named(cast, client_of):
    client_of(cast.resident).post("/help/", WORDS)
    body = feedback()[0].body
    assert "字太小" in body
    assert "/people/…/" in body
    assert "张三" not in body
    assert "17" not in body
    assert cast.resident.display_name not in body


def test_five_times_an_hour_and_the_same_words_once(cast, client_of):
    browser = client_of(cast.resident)
    for number in range(5):
        assert browser.post("/help/", {"text": f"{number}"}).status_code == 302
    written = len(feedback())
    assert browser.post("/help/", {"text": "5"}).status_code == 422
    assert client_of(cast.resident).post("/help/", {"text": "6"}).status_code == 422, "a new session is no new hour"
    assert len(feedback()) == written
    assert written % 5 == 0
    assert client_of(cast.worker).post("/help/", {"text": "5"}).status_code == 302


def test_the_same_words_sent_twice_arrive_once(cast, client_of):
    for _ in range(2):
        assert client_of(cast.resident).post("/help/", WORDS).status_code == 302
        written = len(feedback())
    assert written == len({message.recipient_id for message in feedback()})


def test_an_empty_form_is_refused(cast, client_of):
    assert client_of(cast.resident).post("/help/", {}).status_code == 422


@pytest.mark.parametrize(
    ("page", "kept"), [("/orders/12/", "/orders/…/"), ("https://x/1", "–"), ("/a/?q=李四", "/a/"), ("", "–")]
)
def test_a_page_is_kept_without_numbers(page, kept):
    assert without_numbers(page) == kept
