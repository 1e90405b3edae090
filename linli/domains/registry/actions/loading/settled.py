"""Which committees already have something in the ledger: only there is anything to be found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from linli.domains.registry.actions.loading.ledger import Ledger

WIDTH: Final = 10_000  # area codes of one committee

_SETTLED: Final = """
SELECT code FROM unnest(%s::bigint[]) AS asked (code)
WHERE EXISTS (SELECT 1 FROM registry_premises WHERE area_code >= code AND area_code < code + 10000)
   OR EXISTS (SELECT 1 FROM registry_person WHERE area_code >= code AND area_code < code + 10000)
   OR EXISTS (SELECT 1 FROM registry_household WHERE area_code >= code AND area_code < code + 10000)
"""


class Settled:
    """Asks each committee once. In an empty one nothing is looked up, which is most of a first load.

    Somebody who enters the same person or home there meanwhile runs into a unique constraint with us: the
    whole load is rolled back and tried again, and then it looks.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._known: dict[int, bool] = {}

    def meet(self, committees: Iterable[int]) -> None:
        """Ask about the committees not met before."""
        new = sorted({code for code in committees if code not in self._known})
        if not new:
            return
        found = {code for (code,) in self._ledger.ask(_SETTLED, [new])}
        self._known.update({code: code in found for code in new})

    def __contains__(self, committee: int) -> bool:
        return self._known[committee]

    def forget(self, committees: Iterable[int]) -> None:
        """Look things up there from now on: what was made there is no longer remembered."""
        for code in committees:
            self._known[code] = True


def committee_of(area_code: int) -> int:
    """Do what the toolbox does, without its checks: the ledger holds only codes that passed them."""
    return area_code - area_code % WIDTH
