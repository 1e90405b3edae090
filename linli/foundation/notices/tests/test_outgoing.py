"""A message reaches its account once, by the channels asked for, and what failed is tried again."""

from __future__ import annotations

import pytest
from django.core import mail
from procrastinate.contrib.django.models import ProcrastinateJob

from linli.foundation.accounts.models import Account
from linli.foundation.notices import outgoing
from linli.foundation.notices.models import Delivery, DeliveryState, Message
from linli.foundation.notices.public import Channel, notify, unread_count
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall

pytestmark = pytest.mark.django_db


class BrokenGateway:
    """A gateway that is down."""

    def send(self, _letter: object) -> str:
        raise ConnectionError("gateway down")


@pytest.fixture(autouse=True)
def post_office(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def give_email(account_id: int, address: str) -> None:
    with wall(Scope.EVERYTHING):
        Account.objects.everywhere(because="test").filter(pk=account_id).update(email=address)


def delivery(channel: str) -> Delivery:
    with wall(Scope.EVERYTHING):
        return Delivery.objects.everywhere(because="test").get(channel=channel)


def test_a_message_to_a_resident_is_in_the_inbox_and_counts_as_unread(cast, client_of):
    message = notify(cast.resident.account_id, subject="停水", body="明天上午", key="water")
    with wall(cast.resident.scope, account_id=cast.resident.account_id):
        assert unread_count(cast.resident) == 1
    browser = client_of(cast.resident)
    assert "停水" in browser.get("/inbox/").content.decode()
    assert "明天上午" in browser.get(f"/inbox/{message.pk}/").content.decode()
    with wall(cast.resident.scope, account_id=cast.resident.account_id):
        assert unread_count(cast.resident) == 0


def test_nobody_reads_somebody_elses_message_not_even_the_committee(cast, client_of):
    message = notify(cast.resident.account_id, subject="s", body="b", key="k")
    assert client_of(cast.worker).get(f"/inbox/{message.pk}/").status_code == 404


def test_the_same_news_is_sent_once(cast):
    for _ in range(3):
        notify(cast.worker.account_id, subject="s", body="b", key="once")
    with wall(Scope.EVERYTHING):
        assert Message.objects.everywhere(because="test").count() == 1


def test_two_messages_of_the_same_words_are_two_messages(cast):
    for _ in range(2):
        notify(cast.worker.account_id, subject="s", body="b")
    with wall(Scope.EVERYTHING):
        assert Message.objects.everywhere(because="test").count() == 2


def test_an_e_mail_goes_out_in_the_background_and_only_once(cast):
    give_email(cast.worker.account_id, "w@example.org")
    notify(cast.worker.account_id, subject="s", body="b", key="k", channels=(Channel.INBOX, Channel.EMAIL))
    waiting = delivery(Channel.EMAIL)
    assert waiting.state == DeliveryState.QUEUED
    assert ProcrastinateJob.objects.filter(task_name=outgoing.DELIVER, args={"delivery_id": waiting.pk}).exists()
    outgoing.deliver_now(waiting.pk)
    outgoing.deliver_now(waiting.pk)
    assert [letter.to for letter in mail.outbox] == [["w@example.org"]]
    assert delivery(Channel.EMAIL).state == DeliveryState.SENT


def test_a_gateway_that_is_down_is_written_down_and_raised_so_that_the_queue_tries_again(cast, settings):
    give_email(cast.worker.account_id, "w@example.org")
    settings.LINLI_CHANNELS = {**settings.LINLI_CHANNELS, "email": f"{__name__}.BrokenGateway"}
    notify(cast.worker.account_id, subject="s", body="b", key="k", channels=(Channel.EMAIL,))
    with pytest.raises(ConnectionError):
        outgoing.deliver_now(delivery(Channel.EMAIL).pk)
    failed = delivery(Channel.EMAIL)
    assert (failed.state, failed.attempts) == (DeliveryState.FAILED, 1)
    assert "gateway down" in failed.failure


def test_without_an_address_nothing_is_tried_again(cast):
    notify(cast.worker.account_id, subject="s", body="b", key="k", channels=(Channel.SMS,))
    outgoing.deliver_now(delivery(Channel.SMS).pk)
    assert delivery(Channel.SMS).state == DeliveryState.FAILED
