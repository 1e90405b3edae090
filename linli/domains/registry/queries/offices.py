"""What everybody may know of an office: how it is telephoned."""

from __future__ import annotations

from linli.domains.registry.models.organisation import Organisation, OrganisationKind
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall
from linli.toolbox.areacodes import range_of
from linli.toolbox.levels import Level


def committee_telephone(committee: int) -> str:
    """Give the number under which the committee of this code is reached, or nothing where none was entered."""
    area = Scope(*range_of(committee, Level.COMMITTEE))
    # a resident's wall shows no organisation; the number of a public office is for everybody
    with wall(Scope.EVERYTHING):
        offices = Organisation.objects.everywhere(because="the telephone of a public office")
        found = offices.filter(area.as_q("area_code"), kind=OrganisationKind.COMMITTEE).exclude(telephone="")
        return found.order_by("pk").values_list("telephone", flat=True).first() or ""
