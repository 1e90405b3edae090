"""Overlays: one zone for one place at a time, and redrawn without forgetting."""

from datetime import date

import pytest
from django.db import IntegrityError

from linli.foundation.territory import queries
from linli.foundation.territory.models import Overlay, OverlayKind, OverlayMember
from linli.foundation.territory.overlays import ZoneDraft, draw_overlay

pytestmark = pytest.mark.django_db

FIRST, SECOND, THIRD = ((3101060200000000 + n * 10_000, 3101060200000000 + (n + 1) * 10_000) for n in (1, 2, 3))


def _draw(*zones: tuple, since: date | None) -> Overlay:
    return draw_overlay(
        "grids",
        "网格",
        OverlayKind.OPERATION_GRID,
        [ZoneDraft(code, code, ranges) for code, ranges in zones],
        since=since,
    )


def _zone(code: int, on: date | None = None) -> list[str]:
    return [zone.code for zone in queries.zones_of(code, on)]


def test_a_place_deep_inside_a_committee_lies_in_its_zone():
    _draw(("a", (FIRST, SECOND)), ("b", (THIRD,)), since=date(2024, 1, 1))
    assert _zone(FIRST[0] + 305) == ["a"]
    assert _zone(THIRD[1] - 1) == ["b"]
    assert _zone(THIRD[1]) == []


def test_a_redrawn_overlay_still_knows_where_a_place_lay_before():
    _draw(("a", (FIRST, SECOND)), ("b", (THIRD,)), since=date(2024, 1, 1))
    _draw(("a", (FIRST,)), ("b", (SECOND, THIRD)), since=date(2025, 1, 1))
    assert _zone(SECOND[0]) == ["b"]
    assert _zone(SECOND[0], date(2024, 6, 1)) == ["a"]
    assert _zone(SECOND[0], date(2025, 1, 1)) == ["b"]


def test_drawing_the_same_again_changes_nothing():
    _draw(("a", (FIRST, SECOND)), since=date(2024, 1, 1))
    before = list(OverlayMember.objects.values())
    _draw(("a", (FIRST, SECOND)), since=date(2025, 1, 1))
    assert list(OverlayMember.objects.values()) == before


def test_the_database_refuses_a_place_in_two_zones_at_once():
    overlay = _draw(("a", (FIRST,)), ("b", (SECOND,)), since=date(2024, 1, 1))
    other = overlay.zones.get(code="b")
    with pytest.raises(IntegrityError, match="territory_one_zone_at_a_time"):
        OverlayMember.objects.create(overlay=overlay, zone=other, lo=FIRST[0] + 100, hi=FIRST[0] + 200)


def test_two_overlays_may_hold_the_same_place():
    _draw(("a", (FIRST,)), since=None)
    draw_overlay("police", "警区", OverlayKind.POLICE, [ZoneDraft("p", "p", (FIRST,))])
    assert sorted(_zone(FIRST[0])) == ["a", "p"]


def test_a_zone_lists_its_areas():
    overlay = _draw(("a", (FIRST, SECOND)), since=None)
    assert [area.code for area in queries.members_of(overlay.zones.get())] == [FIRST[0], SECOND[0]]
