"""What runs at night: one bad row stops no other, and nobody loses what they have touched meanwhile."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from linli.domains.workorders import public as workorders
from linli.domains.workorders.actions import drafting, lapsing
from linli.domains.workorders.actions.moving import move
from linli.domains.workorders.models import DraftPhoto, Order, ReportDraft, Step
from linli.domains.workorders.rules.states import State, Verb
from linli.domains.workorders.tests.desk import WORDS, picture, told
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall

pytestmark = pytest.mark.django_db
TEST = "a test"


def rows(model):
    with wall(Scope.EVERYTHING):
        return list(model.objects.everywhere(because=TEST).order_by("pk"))


def age() -> None:
    with wall(Scope.EVERYTHING):
        ReportDraft.objects.everywhere(because=TEST).update(changed_at=timezone.now() - timedelta(days=31))


def test_one_order_that_cannot_close_stops_no_other(cast, city, monkeypatch):
    orders = [told(cast.worker, city.committee, words=words) for words in ("一", "二", "三")]
    for order in orders:
        workorders.decide(cast.worker, order.pk, Verb.ACCEPT)
        workorders.decide(cast.worker, order.pk, Verb.ANSWER, WORDS)

    def move_or_fail(actor, order, verb):
        step = move(actor, order, verb)
        if order.pk == orders[1].pk:
            raise ValueError("this one fails, after it has written")
        return step

    monkeypatch.setattr(lapsing, "move", move_or_fail)
    monkeypatch.setattr(lapsing, "_AT_ONCE", 2)
    with time_machine.travel(timezone.now() + timedelta(days=10, minutes=1)):
        assert lapsing.close_unrated() == 2

    assert [order.state for order in rows(Order)] == [State.CLOSED, State.ANSWERED, State.CLOSED]
    with wall(Scope.EVERYTHING):  # what failed left nothing behind
        lapses = Step.objects.everywhere(because=TEST).filter(verb=Verb.LAPSE)
        assert sorted(lapses.values_list("order_id", flat=True)) == [orders[0].pk, orders[2].pk]


def test_old_drafts_go_with_their_photos_batch_by_batch(cast, city, monkeypatch):
    for actor in (cast.resident, cast.volunteer):
        workorders.save_draft(actor, words="灯不亮")
        workorders.add_photo(actor, picture(), "lamp.jpg")
    monkeypatch.setattr(drafting, "_AT_ONCE", 1)
    assert drafting.forget_old_drafts() == 0
    age()
    assert drafting.forget_old_drafts() == 2
    assert rows(ReportDraft) == rows(DraftPhoto) == []


def test_a_draft_gone_on_with_meanwhile_keeps_its_photos(cast, city):
    workorders.save_draft(cast.resident, words="灯不亮")
    age()
    [draft] = rows(ReportDraft)
    workorders.add_photo(cast.resident, picture(), "lamp.jpg")  # after the job has found it

    assert not drafting._forget(draft.pk, timezone.now() - drafting.KEPT)
    assert len(rows(DraftPhoto)) == 1
