"""`scope.covers(area.code)` and `Area.objects.covered_by(scope)` are one question in two languages."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linli.foundation.scope import Scope
from linli.foundation.territory.models import Area, AreaKind
from linli.toolbox.levels import Level

pytestmark = pytest.mark.django_db

CITY = 12 * 10**14  # a city that the tests do not load
STEPS = (
    (Level.DISTRICT, AreaKind.DISTRICT, 10**10, 99),
    (Level.STREET, AreaKind.SUBDISTRICT, 10**7, 999),
    (Level.COMMITTEE, AreaKind.NEIGHBOURHOOD_COMMITTEE, 10**4, 999),
    (Level.UNIT, AreaKind.ESTATE, 100, 99),
)


def _area(code: int, width: int, level: Level, kind: AreaKind, parent: Area | None) -> Area:
    return Area(code=code, hi=code + width, level=level, kind=kind, name=str(code), short_name="", parent=parent)


@st.composite
def trees(draw: st.DrawFn) -> list[Area]:
    """Grow a city: any numbers at any level, neighbours and far apart."""
    city = _area(CITY, 10**14, Level.CITY, AreaKind.MUNICIPALITY, None)
    grown, layer = [city], [city]
    for level, kind, width, most in STEPS:
        below = []
        for parent in layer:
            numbers = draw(st.sets(st.integers(1, most), max_size=3))
            below += [_area(parent.code + n * width, width, level, kind, parent) for n in sorted(numbers)]
        grown, layer = grown + below, below[:6]
    return grown


def scopes_of(areas: list[Area]) -> st.SearchStrategy[Scope]:
    """Draw scopes of areas, and ranges whose ends are at, just before or just behind the ends of areas."""
    ends = sorted({end + nudge for area in areas for end in (area.code, area.hi) for nudge in (-1, 0, 1)})
    ranges = st.tuples(st.sampled_from(ends), st.sampled_from(ends)).map(lambda pair: Scope(min(pair), max(pair)))
    return st.one_of(
        st.sampled_from([area.scope for area in areas]), ranges, st.sampled_from([Scope.EVERYTHING, Scope.NOTHING])
    )


@contextmanager
def _planted(areas: list[Area]) -> Iterator[None]:
    with transaction.atomic():
        Area.objects.bulk_create(areas)
        yield
        transaction.set_rollback(True)


many = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@many
@given(data=st.data(), areas=trees())
def test_the_question_and_its_queryset_twin_agree(data, areas):
    with _planted(areas):
        for _ in range(5):
            scope = data.draw(scopes_of(areas))
            by_python = {area.code for area in areas if scope.covers(area.code)}
            found = Area.objects.filter(code__gte=CITY, code__lt=CITY + 10**14).covered_by(scope)
            assert set(found.values_list("code", flat=True)) == by_python


@many
@given(data=st.data(), areas=trees())
def test_a_parent_covers_everything_below_it_and_nothing_beside_it(data, areas):
    with _planted(areas):
        area = data.draw(st.sampled_from(areas))
        covered = set(Area.objects.covered_by(area.scope).values_list("code", flat=True))
        below = {one.code for one in areas if area.code in _line_of(one)}
        assert covered == below
        assert covered - {area.code} == set(Area.objects.under(area).values_list("code", flat=True))


@many
@given(data=st.data(), areas=trees())
def test_narrowing_never_widens(data, areas):
    first, second = data.draw(scopes_of(areas)), data.draw(scopes_of(areas))
    both = first.narrowed(second)
    assert first.contains(both)
    assert second.contains(both)
    for area in areas:
        assert both.covers(area.code) == (first.covers(area.code) and second.covers(area.code))


@many
@given(data=st.data(), areas=trees())
def test_the_areas_around_a_code_are_its_line_upwards(data, areas):
    with _planted(areas):
        area = data.draw(st.sampled_from(areas))
        assert [one.code for one in Area.objects.around(area.code)] == _line_of(area)


def _line_of(area: Area) -> list[int]:
    line = [area.code]
    while area.parent is not None:
        area = area.parent
        line.insert(0, area.code)
    return line
