"""The door of workdays."""

from linli.foundation.workdays.calendar import (
    add_workdays,
    add_working_hours,
    is_announced,
    is_workday,
    workdays_between,
)

__all__ = ["add_workdays", "add_working_hours", "is_announced", "is_workday", "workdays_between"]
