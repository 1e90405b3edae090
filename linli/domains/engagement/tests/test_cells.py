"""Before it goes out the office sees numbers, and none that speaks of a few people."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from linli.domains.engagement.actions.writing import write_bulletin
from linli.domains.engagement.queries import audience
from linli.domains.engagement.rules.cells import FEWEST, at_most, shown
from linli.domains.registry.tests.world import make_person
from linli.foundation.scope import Actor, Scope
from linli.foundation.scope.database import wall

PARTS = st.dictionaries(st.sampled_from(["a", "b", "c"]), st.integers(0, 40), min_size=3)


@given(PARTS)
def test_no_part_under_ten_is_shown_nor_left_over_from_the_whole(parts):
    seen = shown(parts)
    assert all(count is None or count == parts[name] >= FEWEST for name, count in seen.items())
    withheld = [name for name, count in seen.items() if count is None]
    left_over = sum(parts[name] for name in withheld)
    assert not withheld or len(withheld) == len(parts) or (len(withheld) >= 2 and left_over >= FEWEST)


def test_what_is_shown_is_not_less_than_it_may_be():
    assert shown({"a": 10, "b": 20, "c": 30}) == {"a": 10, "b": 20, "c": 30}
    assert shown({"a": 1, "b": 20, "c": 300}) == {"a": None, "b": None, "c": 300}
    assert [at_most(count) for count in (0, 1, 10, 11)] == [0, 10, 10, 20]


@pytest.mark.django_db
def test_over_one_building_it_is_not_told_who_has_an_account(cast, world, client_of, text):
    number = write_bulletin(cast.worker, text(by_sms=True))
    page = client_of(cast.worker).get(f"/bulletins/{number}/publication/").content.decode()
    assert "那里住着 <strong>2</strong> 人" in page
    assert page.count('<span class="stat-value">不显示</span>') == 3
    assert "最多发出 10 条短信" in page


@pytest.mark.django_db
def test_past_the_most_it_counts_the_preview_says_more_and_stops(cast, world, client_of, text, monkeypatch):
    for number in range(6):
        make_person(world.first, f"赵{number}")
    monkeypatch.setattr(audience, "AT_ONCE", 2)
    monkeypatch.setattr(audience, "MOST_COUNTED", 3)
    with wall(Scope.EVERYTHING), CaptureQueriesContext(connection) as asked:
        counted = audience.audience_of(Actor.system(because="test"), [(world.first, world.first + 1)], ["resident"])
    assert (counted.people, counted.is_more) == (3, True)
    assert sum('FROM "registry_person"' in query["sql"] for query in asked.captured_queries) == 2  # of four pages
    number = write_bulletin(cast.worker, text())
    page = client_of(cast.worker).get(f"/bulletins/{number}/publication/").content.decode()
    assert "超过 <strong>3</strong> 人" in page
    assert "stat-value" not in page
