"""Tenures that a load brings, beside those the ledger already holds of the same people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from linli.domains.registry.actions.loading.ledger import Ledger

# the text of each period is compared by PostgreSQL itself: it knows what an overlap is
_BESIDE: Final = """
SELECT said.at, held.premises_id = said.premises_id,
       lower(said.period) IS NULL OR lower(held.period) = lower(said.period),
       upper(held.period) IS NOT DISTINCT FROM upper(said.period)
FROM unnest(%s::int[], %s::bigint[], %s::bigint[], %s::smallint[], %s::daterange[])
     AS said (at, person_id, premises_id, kind, period)
JOIN registry_tenure AS held
  ON held.person_id = said.person_id AND held.kind = said.kind AND held.period && said.period
 AND (held.premises_id = said.premises_id OR held.kind = 1)
"""  # 1: registered, one place at a time


class Tie(NamedTuple):
    """One tenure that a row states of somebody who is in the ledger."""

    row: int  # position in the chunk
    person_id: int
    premises_id: int  # 0: not made yet
    kind: int
    period: str


def sort_out(ledger: Ledger, ties: Sequence[Tie]) -> tuple[list[Tie], dict[int, str]]:
    """Give the ties that are new, and for each row that contradicts the ledger the code of why."""
    if not ties:
        return [], {}
    columns: Iterable[tuple[Any, ...]] = zip(
        *((at, tie.person_id, tie.premises_id, tie.kind, tie.period) for at, tie in enumerate(ties)), strict=True
    )
    beside: dict[int, list[tuple[bool, bool]]] = defaultdict(list)
    held = ledger.ask(_BESIDE, [list(column) for column in columns])
    for at, is_same_place, is_same_start, is_same_end in held:
        beside[at].append((is_same_place, is_same_start and is_same_end))
    new, conflicts = [], {}
    for at, tie in enumerate(ties):
        if at not in beside:
            new.append(tie)
        elif not all(is_same_place for is_same_place, _ in beside[at]):
            conflicts[tie.row] = "ledger.registered_elsewhere"
        elif not all(is_same for _, is_same in beside[at]):
            conflicts[tie.row] = "ledger.tenure_differs"
    return new, conflicts
