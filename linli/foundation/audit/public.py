"""The door of audit: record what is done, read it again, prove that nobody changed it."""

from linli.foundation.audit.models import AuditRow
from linli.foundation.audit.queries import Filters, looks_at, rows
from linli.foundation.audit.restore import continue_after_restore
from linli.foundation.audit.sealing import Sealed, seal
from linli.foundation.audit.state import State, state
from linli.foundation.audit.verdict import Broken, Fault, Verdict
from linli.foundation.audit.verifying import verify
from linli.foundation.audit.writing import Row, record, record_many, rows_recorded

__all__ = [
    "AuditRow",
    "Broken",
    "Fault",
    "Filters",
    "Row",
    "Sealed",
    "State",
    "Verdict",
    "continue_after_restore",
    "looks_at",
    "record",
    "record_many",
    "rows",
    "rows_recorded",
    "seal",
    "state",
    "verify",
]
