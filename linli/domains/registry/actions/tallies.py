"""Counting committees, so that no screen counts a city."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.db.models import Count, Q
from django.utils import timezone

from linli.domains.registry.models import Organisation, Person, Premises, Tally
from linli.domains.registry.queries.people import GAPS, HERE
from linli.domains.registry.rules.ages import years_before
from linli.domains.registry.rules.gaps import Gap
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall
from linli.toolbox import clock
from linli.toolbox.areacodes import range_of
from linli.toolbox.levels import Level

ELDER_YEARS: Final = 60  # 老年人权益保障法 2: from 60 on


def count_committees(committee_codes: Iterable[int]) -> None:
    """Count these committees anew, each in a transaction and behind a wall of its own."""
    for code in sorted(set(committee_codes)):
        scope = Scope(*range_of(code, Level.COMMITTEE))
        with wall(scope):
            counted = {**_people(scope), **_places(scope), "counted_at": timezone.now()}
            Tally.objects.update_or_create(committee_code=code, defaults=counted)


def _people(scope: Scope) -> dict[str, int]:
    here = Person.objects.within(scope).filter(standing__in=HERE)
    return here.aggregate(
        people=Count("pk"),
        elders=Count("pk", filter=Q(birth_date__lte=years_before(clock.today(), ELDER_YEARS))),
        households=Count("household", distinct=True),
        without_birth_date=Count("pk", filter=GAPS[Gap.BIRTH_DATE]),
        without_telephone=Count("pk", filter=GAPS[Gap.TELEPHONE]),
        without_home=Count("pk", filter=GAPS[Gap.HOME]),
    )


def _places(scope: Scope) -> dict[str, int]:
    return {
        "homes": Premises.objects.within(scope).filter(is_home=True).count(),
        "organisations": Organisation.objects.within(scope).count(),
    }
