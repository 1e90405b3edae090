"""Ranges and texts, by example and by whatever hypothesis can think of."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.domains.engagement.queries.audience import audience_of
from linli.domains.engagement.rules.ranges import covers, overlap, union, widest
from linli.domains.engagement.rules.states import PUBLIC, WAYS, BulletinState, can_become
from linli.domains.engagement.rules.texts import in_short, paragraphs, settled
from linli.foundation.scope import Actor, Scope
from linli.foundation.scope.database import wall

RANGES = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda one: (one[0], one[0] + one[1])))


@given(RANGES, st.integers(0, 100))
def test_joining_ranges_loses_no_code_and_adds_none(ranges, code):
    assert covers(union(ranges), code) == covers(ranges, code) == covers(widest(ranges), code)


@given(RANGES)
def test_joined_ranges_never_overlap_so_nobody_is_counted_twice(ranges):
    joined = union(ranges)
    assert not any(overlap(one, other) for at, one in enumerate(joined) for other in joined[at + 1 :])


@given(st.lists(st.integers(0, 99), min_size=1, unique=True), st.integers(0, 99))
def test_a_parent_covers_what_its_children_cover_together(cuts, code):
    edges = [0, *sorted(cut for cut in cuts if cut), 100]
    children = list(pairwise(edges))
    assert union(children) == [(0, 100)]
    assert covers(children, code)


@pytest.mark.django_db
def test_the_audience_of_an_estate_is_that_of_its_buildings_together(world):
    system = Actor.system(because="test")
    lo = world.estate
    with wall(Scope.EVERYTHING):
        whole = audience_of(system, [(lo, lo + 100)], ["resident"])
        parts = audience_of(system, [(world.first, world.first + 1), (world.second, world.second + 1)], ["resident"])
        again = audience_of(system, [(lo, lo + 100), (world.first, world.first + 1)], ["resident"])
    assert whole == parts == again
    assert whole.people == whole.in_app + whole.by_sms + whole.sheet_only == 3


@given(st.text())
def test_no_text_loses_what_can_be_seen_or_makes_a_link_of_anything_but_the_web(body):
    pieces = [piece for block in paragraphs(body) for line in block for piece in line]
    assert "".join(piece.text for piece in pieces) == settled(body).replace("\n", "")
    assert all(piece.url.startswith(("http://", "https://")) for piece in pieces if piece.url)


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("详见https://example.cn/a。请留意", "https://example.cn/a"),
        ("(http://example.cn/a?b=1).", "http://example.cn/a?b=1"),
        ("javascript:alert(1)", ""),
        ("https://", ""),
    ],
)
def test_a_link_ends_where_the_chinese_begins(text, url):
    found = [piece.url for piece in paragraphs(text)[0][0] if piece.url]
    assert found == ([url] if url else [])


@given(st.text(max_size=400), st.integers(2, 200))
def test_the_beginning_of_a_text_fits_and_is_one_line(body, length):
    short = in_short(body, length)
    assert len(short) <= length
    assert "\n" not in short


def test_what_is_public_never_becomes_a_draft_again():
    assert not any(can_become(state, BulletinState.DRAFT) for state in PUBLIC)
    assert set(WAYS) == set(BulletinState)
