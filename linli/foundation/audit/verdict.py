"""What a verification says: it holds, or the first thing that is not as it was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Broken(Enum):
    """What can be wrong. The sentence names the row, the seal or the line."""

    ROW_ALTERED = gettext_lazy("Row %(row)s was altered after it was sealed (seal %(seal)s).")
    ROW_MISSING = gettext_lazy("Row %(row)s was deleted after it was sealed (seal %(seal)s).")
    ROW_ADDED = gettext_lazy("Row %(row)s was put among rows that were sealed before it (seal %(seal)s).")
    SEAL_ALTERED = gettext_lazy("Seal %(seal)s was altered, or made without the audit key.")
    SEAL_MISSING = gettext_lazy("Seal %(seal)s is missing from the chain.")
    ANCHOR_UNMET = gettext_lazy(
        "Line %(line)s of audit-anchors.log names seal %(seal)s, which the database no longer has as it was: "
        "the newest part of the audit was cut off or replaced."
    )
    ANCHOR_UNREADABLE = gettext_lazy("Line %(line)s of audit-anchors.log was altered.")


@dataclass(frozen=True, slots=True)
class Fault:
    """The first thing that is not as it was."""

    broken: Broken
    row: int | None = None
    seal: int | None = None
    line: int | None = None

    def __str__(self) -> str:
        return str(self.broken.value) % {"row": self.row, "seal": self.seal, "line": self.line}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verification found."""

    fault: Fault | None
    rows: int  # proved unaltered, up to the fault
    seals: int
    anchors: int
    unsealed: int = 0  # written, and not yet in the chain
    oldest_unsealed_at: datetime | None = None

    @property
    def holds(self) -> bool:
        """Answer whether everything that was sealed is as it was written."""
        return self.fault is None

    def __str__(self) -> str:
        if self.fault is not None:
            return str(self.fault)
        return _(
            "%(rows)s rows in %(seals)s seals are as they were written; %(anchors)s anchors agree; "
            "%(unsealed)s rows wait for the next seal."
        ) % {"rows": self.rows, "seals": self.seals, "anchors": self.anchors, "unsealed": self.unsealed}
