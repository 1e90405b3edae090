"""Holidays, make-up days and deadlines."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from linli.foundation.workdays import public as workdays

years = st.dates(min_value=date(2004, 1, 1), max_value=date(2026, 12, 31))


def test_national_day_is_free_and_its_make_up_sunday_is_worked():
    assert not workdays.is_workday(date(2025, 10, 1))
    assert workdays.is_workday(date(2025, 9, 28))  # a Sunday worked for the long holiday


def test_a_deadline_over_spring_festival_skips_the_whole_holiday():
    assert workdays.add_workdays(date(2025, 1, 27), 1) == date(2025, 2, 5)


def test_a_year_without_notice_counts_monday_to_friday_and_says_so():
    assert not workdays.is_announced(date(2090, 1, 2))
    assert workdays.is_workday(date(2090, 1, 2)) is (date(2090, 1, 2).weekday() < 5)


def test_eight_working_hours_from_friday_afternoon_end_on_monday_afternoon():
    friday = datetime(2025, 6, 13, 15, 0)
    assert workdays.add_working_hours(friday, 8) == datetime(2025, 6, 16, 15, 0)


@given(start=years, count=st.integers(min_value=0, max_value=30))
def test_counting_forward_and_counting_between_agree(start, count):
    end = workdays.add_workdays(start, count)
    assert workdays.workdays_between(start, end) == count


@given(
    moment=st.datetimes(min_value=datetime(2010, 1, 1), max_value=datetime(2026, 11, 1)),
    first=st.integers(min_value=0, max_value=40),
    second=st.integers(min_value=0, max_value=40),
)
def test_two_deadlines_in_a_row_are_one_deadline_of_their_sum(moment, first, second):
    moment = moment.replace(second=0, microsecond=0)
    in_two = workdays.add_working_hours(workdays.add_working_hours(moment, first), second)
    at_once = workdays.add_working_hours(moment, first + second)
    # 17:00 and the next 09:00 are the same working moment
    assert at_once <= in_two <= workdays.add_working_hours(at_once + timedelta(seconds=1), 0)
