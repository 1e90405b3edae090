"""What a person reads about themselves. The database wall shows them their own rows and no other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from linli.domains.registry.models import Person, PersonRevision, Premises, Tenure
from linli.domains.registry.models.sealed import CITIZEN_ID, TELEPHONE
from linli.domains.registry.queries.person import Facts, TenureRow, facts_of, tenure_row
from linli.foundation.scope import Actor


@dataclass(frozen=True, slots=True)
class OwnEntry:
    """The ledger's entry of the person who reads it."""

    id: int
    area_code: int
    facts: Facts
    citizen_id: str  # whole: it is theirs; the page shows it masked until asked
    telephone: str
    tenures: Sequence[TenureRow]
    corrections: int  # how often the ledger has been corrected


_OWN = "a person's own rows, which the database wall shows them"


def own_entry(actor: Actor) -> OwnEntry | None:
    """Give the actor's own entry; None when the account is not tied to one, or the entry is gone."""
    if actor.person_id is None:
        return None
    person = Person.objects.everywhere(because=_OWN).filter(pk=actor.person_id).first()
    if person is None:
        return None
    tenures = (
        Tenure.objects.everywhere(because=_OWN)
        .filter(person_id=person.pk)
        .select_related("premises")
        .order_by("kind", "-period")
    )
    homes = Premises.objects.everywhere(because=_OWN).filter(pk=person.home_id or 0)
    return OwnEntry(
        id=person.pk,
        area_code=person.area_code,
        facts=facts_of(person, dict(homes.values_list("pk", "path"))),
        citizen_id=CITIZEN_ID.open(person.citizen_id),
        telephone=TELEPHONE.open(person.telephone),
        tenures=[tenure_row(tenure) for tenure in tenures],
        corrections=PersonRevision.objects.everywhere(because=_OWN).filter(person_id=person.pk).count(),
    )
