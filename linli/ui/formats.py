"""Dates as the house writes them: 11月22日 周日 09:30, with the year when it is not this one."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final, Literal

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

Part = Literal["datetime", "date", "time"]
# date_format's letters; month names and weekdays come from Django's own catalogue except the Chinese weekday
_ENGLISH: Final = {"this_year": "j M", "other_year": "j M Y"}
_CHINESE: Final = {"this_year": "n月j日", "other_year": "Y年n月j日"}


def house_date(value: date | datetime, *, part: Part = "datetime", today: date | None = None) -> str:
    """Write a moment or a day in the current language, local time."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    clock = f"{value:%H:%M}" if isinstance(value, datetime) else ""
    if part == "time":
        return clock
    today = today or timezone.localdate()
    patterns = _CHINESE if (get_language() or "").startswith("zh") else _ENGLISH
    day = date_format(value, patterns["this_year" if value.year == today.year else "other_year"])
    pieces = [day, _weekday(value)] if patterns is _CHINESE else [_weekday(value), day]
    if part == "datetime" and clock:
        pieces.append(clock)
    # one piece with its unit: a date never breaks over two lines
    return "\N{NO-BREAK SPACE}".join(pieces)


def house_day(value: date, *, today: date | None = None) -> str:
    """Write a day without its weekday, for sentences and ranges."""
    patterns = _CHINESE if (get_language() or "").startswith("zh") else _ENGLISH
    is_near = value.year == (today or timezone.localdate()).year
    return date_format(value, patterns["this_year" if is_near else "other_year"]).replace(" ", "\N{NO-BREAK SPACE}")


def _weekday(value: date) -> str:
    names = [_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")]
    return names[value.weekday()]


def machine_date(value: date | datetime, *, part: Part = "datetime") -> str:
    """Write the value for the ``datetime`` attribute."""
    if isinstance(value, datetime):
        value = timezone.localtime(value) if timezone.is_aware(value) else value
        return value.date().isoformat() if part == "date" else value.isoformat(timespec="minutes")
    return value.isoformat()


def due_words(due: datetime, now: datetime) -> str:
    """Say how long there is until a deadline, or how late it is."""
    minutes = int(abs((due - now).total_seconds()) // 60)
    hours, days = minutes // 60, minutes // (24 * 60)
    if minutes < 60:  # noqa: PLR2004 - minutes of an hour
        span = ngettext("%(number)d minute", "%(number)d minutes", minutes) % {"number": minutes}
    elif hours < 48:  # noqa: PLR2004 - up to two days people count in hours
        span = ngettext("%(number)d hour", "%(number)d hours", hours) % {"number": hours}
    else:
        span = ngettext("%(number)d day", "%(number)d days", days) % {"number": days}
    text = _("%(span)s late") if due < now else _("%(span)s left")
    return (text % {"span": span}).replace(" ", "\N{NO-BREAK SPACE}")
