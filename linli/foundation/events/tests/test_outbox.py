"""News is told if and only if what happened is durable, and to each subscriber once."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from linli.foundation.events import outbox
from linli.foundation.events.models import Event, Hearing


@dataclass(frozen=True)
class LampMended:
    lamp: int


@pytest.fixture
def heard(monkeypatch):
    monkeypatch.setattr(outbox, "_subscribers", type(outbox._subscribers)(list))
    said: list[int] = []

    def hear(event: LampMended) -> None:
        said.append(event.lamp)

    outbox.subscribe(LampMended, hear)
    return said


def test_news_outside_a_transaction_is_refused(committed_db):
    with pytest.raises(RuntimeError, match="transaction"):
        outbox.announce(LampMended(1))


def test_a_rollback_says_nothing(committed_db, heard):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        outbox.announce(LampMended(1))
        _ = 1 / 0
    assert not Event.objects.exists()
    assert not ProcrastinateJob.objects.filter(task_name=outbox.TELL).exists()


def test_what_is_told_twice_is_heard_once(committed_db, heard):
    with transaction.atomic():
        outbox.announce(LampMended(7))
    event = Event.objects.get()
    assert ProcrastinateJob.objects.filter(task_name=outbox.TELL, args={"event_id": event.pk}).exists()
    outbox.tell_subscribers(event.pk)
    outbox.tell_subscribers(event.pk)
    assert heard == [7]


def test_a_deaf_subscriber_does_not_silence_the_others_and_is_told_again(committed_db, heard):
    deaf = [True]

    def sometimes_deaf(event: LampMended) -> None:
        if deaf[0]:
            raise ConnectionError

    outbox._subscribers[outbox.name_of(LampMended)].insert(0, sometimes_deaf)
    with transaction.atomic():
        outbox.announce(LampMended(3))
    event = Event.objects.get()
    with pytest.raises(ConnectionError):
        outbox.tell_subscribers(event.pk)
    assert heard == [3]
    assert Hearing.objects.count() == 1
    deaf[0] = False
    outbox.tell_subscribers(event.pk)
    assert heard == [3]
    assert Hearing.objects.count() == 2


def test_an_event_without_subscribers_is_kept_but_no_job_is_made(committed_db, monkeypatch):
    monkeypatch.setattr(outbox, "_subscribers", type(outbox._subscribers)(list))
    with transaction.atomic():
        outbox.announce(LampMended(5))
    assert Event.objects.count() == 1
    assert not ProcrastinateJob.objects.filter(task_name=outbox.TELL).exists()
