"""Ages are whole years, and a band holds exactly those of its ages."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.domains.registry.rules.ages import AGES, age

days = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("birth", "on", "years"),
    [
        (date(1960, 5, 1), date(2020, 4, 30), 59),
        (date(1960, 5, 1), date(2020, 5, 1), 60),
        (date(2000, 2, 29), date(2001, 2, 28), 0),
        (date(2000, 2, 29), date(2001, 3, 1), 1),
        (date(2000, 2, 29), date(2004, 2, 29), 4),
        (None, date(2020, 1, 1), None),
        (date(2021, 1, 1), date(2020, 1, 1), None),
    ],
)
def test_an_age_is_the_number_of_birthdays_passed(birth, on, years):
    assert age(birth, on) == years


@given(days, days, st.sampled_from(sorted(AGES)))
def test_a_band_is_the_birth_dates_of_its_ages(birth, on, band):
    ages = AGES[band]
    after, until = ages.births(on)
    years = age(birth, on)
    in_band = years is not None and ages.least <= years and (ages.most is None or years <= ages.most)
    by_birth = birth <= until and (after is None or birth > after)
    assert by_birth == in_band
