"""The door of the registry: what other modules may call, and the cards it hands out."""

from __future__ import annotations

from linli.domains.registry.access import Permission, purpose_words
from linli.domains.registry.actions.imports.by_file import Imported, import_file
from linli.domains.registry.actions.loading.settlements import empty_the_ledger, settle, somebody_of, unsettled
from linli.domains.registry.actions.tallies import count_committees
from linli.domains.registry.models.person import Source
from linli.domains.registry.queries.dwelling import Dweller, dwellers, own_dwelling, telephone_of_dweller
from linli.domains.registry.queries.households import elders_alone
from linli.domains.registry.queries.offices import committee_telephone
from linli.domains.registry.queries.own import OwnEntry, own_entry
from linli.domains.registry.queries.people import PersonRow, person_name
from linli.domains.registry.queries.recent import BatchRow, recent_batches
from linli.domains.registry.queries.rehoming import rows_waiting
from linli.domains.registry.queries.tallies import Numbers, numbers_of_areas
from linli.domains.registry.queries.tallies import numbers_within as tallies_within
from linli.domains.registry.rules.purposes import Purpose
from linli.domains.registry.rules.settlements import Settlement

__all__ = [
    "BatchRow",
    "Dweller",
    "Imported",
    "Numbers",
    "OwnEntry",
    "Permission",
    "PersonRow",
    "Purpose",
    "Settlement",
    "Source",
    "committee_telephone",
    "count_committees",
    "dwellers",
    "elders_alone",
    "empty_the_ledger",
    "import_file",
    "numbers_of_areas",
    "own_dwelling",
    "own_entry",
    "person_name",
    "purpose_words",
    "recent_batches",
    "rows_waiting",
    "settle",
    "somebody_of",
    "tallies_within",
    "telephone_of_dweller",
    "unsettled",
]
