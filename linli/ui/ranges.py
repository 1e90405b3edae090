"""From a day to a day: two dates of the browser's own calendar, and the usual ranges as links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from django import forms
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from linli.ui.formats import house_day
from linli.ui.widgets import DateInput

Direction = Literal["back", "ahead"]


@dataclass(frozen=True, slots=True)
class DateRange:
    """Days from ``since`` to ``until``, both included; None is open."""

    since: date | None = None
    until: date | None = None

    def __bool__(self) -> bool:
        return bool(self.since or self.until)

    def __str__(self) -> str:
        if self.since and self.until and self.since != self.until:
            return gettext("%(since)s to %(until)s") % {
                "since": house_day(self.since), "until": house_day(self.until),
            }  # fmt: skip
        if self.since and self.until:
            return house_day(self.since)
        if self.since:
            return gettext("from %(since)s on") % {"since": house_day(self.since)}
        return gettext("until %(until)s") % {"until": house_day(self.until)} if self.until else gettext("any day")


@dataclass(frozen=True, slots=True)
class Preset:
    """A range that people ask for by name."""

    label: str
    days: DateRange


class RangeInput(forms.MultiWidget):
    """Two days; the fields are called ``<name>_since`` and ``<name>_until``."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"since": DateInput, "until": DateInput}, attrs)

    def decompress(self, value: DateRange | None) -> list[date | None]:
        return [value.since, value.until] if value else [None, None]

    def id_for_label(self, id_: str, index: str = "0") -> str:  # noqa: ARG002 - Django's signature
        return f"{id_}_since"

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:  # noqa: ARG002
        attributes = self.build_attrs(self.attrs, attrs)
        own, given = attributes.pop("id", f"id_{name}"), value if isinstance(value, list) else self.decompress(value)
        ends = [
            (f"{own}_{end}", widget.render(f"{name}_{end}", one, {**attributes, "id": f"{own}_{end}"}))
            for end, widget, one in zip(("since", "until"), self.widgets, given, strict=True)
        ]
        return SafeString(render_to_string("ui/range.html", {"since": ends[0], "until": ends[1]}))


class RangeField(forms.MultiValueField):
    """A range of days; gives a ``DateRange``. Either end may stay open."""

    widget = RangeInput

    def __init__(self, **options: Any) -> None:
        days = [
            forms.DateField(required=False, error_messages={"invalid": _("The first day is no day of the calendar.")}),
            forms.DateField(required=False, error_messages={"invalid": _("The last day is no day of the calendar.")}),
        ]
        super().__init__(days, require_all_fields=False, **options)

    def compress(self, data_list: Sequence[date | None]) -> DateRange:
        days = DateRange(*data_list) if data_list else DateRange()
        if days.since and days.until and days.until < days.since:
            raise forms.ValidationError(_("The last day is before the first. Exchange them, or leave one empty."))
        return days


def presets(today: date, direction: Direction = "back") -> list[Preset]:
    """List the usual ranges up to today, or from today on."""

    def around(days: int) -> DateRange:
        return DateRange(today - timedelta(days - 1), today) if back else DateRange(today, today + timedelta(days - 1))

    back = direction == "back"
    monday = today - timedelta(today.weekday())
    first = today.replace(day=1)
    end_of_month = (first + timedelta(31)).replace(day=1) - timedelta(1)
    return [
        Preset(pgettext("range", "Today"), DateRange(today, today)),
        Preset(pgettext("range", "This week"), DateRange(monday, monday + timedelta(6))),
        Preset(pgettext("range", "This month"), DateRange(first, end_of_month)),
        Preset(pgettext("range", "Last 30 days") if back else pgettext("range", "Next 30 days"), around(30)),
    ]


@dataclass(frozen=True, slots=True)
class PresetLink:
    """A preset as a link that keeps the other filters."""

    label: str
    query: str
    is_current: bool


def links(name: str, given: QueryDict, today: date, direction: Direction = "back") -> list[PresetLink]:
    """Write the presets as addresses; paging starts again, because the list is another one."""
    found = []
    for preset in presets(today, direction):
        ends = {f"{name}_since": str(preset.days.since), f"{name}_until": str(preset.days.until)}
        query = given.copy()
        for key in ("after", "before"):
            query.pop(key, None)
        for key, day in ends.items():
            query[key] = day
        found.append(PresetLink(preset.label, query.urlencode(), all(given.get(k) == day for k, day in ends.items())))
    return found
