"""Whoever sends a file and leaves the page is told when it is done."""

from __future__ import annotations

import pytest
from django.utils import timezone

from linli.domains.registry.events import PeopleImported
from linli.domains.registry.models import ImportBatch
from linli.domains.registry.tasks import tell_uploader
from linli.foundation.notices.models import Message
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall

pytestmark = pytest.mark.django_db


def a_batch(cast, **fields: object) -> ImportBatch:
    now = timezone.now()
    with wall(Scope.EVERYTHING):
        return ImportBatch.objects.create(
            area_code=cast.worker.area_code, file_id=1, filename="居民.xlsx", sha256="0", uploaded_at=now,
            uploaded_by_id=cast.worker.account_id, state="loaded", loaded_at=now, rows_new=3, **fields,
        )  # fmt: skip


def messages() -> list[Message]:
    with wall(Scope.EVERYTHING):
        return list(Message.objects.everywhere(because="test").order_by("pk"))


def test_the_uploader_reads_once_that_the_file_is_in_the_ledger(cast, client_of):
    batch = a_batch(cast)
    for _ in range(2):
        tell_uploader(PeopleImported(batch.pk, batch.area_code, ()))
    (message,) = messages()
    assert message.recipient_id == cast.worker.account_id
    assert "居民.xlsx" in message.subject
    assert message.link == f"/imports/{batch.pk}/"
    assert "居民.xlsx" in client_of(cast.worker).get("/inbox/").content.decode()


def test_taking_it_back_is_news_of_its_own(cast):
    batch = a_batch(cast)
    tell_uploader(PeopleImported(batch.pk, batch.area_code, ()))
    with wall(Scope.EVERYTHING):
        ImportBatch.objects.everywhere(because="test").filter(pk=batch.pk).update(
            state="undone", undone_at=timezone.now()
        )
    tell_uploader(PeopleImported(batch.pk, batch.area_code, ()))
    assert len(messages()) == 2


def test_a_file_from_the_console_without_an_account_tells_nobody(cast):
    batch = a_batch(cast)
    with wall(Scope.EVERYTHING):
        ImportBatch.objects.everywhere(because="test").filter(pk=batch.pk).update(uploaded_by_id=None)
    tell_uploader(PeopleImported(batch.pk, batch.area_code, ()))
    assert messages() == []
