"""Which days are worked, and when a deadline in working days or hours falls due.

Days come from the package ``chinesecalendar`` (the State Council's yearly notices). Years it does not know yet
fall back to Monday–Friday, and :func:`is_announced` says so, so that a screen can show it.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import chinese_calendar

WORK_STARTS, WORK_ENDS = time(9, 0), time(17, 0)
_SATURDAY = 5


def is_announced(day: date) -> bool:
    """Answer whether the holidays of this day's year have been announced and are known here."""
    try:
        chinese_calendar.is_workday(day)
    except NotImplementedError:
        return False
    return True


def is_workday(day: date) -> bool:
    """Answer whether offices work on this day; an unannounced year counts Monday to Friday."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < _SATURDAY


def add_workdays(day: date, count: int) -> date:
    """Return the working day ``count`` working days after ``day`` (the day itself is not counted)."""
    if count < 0:
        raise ValueError("Deadlines run forward.")
    while count > 0:
        day += timedelta(days=1)
        if is_workday(day):
            count -= 1
    return day


def workdays_between(start: date, end: date) -> int:
    """Count the working days after ``start`` up to and including ``end``."""
    days = (end - start).days
    return sum(is_workday(start + timedelta(days=n)) for n in range(1, days + 1))


def add_working_hours(moment: datetime, hours: float) -> datetime:
    """Return the moment ``hours`` working hours (09:00-17:00, local time of ``moment``) later."""
    if hours < 0:
        raise ValueError("Deadlines run forward.")
    left = timedelta(hours=hours)
    moment = _next_opening(moment)
    while True:
        closing = moment.replace(hour=WORK_ENDS.hour, minute=0, second=0, microsecond=0)
        if left <= closing - moment:
            return moment + left
        left -= closing - moment
        moment = _next_opening(closing)


def _next_opening(moment: datetime) -> datetime:
    """Return the moment itself in working time, else the next 09:00 of a working day."""
    opening = moment.replace(hour=WORK_STARTS.hour, minute=0, second=0, microsecond=0)
    if is_workday(moment.date()):
        if moment <= opening:
            return opening
        if moment.time() < WORK_ENDS:
            return moment
    while True:
        opening += timedelta(days=1)
        if is_workday(opening.date()):
            return opening
