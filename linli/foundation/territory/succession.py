"""What became of a closed committee, code by code: for those who keep rows under its codes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import F

from linli.foundation.territory.models import Area, AreaChange, ChangeKind
from linli.foundation.territory.units import ESTATE_WIDTH
from linli.toolbox.levels import Level

# after these all of a committee lies in one other; a split says for no row where it went
_WHOLE: Final = (ChangeKind.MERGE, ChangeKind.MOVE)


@dataclass(frozen=True, slots=True)
class Succession:
    """A committee that became part of another, or another altogether."""

    source: Area
    target: Area
    kind: ChangeKind
    on: date
    basis: str
    units: tuple[tuple[int, int, int], ...]  # codes [lo, hi) now begin at the third
    taken: frozenset[int]  # the hundreds of the target that are estates

    def code_after(self, code: int) -> int:
        """Give the code of today for one of the source's.

        What stood in a unit stands in the same unit. What stood in none keeps its last digits, unless they
        mean an estate over there: then it is placed no further than the committee.
        """
        for lo, hi, begins in self.units:
            if lo <= code < hi:
                return begins + code - lo
        same = self.target.code + code - self.source.code
        return self.target.code if same // ESTATE_WIDTH in self.taken else same


def succession(code: int) -> Succession | None:
    """Tell into which one committee a closed one went; None while it stands, or after a split."""
    changes = AreaChange.objects.filter(from_area=code, from_area__level=Level.COMMITTEE, kind__in=_WHOLE)
    closing = changes.filter(on=F("from_area__valid_to")).select_related("from_area", "to_area")
    change = closing.order_by("pk").last()
    if change is None:
        return None
    source, target = change.from_area, change.to_area
    moved = AreaChange.objects.filter(
        kind__in=_WHOLE, from_area__code__gt=source.code, from_area__code__lt=source.hi
    ).select_related("from_area")
    # the narrowest first: a building group may have gone another way than its estate
    units = sorted(
        ((one.from_area.code, one.from_area.hi, one.to_area_id) for one in moved), key=lambda unit: unit[1] - unit[0]
    )
    taken = frozenset(unit // ESTATE_WIDTH for unit in Area.objects.under(target).values_list("code", flat=True))
    return Succession(source, target, ChangeKind(change.kind), change.on, change.basis, tuple(units), taken)


def left_committees() -> Sequence[int]:
    """Give the committees that are closed because they went into another."""
    gone = AreaChange.objects.filter(kind__in=_WHOLE, from_area__level=Level.COMMITTEE, on=F("from_area__valid_to"))
    return sorted(set(gone.values_list("from_area", flat=True)))


def origins(code: int) -> list[AreaChange]:
    """Give the changes by which a committee came to hold what others held, theirs before them included."""
    found: dict[int, AreaChange] = {}
    waiting = [code]
    while waiting:
        changes = AreaChange.objects.exclude(kind=ChangeKind.RENAME).filter(to_area__in=waiting)
        fresh = [one for one in changes.select_related("from_area", "to_area") if one.pk not in found]
        found |= {one.pk: one for one in fresh}
        waiting = [one.from_area_id for one in fresh]
    return sorted(found.values(), key=lambda one: (one.on, one.pk))


def origins_within(lo: int, hi: int) -> list[AreaChange]:
    """Give the changes that brought something into the committees of a range, the latest first."""
    return list(
        AreaChange.objects.exclude(kind=ChangeKind.RENAME)
        .filter(to_area__level=Level.COMMITTEE, to_area__code__gte=lo, to_area__hi__lte=hi)
        .select_related("from_area", "to_area")
        .order_by("-on", "-pk")
    )
