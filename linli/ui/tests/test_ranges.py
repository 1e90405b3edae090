"""From a day to a day."""

from __future__ import annotations

from datetime import date

import pytest
from django import forms
from django.http import QueryDict
from django.test import RequestFactory
from django.utils import translation

from linli.ui.ranges import DateRange, RangeField, links, presets
from linli.ui.tests.test_tags import Elements, draw

TODAY = date(2026, 11, 22)  # a Sunday


class FilterForm(forms.Form):
    period = RangeField(label="Days", required=False)


def asked(since: str = "", until: str = "") -> FilterForm:
    return FilterForm({"period_since": since, "period_until": until})


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2026-11-01", "2026-11-22", DateRange(date(2026, 11, 1), date(2026, 11, 22))),
        ("2026-11-01", "", DateRange(date(2026, 11, 1))),
        ("", "2026-11-22", DateRange(None, date(2026, 11, 22))),
        ("", "", DateRange()),
    ],
)
def test_either_end_may_stay_open(since: str, until: str, expected: DateRange) -> None:
    form = asked(since, until)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["period"] == expected


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [("2026-11-22", "2026-11-01", "before the first"), ("2026-02-31", "", "first day"), ("", "soon", "last day")],
)
def test_what_cannot_be_is_refused_in_words(since: str, until: str, words: str) -> None:
    with translation.override("en"):
        assert words in str(asked(since, until).errors["period"])


def test_a_range_reads_as_a_sentence() -> None:
    days = DateRange(date(2026, 11, 1), TODAY)
    with translation.override("zh-hans"):
        assert [str(days), str(DateRange(TODAY)), str(DateRange(None, TODAY)), str(DateRange(TODAY, TODAY))] == [
            "11月1日至11月22日", "11月22日起", "11月22日为止", "11月22日",
        ]  # fmt: skip


def test_the_usual_ranges_end_today_or_begin_today() -> None:
    with translation.override("en"):
        found = {preset.label: preset.days for preset in presets(TODAY)}
        ahead = {preset.label: preset.days for preset in presets(TODAY, "ahead")}
    assert found["This week"] == DateRange(date(2026, 11, 16), TODAY)
    assert found["This month"] == DateRange(date(2026, 11, 1), date(2026, 11, 30))
    assert found["Last 30 days"] == DateRange(date(2026, 10, 24), TODAY)
    assert ahead["Next 30 days"] == DateRange(TODAY, date(2026, 12, 21))


def test_a_preset_keeps_the_other_filters_and_begins_at_the_first_page() -> None:
    given = QueryDict("age=60&after=x&period_since=2026-11-22&period_until=2026-11-22")
    (today, *others) = links("period", given, TODAY)
    assert today.query == "age=60&period_since=2026-11-22&period_until=2026-11-22"
    assert [today.is_current, *(link.is_current for link in others)] == [True, False, False, False]


def test_both_days_have_labels_in_one_group_and_the_error_leads_to_the_first() -> None:
    form = asked("2026-11-22", "2026-11-01")
    page = Elements(draw("{% error_summary form %}{% field form.period %}", form=form))
    (target,) = [str(a["href"])[1:] for tag, a in page.found if tag == "a"]
    labels = {a["for"] for tag, a in page.found if tag == "label"}
    assert target == "id_period_since"
    assert labels == {"id_period_since", "id_period_until"} <= page.ids
    assert "fieldset" in {tag for tag, _ in page.found}
    assert [a["value"] for tag, a in page.found if tag == "input"] == ["2026-11-22", "2026-11-01"]


def test_the_presets_are_links() -> None:
    html = draw(
        '{% range_presets form.period label="Usual days" %}', form=asked(), request=RequestFactory().get("/?age=60")
    )
    hrefs = [str(a["href"]) for tag, a in Elements(html).found if tag == "a"]
    assert len(hrefs) == 4
    assert all(href.startswith("?age=60&period_since=") for href in hrefs)
