"""What day and time it is where the city is."""

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

CITY_TIME: Final = ZoneInfo("Asia/Shanghai")  # one time zone for the whole country


def now() -> datetime:
    """Give the present moment in the city's time."""
    return datetime.now(CITY_TIME)


def today() -> date:
    """Give the day it is in the city, whatever the machine's own zone says."""
    return now().date()
