"""The door of audit: record what is done, read it again, prove that nobody changed it."""

from linli.foundation.audit.queries import Filters, looks_at, rows
from linli.foundation.audit.writing import Row, record, record_many, rows_recorded

__all__ = ["Filters", "Row", "looks_at", "record", "record_many", "rows", "rows_recorded"]
