"""What the clock does each minute: one bulletin's fault stays its own, and every step is recorded."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from linli.domains.engagement.actions.publishing import publish_bulletin
from linli.domains.engagement.actions.writing import write_bulletin
from linli.domains.engagement.models import Bulletin
from linli.domains.engagement.models.bulletin import BulletinState
from linli.domains.engagement.tasks import watch_the_clock
from linli.domains.engagement.tests.conftest import bulletin
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall

pytestmark = pytest.mark.django_db


def test_a_bulletin_that_fails_does_not_keep_the_later_ones_nor_the_archive_waiting(cast, text, published):
    over, failing, later = published(title="过期"), *(_scheduled(cast, text, title) for title in ("坏", "好"))
    with wall(Scope.EVERYTHING):
        every = Bulletin.objects.everywhere(because="test")
        every.filter(pk=over).update(expires_on=timezone.localdate() - timedelta(days=1))
        every.exclude(pk=over).update(publish_at=timezone.now() - timedelta(minutes=1))

    def breaking(execute, sql, params, many, context):
        if sql.startswith('UPDATE "engagement_bulletin"') and params[-1] == failing:
            sql, params = "SELECT 1/0", None  # a real failure of the database, which spoils its transaction
        return execute(sql, params, many, context)

    with connection.execute_wrapper(breaking):
        watch_the_clock(0)
    states = [bulletin(number).state for number in (over, failing, later)]
    assert states == [BulletinState.EXPIRED, BulletinState.SCHEDULED, BulletinState.PUBLISHED]
    watch_the_clock(0)
    assert bulletin(failing).state == BulletinState.PUBLISHED


def _scheduled(cast, text, title: str) -> int:
    number = write_bulletin(cast.worker, text(title=title, publish_at=timezone.now() + timedelta(hours=1)))
    publish_bulletin(cast.worker, number, version=1)
    return number


def test_the_one_that_is_replaced_has_a_row_in_the_audit_of_its_own(published):
    old = published()
    new = published(title="停水改到后天", instead_of=old)
    with wall(Scope.EVERYTHING), connection.cursor() as cursor:
        cursor.execute(
            "SELECT detail->>'successor' FROM audit_row WHERE action = %s AND object_id = %s",
            ["engagement:bulletin:replace", old],
        )
        assert cursor.fetchall() == [(str(new),)]
