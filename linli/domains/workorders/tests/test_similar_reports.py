"""What a neighbour is told of reports that run already: kind, place, day and state, and never a word more."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from linli.domains.workorders.actions.deciding import decide
from linli.domains.workorders.actions.drafting import save_draft
from linli.domains.workorders.actions.moving import Given
from linli.domains.workorders.actions.reporting import send_report
from linli.domains.workorders.models import Order
from linli.domains.workorders.queries.similar import similar_reports
from linli.domains.workorders.rules.states import Verb
from linli.domains.workorders.tests.test_circle import reported
from linli.domains.workorders.tests.test_report_screens import drafts, orders
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall
from linli.foundation.territory import public as territory

pytestmark = pytest.mark.django_db


def test_what_runs_nearby_is_said_without_a_word_of_it(cast, city, client_of, resident, written):
    order = reported(cast.volunteer, city)
    text = resident.get("/report/words/").content.decode()

    assert resident.get("/report/words/").context["similar"]
    assert "volunteer" not in text
    assert order.number not in text
    with wall(Scope.EVERYTHING):
        Order.objects.everywhere(because="a test").update(words="秘密", place_words="李家")
    text = resident.get("/report/words/").content.decode()
    assert "秘密" not in text
    assert "李家" not in text


def test_only_a_few_running_ones_of_this_kind_here_and_lately(cast, city):
    for _ in range(4):
        reported(cast.volunteer, city)
    kinds = similar_reports(cast.resident, "lamp", city.committee)
    assert len(kinds) == 3
    assert similar_reports(cast.resident, "road", city.committee) == []
    assert similar_reports(cast.resident, "lamp", city.neighbour) == []
    assert similar_reports(cast.resident, "lamp", None) == []
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        assert similar_reports(cast.resident, "lamp", city.committee) == []


@pytest.fixture
def buildings(cast, city) -> tuple[int, int, int]:
    """Put an estate with two buildings into the committee; give their codes."""
    lo = city.committee + 9_000
    kinds = territory.AreaKind
    with wall(Scope.EVERYTHING):
        territory.load_units(
            [
                territory.UnitDraft(lo, lo + 100, kinds.ESTATE, "平遥小区", city.committee),
                territory.UnitDraft(lo + 1, lo + 2, kinds.BUILDING_GROUP, "平遥小区1号", lo),
                territory.UnitDraft(lo + 2, lo + 3, kinds.BUILDING_GROUP, "平遥小区2号", lo),
            ]
        )
    return lo, lo + 1, lo + 2


def test_of_the_next_building_nothing_is_said_but_of_the_estate_around_it(cast, buildings):
    estate, first, second = buildings
    save_draft(cast.volunteer, kind="lamp", place_code=first, words="不亮")
    send_report(cast.volunteer, None)
    assert [one.place for one in similar_reports(cast.resident, "lamp", first)] == ["平遥小区1号"]
    assert similar_reports(cast.resident, "lamp", second) == []
    assert len(similar_reports(cast.resident, "lamp", estate)) == 1

    save_draft(cast.block_head, kind="lamp", place_code=estate, words="不亮")
    send_report(cast.block_head, None)
    assert [one.place for one in similar_reports(cast.resident, "lamp", second)] == ["平遥小区"]


def test_a_building_is_chosen_and_stands_on_the_sheet(resident, buildings, city):
    resident.post("/report/", {"kind": "lamp"})
    assert "平遥小区2号" in resident.get("/report/place/").content.decode()
    resident.post("/report/place/", {"place": buildings[2]})
    resident.post("/report/words/", {"words": "不亮"})
    assert "平遥小区2号" in resident.get("/report/check/").content.decode()


def test_what_was_answered_is_no_longer_said(cast, city):
    order = reported(cast.volunteer, city)
    decide(cast.worker, order.pk, Verb.ACCEPT)
    decide(cast.worker, order.pk, Verb.ANSWER, Given(words="修好了"))
    assert similar_reports(cast.resident, "lamp", city.committee) == []


@pytest.mark.parametrize("kind", ["noise", "fire", "building", "parking", "advice", "other"])
def test_nothing_is_said_of_what_a_neighbour_may_be_guessed_from(kind, cast, city):
    reported(cast.volunteer, city)
    with wall(Scope.EVERYTHING):
        Order.objects.everywhere(because="a test").update(kind=kind)
    assert similar_reports(cast.resident, kind, city.committee) == []


def test_looking_for_similar_ones_leaves_the_wall_as_it_stood(cast, city):
    reported(cast.volunteer, city)
    with wall(cast.resident.scope, account_id=cast.resident.account_id):
        assert similar_reports(cast.resident, "lamp", city.committee)
        assert not Order.objects.everywhere(because="a test").exists()


def test_my_own_report_is_linked_instead(cast, city, resident):
    order = reported(cast.resident, city)
    save_draft(cast.resident, kind="lamp", place_code=city.committee)
    assert f"/matters/{order.pk}/" in resident.get("/report/words/").content.decode()


def test_whoever_finds_it_reported_already_stops_with_nothing_sent(resident, written):
    assert resident.post("/report/discard/", {"because": "reported"})["Location"] == "/matters/"
    assert (drafts(), orders()) == ([], [])
