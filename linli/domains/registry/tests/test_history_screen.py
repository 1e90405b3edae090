"""What was known of a person, and when."""

from datetime import UTC, datetime

import pytest
import time_machine

from linli.domains.registry.actions.corrections import correct_person
from linli.domains.registry.tests.world import make_world
from linli.foundation.audit import public as audit
from linli.foundation.scope.database import wall

pytestmark = pytest.mark.django_db


@pytest.fixture
def known(cast, city):
    with time_machine.travel(datetime(2026, 1, 10, 2, tzinfo=UTC), tick=False):
        world = make_world(city.committee, city.neighbour)
    with time_machine.travel(datetime(2026, 3, 1, 2, tzinfo=UTC), tick=False):
        correct_person(cast.worker, world.zhang.pk, {"name": "张山"}, version=1, reason="听错了")
    with time_machine.travel(datetime(2026, 6, 1, 2, tzinfo=UTC), tick=False):
        correct_person(cast.worker, world.zhang.pk, {"telephone": "13911112222"}, version=2, reason="换了号码")
    return world.zhang


def test_the_timeline_says_what_changed_when_and_why(known, cast, browser_of):
    states = browser_of(cast.worker).get(f"/people/{known.pk}/history/").context["known"]
    assert [set(state.changed) for state in states] == [{"telephone"}, {"name"}, set()]
    assert [state.facts.reason for state in states] == ["换了号码", "听错了", ""]
    assert [state.facts.name for state in states] == ["张山", "张山", "张三"]
    assert [state.until and state.until.month for state in states] == [None, 6, 3]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-01-10", ("张三", "8000")),
        ("2026-02-28", ("张三", "8000")),
        ("2026-03-01", ("张山", "8000")),
        ("2026-07-01", ("张山", "2222")),
    ],
)
def test_the_ledger_can_be_read_as_it_was_at_the_end_of_a_day(day, said, known, cast, browser_of):
    then = browser_of(cast.worker).get(f"/people/{known.pk}/history/?known_at={day}").context["then"]
    assert (then.facts.name, then.facts.telephone[-4:]) == said


def test_before_the_first_entry_nothing_was_known(known, cast, browser_of):
    response = browser_of(cast.worker).get(f"/people/{known.pk}/history/?known_at=2026-01-09")
    assert response.context["then"] is None
    assert response.status_code == 200


@pytest.mark.parametrize("asked", ["gestern", "2026-02-31", "", "2026-13-01T00:00"])
def test_a_day_that_is_none_shows_the_whole_history(asked, known, cast, browser_of):
    response = browser_of(cast.worker).get(f"/people/{known.pk}/history/", {"known_at": asked})
    assert response.status_code == 200
    assert response.context["moment"] is None


def test_reading_the_history_is_a_look_and_earlier_numbers_stay_masked(known, cast, browser_of):
    text = browser_of(cast.worker).get(f"/people/{known.pk}/history/?known_at=2026-02-01").content.decode()
    assert "13800138000" not in text
    with wall(cast.worker.scope):
        row = audit.rows(cast.worker)[0]
    assert (row.action, row.subject_id, row.purpose) == ("registry:person:history", known.pk, "visit")
    assert row.detail["known_at"].startswith("2026-02-01")
