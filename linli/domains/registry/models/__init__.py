"""Tables of the registry, one file each."""

from linli.domains.registry.models.batch import ImportBatch, ImportProblem, RememberedMapping
from linli.domains.registry.models.export import Export
from linli.domains.registry.models.household import Household
from linli.domains.registry.models.organisation import Organisation
from linli.domains.registry.models.person import Person, PersonRevision
from linli.domains.registry.models.premises import Premises
from linli.domains.registry.models.receipt import Receipt
from linli.domains.registry.models.tally import Tally
from linli.domains.registry.models.tenure import Tenure

__all__ = [
    "Export",
    "Household",
    "ImportBatch",
    "ImportProblem",
    "Organisation",
    "Person",
    "PersonRevision",
    "Premises",
    "Receipt",
    "RememberedMapping",
    "Tally",
    "Tenure",
]
