from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.toolbox.dates import Span, from_serial, parse_date

days = st.dates(date(1850, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    "written",
    [
        "2021-03-04",
        "2021/3/4",
        "2021.3.4",
        "2021.03.04.",
        "20210304",
        "2021年3月4日",
        "2021年03月04号",
        "２０２１－０３－０４",
        "二〇二一年三月四日",
        " 2021 - 03 - 04 ",
        "2021-03-04 10:11:12",
        "2021/3/4 0:00",
        "2021-03-04T10:11:12Z",
        "2021-03-04T10:11:12.5+08:00",
        "2021年3月4日 10时11分",
        "'2021-03-04",
        "44259",
        44259,
        44259.75,
        20210304,
        date(2021, 3, 4),
        datetime(2021, 3, 4, 10, 11),
    ],
)
def test_a_day_is_read_however_it_is_written(written):
    assert parse_date(written) == (date(2021, 3, 4), None)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "dates.empty"),
        ("\u3000", "dates.empty"),
        (None, "dates.empty"),
        ("21-3-4", "dates.two_digit_year"),
        ("21/03/04", "dates.two_digit_year"),
        ("210304", "dates.two_digit_year"),
        ("85年3月4日", "dates.two_digit_year"),
        ("2021-03", "dates.incomplete"),
        ("2021年3月", "dates.incomplete"),
        ("2021年", "dates.incomplete"),
        ("202103", "dates.incomplete"),
        ("03/04/2021", "dates.order"),
        ("2021-02-30", "dates.impossible"),
        ("2021-13-01", "dates.impossible"),
        ("20210229", "dates.impossible"),
        ("二〇二一年二月三十日", "dates.impossible"),
        ("1021-03-04", "dates.range"),
        ("9999-12-31", "dates.range"),
        ("不详", "dates.format"),
        ("2021-03-04abc", "dates.format"),
        (True, "dates.format"),
        (float("nan"), "dates.format"),
        (float("inf"), "dates.format"),
        (60, "dates.excel_leap_day"),
        (0, "dates.range"),
        (-1, "dates.range"),
        (10**9, "dates.format"),
        (date(1800, 1, 1), "dates.range"),
    ],
)
def test_what_is_no_certain_day_is_refused_with_a_code(written, code):
    assert parse_date(written) == (None, code)


def test_excel_believes_that_1900_was_a_leap_year():
    assert from_serial(1).value == date(1900, 1, 1)
    assert from_serial(59).value == date(1900, 2, 28)
    assert from_serial(60).problem == "dates.excel_leap_day"
    assert from_serial(61).value == date(1900, 3, 1)


def test_a_workbook_may_count_from_1904():
    assert parse_date(0, from_1904=True).value == date(1904, 1, 1)
    assert parse_date(44259 - 1462, from_1904=True).value == date(2021, 3, 4)


@given(
    days,
    st.sampled_from(["{0:%Y-%m-%d}", "{0.year}/{0.month}/{0.day}", "{0:%Y%m%d}", "{0.year}年{0.month}月{0.day}日"]),
)
def test_every_day_comes_back(day, form):
    assert parse_date(form.format(day)).value == day


@given(st.dates(date(1900, 3, 1), date(2199, 12, 31)))
def test_every_serial_number_comes_back(day):
    assert parse_date((day - date(1899, 12, 30)).days).value == day


@given(st.one_of(st.text(), st.integers(), st.floats(), st.none()))
def test_nothing_written_makes_it_fail(cell):
    value, problem = parse_date(cell)
    assert (value is None) == (problem is not None)


def test_a_span_covers_its_first_day_and_not_its_end():
    span = Span(date(2021, 1, 1), date(2021, 2, 1))
    assert span.covers(date(2021, 1, 1))
    assert not span.covers(date(2021, 2, 1))
    assert span.last == date(2021, 1, 31)
    assert Span.through(date(2021, 1, 1), date(2021, 1, 31)) == span
    assert Span().covers(date(1, 1, 1))
    assert Span().last is None


def test_spans_that_only_touch_do_not_overlap():
    january, february = Span(date(2021, 1, 1), date(2021, 2, 1)), Span(date(2021, 2, 1), date(2021, 3, 1))
    assert not january.overlaps(february)
    assert january.overlaps(Span(date(2021, 1, 31)))
    assert not Span(date(2021, 1, 5), date(2021, 1, 5)).overlaps(january)


some_days = st.dates(date(2020, 1, 1), date(2020, 3, 1))
spans = st.builds(Span, st.none() | some_days, st.none() | some_days)


@given(spans, spans, some_days)
def test_a_day_is_in_the_overlap_when_it_is_in_both(one, other, day):
    assert one.overlap(other).covers(day) == (one.covers(day) and other.covers(day))


@given(spans, spans)
def test_two_spans_overlap_when_they_share_a_day(one, other):
    nearby = [date(2019, 12, 1) + timedelta(days=offset) for offset in range(130)]
    assert one.overlaps(other) == other.overlaps(one)
    assert one.overlaps(other) == any(one.covers(day) and other.covers(day) for day in nearby)
