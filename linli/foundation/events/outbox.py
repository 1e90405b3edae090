"""``announce`` writes an event into the outbox; subscribers hear it once the transaction is durable."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict
from typing import Any, Final, TypeVar

from django.db import IntegrityError, transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from linli.foundation.events.models import Event, Hearing

TELL: Final = "events.tell"  # the task, by name: tasks stands above this file
E = TypeVar("E")
Subscriber = Callable[[Any], None]

_subscribers: dict[str, list[Subscriber]] = defaultdict(list)
_kinds: dict[str, type[Any]] = {}


def name_of(kind: type[Any]) -> str:
    """Return the stable name of an event dataclass."""
    return f"{kind.__module__}.{kind.__qualname__}"


def subscribe(kind: type[E], subscriber: Callable[[E], None]) -> None:
    """Hear every event of a kind, after commit, at least once and, if it succeeds, only once."""
    _kinds[name_of(kind)] = kind
    if subscriber not in _subscribers[name_of(kind)]:
        _subscribers[name_of(kind)].append(subscriber)


def announce(event: Any) -> None:
    """Write a frozen dataclass into the outbox of the running transaction.

    Raises RuntimeError outside a transaction: news of something that may yet fail is no news.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An event is announced in the transaction in which it happened.")
    name = name_of(type(event))
    row = Event.objects.create(name=name, payload=asdict(event), announced_at=timezone.now())
    if _subscribers.get(name):
        # the job row is part of the same transaction: told if and only if committed
        app.configure_task(TELL).defer(event_id=row.pk)


def tell_subscribers(event_id: int) -> None:
    """Tell every subscriber that has not heard this event yet; each in its own transaction."""
    row = Event.objects.filter(pk=event_id).first()
    kind = _kinds.get(row.name) if row else None
    if row is None or kind is None:
        return
    event = kind(**row.payload)
    failed: list[Exception] = []
    for subscriber in _subscribers[row.name]:
        try:
            _tell_one(row, subscriber, event)
        except Exception as error:  # noqa: BLE001 - one deaf subscriber must not silence the others
            failed.append(error)
    if failed:
        raise failed[0]


def _tell_one(row: Event, subscriber: Subscriber, event: Any) -> None:
    name = f"{subscriber.__module__}.{subscriber.__qualname__}"
    try:
        with transaction.atomic():
            Hearing.objects.create(event=row, subscriber=name, heard_at=timezone.now())
            subscriber(event)
    except IntegrityError:
        if not Hearing.objects.filter(event=row, subscriber=name).exists():
            raise
