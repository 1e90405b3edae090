"""Whoever asks for an export and goes on working is told when it is ready."""

from __future__ import annotations

from typing import Any

import pytest

from linli.domains.registry.actions.exports import request_export, write_export
from linli.domains.registry.models.export import ExportFormat
from linli.domains.registry.queries.people import PeopleFilter
from linli.domains.registry.tests.world import World
from linli.foundation.accounts.models import Account
from linli.foundation.events.models import Event
from linli.foundation.events.outbox import tell_subscribers
from linli.foundation.notices.models import Message
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall

pytestmark = pytest.mark.django_db


def messages() -> list[Message]:
    with wall(Scope.EVERYTHING):
        return list(Message.objects.everywhere(because="test").order_by("pk"))


def written(actor: Any) -> int:
    number = request_export(actor, PeopleFilter(), ExportFormat.CSV, purpose="visit")
    write_export(actor, number)
    write_export(actor, number)  # a job that is done again
    for event in Event.objects.order_by("pk"):
        tell_subscribers(event.pk)
    return number


def test_the_one_who_asked_is_told_once_where_it_waits_and_until_when(cast: Any, world: World, client_of: Any) -> None:
    number = written(cast.worker)
    (message,) = messages()
    assert message.recipient_id == cast.worker.account_id
    assert f"第 {number} 号" in message.subject
    assert "7 天" in message.body
    assert message.link == "/exports/"
    assert message.subject in client_of(cast.worker).get("/inbox/").content.decode()


def test_it_is_told_in_the_language_of_the_one_who_asked(cast: Any, world: World) -> None:
    with wall(Scope.EVERYTHING):
        Account.objects.everywhere(because="test").filter(pk=cast.worker.account_id).update(language="en")
    number = written(cast.worker)
    assert messages()[0].subject == f"Your export no. {number} is ready"


def test_before_it_is_written_nobody_is_told(cast: Any, world: World) -> None:
    request_export(cast.worker, PeopleFilter(), ExportFormat.CSV, purpose="visit")
    assert not Event.objects.filter(name__endswith="ExportReady").exists()
