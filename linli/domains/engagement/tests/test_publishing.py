"""Writing, publishing, scheduling, recalling: whose word it is, and that it is said once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import ClassVar
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from linli.domains.engagement.actions.addressing import address_bulletin
from linli.domains.engagement.actions.delivering import deliver
from linli.domains.engagement.actions.publishing import archive_what_is_over, publish_bulletin, publish_due
from linli.domains.engagement.actions.recalling import recall_bulletin
from linli.domains.engagement.actions.writing import (
    cancel_schedule,
    change_bulletin,
    discard_bulletin,
    write_bulletin,
)
from linli.domains.engagement.models import Bulletin
from linli.domains.engagement.models.bulletin import BulletinState
from linli.domains.engagement.models.delivery import DeliveryState, News, Way
from linli.domains.engagement.queries.card import bulletin_card
from linli.domains.engagement.tests.conftest import bulletin, deliveries, messages_to
from linli.foundation.accounts import public as accounts
from linli.foundation.notices.channels import Letter
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall
from linli.toolbox.errors import Conflict, Invalid, NotAllowed, NotFound

pytestmark = pytest.mark.django_db


def everything() -> list[Bulletin]:
    with wall(Scope.EVERYTHING):
        return list(Bulletin.objects.everywhere(because="test"))


def test_a_form_sent_twice_writes_one_bulletin(cast, text):
    token = uuid4()
    assert write_bulletin(cast.worker, text(), token=token) == write_bulletin(cast.worker, text(), token=token)
    assert len(everything()) == 1


def test_a_form_gone_back_to_and_sent_again_is_the_same_draft_as_it_reads_now(cast, text, published):
    token = uuid4()
    first = write_bulletin(cast.worker, text(), token=token)
    assert write_bulletin(cast.worker, text(title="改过了"), token=token) == first
    assert [(one.title, one.version) for one in everything()] == [("改过了", 2)]
    publish_bulletin(cast.worker, first, version=2)
    assert write_bulletin(cast.worker, text(title="太晚"), token=token) == first
    assert bulletin(first).title == "改过了"


@pytest.mark.parametrize("days", [-1, 400])
def test_a_time_that_is_over_or_more_than_a_year_ahead_is_refused_at_its_field(cast, text, days):
    at = timezone.now() + timedelta(days=days)
    with pytest.raises(Invalid) as refused:
        write_bulletin(cast.worker, text(publish_at=at, expires_on=timezone.localdate() + timedelta(days=500)))
    assert list(refused.value.fields) == ["publish_at"]
    assert everything() == []


def test_a_cancelled_schedule_is_a_draft_that_no_clock_publishes(cast, text):
    number = write_bulletin(cast.worker, text(publish_at=timezone.now() + timedelta(hours=1)))
    publish_bulletin(cast.worker, number, version=1)
    assert cancel_schedule(cast.worker, number, version=1) == 2
    row = bulletin(number)
    assert (row.state, row.publish_at) == (BulletinState.DRAFT, None)
    publish_bulletin(cast.worker, number, version=2)
    with pytest.raises(Conflict):
        cancel_schedule(cast.worker, number, version=2)


def test_published_twice_it_is_told_once(cast, published, world):
    number = published()
    publish_bulletin(cast.worker, number, version=1)
    deliver(number, News.PUBLISHED)
    assert [message.subject for message in messages_to(world.reader.account_id)] == ["公告：明天上午停水"]
    assert len(deliveries(number)) == 1


def test_a_place_outside_of_the_office_s_area_is_refused(cast, text, city):
    with pytest.raises(NotAllowed):
        write_bulletin(cast.worker, text(places=[city.neighbour]))
    with pytest.raises(NotAllowed):
        write_bulletin(cast.worker, text(places=[city.street]))
    assert everything() == []


def test_a_street_speaks_to_its_committees(cast, published, city, world):
    number = published(by=cast.street, places=[city.committee])
    assert [row.account_id for row in deliveries(number)] == [world.reader.account_id]


@pytest.mark.parametrize(
    ("field", "wrong"),
    [("title", " "), ("title", "长" * 61), ("body", "\n \n"), ("telephone", "打电话"), ("places", []), ("roles", [])],
)
def test_what_is_missing_is_said_beside_its_field(cast, text, field, wrong):
    with pytest.raises(Invalid) as refused:
        write_bulletin(cast.worker, text(**{field: wrong}))
    assert list(refused.value.fields) == [field]


def test_a_building_inside_a_chosen_estate_is_not_said_twice(cast, text, world):
    number = write_bulletin(cast.worker, text(places=[world.first, world.estate, world.second]))
    with wall(cast.worker.scope):
        assert [place.name for place in bulletin_card(cast.worker, number).places] == ["闻喜小区"]


def test_a_published_bulletin_is_not_written_over(cast, published, text):
    number = published()
    with pytest.raises(Conflict):
        change_bulletin(cast.worker, number, text(title="别的"), version=1)
    with pytest.raises(Conflict):
        discard_bulletin(cast.worker, number)
    assert bulletin(number).title == "明天上午停水"


def test_of_two_who_change_a_draft_the_second_is_asked(cast, text):
    number = write_bulletin(cast.worker, text())
    change_bulletin(cast.head, number, text(title="甲"), version=1)
    with pytest.raises(Conflict):
        change_bulletin(cast.worker, number, text(title="乙"), version=1)
    with pytest.raises(Conflict):
        publish_bulletin(cast.worker, number, version=1)  # she saw other words
    assert bulletin(number).title == "甲"


def test_nobody_publishes_next_door(cast, text):
    number = write_bulletin(cast.worker, text())
    with pytest.raises(NotFound):
        publish_bulletin(cast.neighbour, number, version=1)


def test_at_its_time_a_scheduled_bulletin_goes_out_even_when_its_writer_s_post_has_ended(cast, text):
    number = write_bulletin(cast.worker, text(publish_at=timezone.now() + timedelta(hours=1)))
    assert publish_bulletin(cast.worker, number, version=1) is BulletinState.SCHEDULED
    assert publish_due() == 0
    accounts.end_post(cast.security_admin, cast.worker.post_id, reason="调走")
    with wall(Scope.EVERYTHING):
        Bulletin.objects.everywhere(because="test").update(publish_at=timezone.now() - timedelta(minutes=1))
    assert publish_due() == 1
    assert publish_due() == 0
    assert bulletin(number).state == BulletinState.PUBLISHED


def test_a_scheduled_bulletin_that_is_changed_waits_for_another_look(cast, text):
    number = write_bulletin(cast.worker, text(publish_at=timezone.now() + timedelta(hours=1)))
    publish_bulletin(cast.worker, number, version=1)
    change_bulletin(cast.worker, number, text(publish_at=timezone.now() + timedelta(hours=2)), version=1)
    with wall(Scope.EVERYTHING):
        Bulletin.objects.everywhere(because="test").update(publish_at=timezone.now() - timedelta(minutes=1))
    assert publish_due() == 0
    assert bulletin(number).state == BulletinState.DRAFT


def test_whoever_had_it_reads_why_it_was_recalled_and_what_waits_stays_here(cast, published, world, texts):
    number = published(by_sms=True)
    recall_bulletin(cast.worker, number, reason="供水公司改期")
    deliver(number, News.RECALLED)
    deliver(number, News.RECALLED)
    assert [message.subject for message in messages_to(world.reader.account_id)][1:] == ["撤回：明天上午停水"]
    assert "供水公司改期" in messages_to(world.reader.account_id)[1].body
    assert ["撤回" in letter.body for letter in texts] == [False, False, True, True]


def test_what_has_not_left_when_it_is_recalled_never_leaves(cast, published, texts):
    number = published(by_sms=True, told=False)
    address_bulletin(number)
    recall_bulletin(cast.worker, number, reason="写错了")
    deliver(number, News.PUBLISHED)
    deliver(number, News.RECALLED)
    assert texts == []
    assert {row.state for row in deliveries(number)} == {DeliveryState.DROPPED}


def test_a_recall_needs_a_reason_and_happens_once(cast, published):
    number = published()
    with pytest.raises(Invalid):
        recall_bulletin(cast.worker, number, reason="  ")
    recall_bulletin(cast.worker, number, reason="改期")
    recall_bulletin(cast.head, number, reason="别的原因")
    assert bulletin(number).recall_reason == "改期"


def test_a_successor_takes_its_predecessor_off_the_board(cast, published):
    old = published()
    new = published(title="停水改到后天", instead_of=old)
    assert bulletin(old).state == BulletinState.EXPIRED
    with wall(cast.worker.scope):
        assert bulletin_card(cast.worker, old).successor == (new, "停水改到后天")


def test_after_its_last_day_it_is_in_the_archive(cast, published):
    number = published()
    assert archive_what_is_over() == 0
    with wall(Scope.EVERYTHING):
        Bulletin.objects.everywhere(because="test").update(expires_on=timezone.localdate() - timedelta(days=1))
    assert archive_what_is_over() == 1
    assert bulletin(number).state == BulletinState.EXPIRED


def test_every_intention_is_recorded_without_the_words(cast, published):
    number = published()
    recall_bulletin(cast.worker, number, reason="改期")
    with wall(Scope.EVERYTHING), connection.cursor() as cursor:
        cursor.execute(
            "SELECT action, detail::text FROM audit_row WHERE object_kind = 'bulletin' AND object_id = %s ORDER BY id",
            [number],
        )
        rows = cursor.fetchall()
    assert [action for action, _ in rows] == [f"engagement:bulletin:{verb}" for verb in ("write", "publish", "recall")]
    assert not any("停水" in detail or "张" in detail for _, detail in rows)


class SuccessorGateway:
    """A gateway in the middle of whose work somebody publishes a bulletin in place of this one."""

    meanwhile: ClassVar[list[Callable[[], object]]] = []
    sent: ClassVar[list[str]] = []

    def send(self, letter: Letter) -> str:
        self.sent.append(letter.body)
        if self.meanwhile:
            self.meanwhile.pop()()
        return "x"


def test_what_was_replaced_while_it_was_being_told_is_told_no_further(cast, published, settings):
    old = published(by_sms=True, told=False)
    settings.LINLI_CHANNELS = {**settings.LINLI_CHANNELS, "sms": f"{__name__}.SuccessorGateway"}
    SuccessorGateway.sent.clear()
    SuccessorGateway.meanwhile[:] = [lambda: published(title="停水改期", instead_of=old, told=False)]
    deliver(old, News.PUBLISHED)
    assert len(SuccessorGateway.sent) == 1
    assert sorted(row.state for row in deliveries(old, way=Way.SMS)) == [DeliveryState.DROPPED, DeliveryState.SENT]
