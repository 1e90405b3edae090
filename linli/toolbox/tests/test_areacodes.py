from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.toolbox import areacodes
from linli.toolbox.errors import Invalid
from linli.toolbox.levels import Level

provinces = st.sampled_from([11, 12, 13, 31, 32, 33, 44, 50, 65, 81])


@st.composite
def committees(draw):
    parts = [draw(provinces), *(draw(st.integers(1, 99)) for _ in range(2))]
    parts += [draw(st.integers(1, 399)) for _ in range(2)]
    return "{:02}{:02}{:02}{:03}{:03}".format(*parts)


@pytest.mark.parametrize(
    ("code", "level", "lo", "hi"),
    [
        ("31", Level.CITY, 3100000000000000, 3200000000000000),
        ("310106", Level.DISTRICT, 3101060000000000, 3101070000000000),
        ("310106006", Level.STREET, 3101060060000000, 3101060070000000),
        ("310106006002", Level.COMMITTEE, 3101060060020000, 3101060060030000),
        ("310106000000", Level.DISTRICT, 3101060000000000, 3101070000000000),
        ("3301", Level.CITY, 3301000000000000, 3302000000000000),
        ("330102", Level.DISTRICT, 3301020000000000, 3301030000000000),
    ],
)
def test_a_national_code_is_a_range(code, level, lo, hi):
    assert areacodes.from_national(code) == (lo, hi)
    assert areacodes.from_national(code, level) == (lo, hi)
    assert areacodes.level_of(lo) is level


@pytest.mark.parametrize("code", ["", "3", "3101060", "31010600600X", "３１０１０６", "3101060060021234", "00", "99"])
def test_what_is_no_code_is_refused(code):
    with pytest.raises(Invalid) as refusal:
        areacodes.from_national(code)
    assert refusal.value.code == "areacodes.format"


def test_a_code_of_another_level_is_refused():
    with pytest.raises(Invalid) as refusal:
        areacodes.from_national("310106006002", Level.STREET)
    assert refusal.value.code == "areacodes.level"


def test_the_row_that_says_districts_of_the_city_is_not_an_area():
    with pytest.raises(Invalid) as refusal:
        areacodes.from_national("3101")
    assert refusal.value.code == "areacodes.skipped"


def test_a_province_is_not_a_city():
    with pytest.raises(Invalid) as refusal:
        areacodes.from_national("33")
    assert refusal.value.code == "areacodes.province"


def test_a_city_without_districts_has_streets_in_the_district_named_after_it():
    street, _ = areacodes.from_national("441900003")
    assert areacodes.district_of(street) == areacodes.from_national("441900", Level.DISTRICT)[0]
    assert areacodes.city_of(street) == areacodes.from_national("4419")[0]


def test_each_area_knows_what_is_around_it():
    unit = 3101060060020103
    assert areacodes.level_of(unit) is Level.UNIT
    assert areacodes.committee_of(unit) == 3101060060020000
    assert areacodes.street_of(unit) == 3101060060000000
    assert areacodes.district_of(unit) == 3101060000000000
    assert areacodes.city_of(unit) == 3100000000000000
    assert areacodes.national(unit) == "310106006002"


@pytest.mark.parametrize(
    ("ask", "code"),
    [
        (areacodes.district_of, 3100000000000000),
        (areacodes.street_of, 3101060000000000),
        (areacodes.committee_of, 3101060060000000),
        (areacodes.committee_of, 3101060060000001),
    ],
)
def test_an_area_does_not_lie_in_one_below_it(ask, code):
    with pytest.raises(Invalid) as refusal:
        ask(code)
    assert refusal.value.code == "areacodes.above"


@pytest.mark.parametrize("code", [0, -1, 310106006002, 31010600600200000])
def test_a_number_that_is_no_area_code_is_refused(code):
    for ask in (areacodes.city_of, areacodes.committee_of, areacodes.national, areacodes.level_of):
        with pytest.raises(Invalid):
            ask(code)


@given(committees())
def test_the_national_code_comes_back(code):
    lo, _ = areacodes.from_national(code, Level.COMMITTEE)
    assert areacodes.national(lo) == code


@given(committees(), st.integers(0, 9999))
def test_every_area_covers_what_is_inside_it(code, below):
    unit = areacodes.from_national(code)[0] + below
    ranges = [
        areacodes.range_of(areacodes.city_of(unit)),
        areacodes.range_of(areacodes.district_of(unit)),
        areacodes.range_of(areacodes.street_of(unit)),
        areacodes.range_of(areacodes.committee_of(unit)),
        areacodes.range_of(unit, Level.UNIT),
    ]
    assert all(lo <= unit < hi for lo, hi in ranges)
    for (outer_lo, outer_hi), (lo, hi) in pairwise(ranges):
        assert outer_lo <= lo < hi <= outer_hi
        assert (outer_lo, outer_hi) != (lo, hi)


@given(committees(), committees())
def test_two_committees_are_the_same_or_apart(one, other):
    (lo, hi), (other_lo, other_hi) = areacodes.from_national(one), areacodes.from_national(other)
    assert (lo, hi) == (other_lo, other_hi) or hi <= other_lo or other_hi <= lo


@given(committees())
def test_a_level_is_found_again_from_its_code(code):
    lo = areacodes.from_national(code)[0]
    assert areacodes.level_of(areacodes.district_of(lo)) is Level.DISTRICT
    assert areacodes.level_of(areacodes.street_of(lo)) is Level.STREET
    assert areacodes.level_of(areacodes.committee_of(lo)) is Level.COMMITTEE


def test_levels_know_their_neighbours():
    assert Level.CITY.above is None
    assert Level.CITY.below is Level.DISTRICT
    assert Level.UNIT.below is None
    assert Level.UNIT.above is Level.COMMITTEE
