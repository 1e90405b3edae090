"""Reads of the territory. It holds no people and is open to everybody signed in, so no actor is asked for."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from linli.foundation.scope import Actor, Scope
from linli.foundation.territory.models import Area, AreaChange, AreaName, Overlay, OverlayMember, OverlayZone
from linli.toolbox.areacodes import DIGITS
from linli.toolbox.errors import NotFound
from linli.toolbox.levels import Level
from linli.toolbox.texts import tidy

MOST_FOUND: Final = 50
_FEWEST_DIGITS: Final = 2


def area(code: int) -> Area:
    """Give the area that begins at a code; raises NotFound."""
    found = Area.objects.filter(pk=code).first()
    if found is None:
        raise NotFound(
            _("No area has the code %(code)s. Look it up in the territory by name.") % {"code": code},
            code="territory.area",
        )
    return found


def areas_at(codes: Iterable[int]) -> list[Area]:
    """Give the areas that begin at these codes, whatever their level; a code of nothing is passed over."""
    return list(Area.objects.filter(pk__in=set(codes)))


def area_in(actor: Actor, code: int) -> Area:
    """Give a current area inside the actor's scope; raises NotFound for any other."""
    found = Area.objects.current().filter(pk=code).first()
    if found is None or not actor.scope.contains(found.scope):
        raise NotFound(
            _("No current area with the code %(code)s lies in your scope.") % {"code": code},
            code="territory.area",
        )
    return found


def tops() -> list[tuple[Area, QuerySet[Area]]]:
    """Give each city with the areas directly below it."""
    return [(city, children(city)) for city in cities()]


def cities() -> QuerySet[Area]:
    """Give the cities at the top; nearly always one."""
    return Area.objects.filter(level=Level.CITY)


def children(parent: Area) -> QuerySet[Area]:
    """Give the areas directly below, each with ``committees_below``."""
    return with_committees(Area.objects.filter(parent=parent))


def with_committees(areas: QuerySet[Area]) -> QuerySet[Area]:
    """Count the current committees below each area, in the same query."""
    below = Area.objects.committees().current().filter(code__gte=OuterRef("code"), code__lt=OuterRef("hi")).order_by()
    counted = below.values("level").annotate(n=Count("pk")).values("n")
    return areas.annotate(committees_below=Coalesce(Subquery(counted, output_field=IntegerField()), 0))


def path(code: int) -> list[Area]:
    """Give every area around a code, the city first and the area itself last."""
    return list(Area.objects.around(code))


def committees_in(scope: Scope) -> QuerySet[Area]:
    """Give the current committees that a scope covers, in code order."""
    return Area.objects.covered_by(scope).committees().current().order_by("code")


def units_of(committee: Area) -> QuerySet[Area]:
    """Give the current units below a committee, estates and building groups together."""
    return Area.objects.under(committee).filter(level=Level.UNIT).current()


def estates_with_groups(committee: Area) -> list[tuple[Area, list[Area]]]:
    """Give the current estates of a committee, each with its building groups, in two queries."""
    units = list(units_of(committee))
    return [
        (unit, [group for group in units if group.parent_id == unit.pk])
        for unit in units
        if unit.parent_id == committee.pk
    ]


def names_of(one: Area) -> QuerySet[AreaName]:
    """Give the names of an area, today's first."""
    return one.names.order_by(F("valid_to").desc(nulls_first=True))


def search(words: str) -> QuerySet[Area]:
    """Find areas by code prefix, by name (today's or an earlier one) or by pinyin initials."""
    asked = tidy(words)
    if not asked:
        return Area.objects.none()
    return Area.objects.filter(_meaning(asked)).select_related("parent").order_by("level", "code")


def _meaning(asked: str) -> Q:
    if asked.isdecimal() and asked.isascii() and _FEWEST_DIGITS <= len(asked) <= DIGITS:
        step = 10 ** (DIGITS - len(asked))
        return Q(code__gte=int(asked) * step, code__lt=(int(asked) + 1) * step)
    named = Q(pk__in=Area.objects.filter(names__name__icontains=asked).values("pk"))
    return named | Q(initials__startswith=asked.lower()) if asked.isascii() else named


def zones_of(code: int, on: date | None = None) -> QuerySet[OverlayZone]:
    """Give the zones of all overlays that hold a place, today or on a day."""
    members = OverlayMember.objects.filter(_held_on(on), lo__lte=code, hi__gt=code)
    return OverlayZone.objects.filter(members__in=members).select_related("overlay")


def members_of(zone: OverlayZone, on: date | None = None) -> Sequence[Area]:
    """Give the areas that make up a zone, in code order."""
    ranges = OverlayMember.objects.filter(_held_on(on), zone=zone)
    return list(Area.objects.filter(code__in=ranges.values("lo")).order_by("code"))


def _held_on(on: date | None) -> Q:
    if on is None:
        return Q(valid_to=None)
    return (Q(valid_from=None) | Q(valid_from__lte=on)) & (Q(valid_to=None) | Q(valid_to__gt=on))


def overlays() -> QuerySet[Overlay]:
    """Give the overlays in force."""
    return Overlay.objects.filter(valid_to=None)


def overlay(code: str) -> Overlay:
    """Give an overlay by its code; raises NotFound."""
    found = Overlay.objects.filter(code=code).first()
    if found is None:
        raise NotFound(_("No overlay has this code."), code="territory.overlay")
    return found


def zones_with_members(of: Overlay) -> QuerySet[OverlayZone]:
    """Give the zones of an overlay, each with ``areas_inside``, those without any left out."""
    inside = Count("members", filter=Q(members__valid_to=None))
    return of.zones.annotate(areas_inside=inside).filter(areas_inside__gt=0).order_by("code")  # grouping forgets it


def zone(pk: int) -> OverlayZone:
    """Give a zone; raises NotFound."""
    found = OverlayZone.objects.select_related("overlay").filter(pk=pk).first()
    if found is None:
        raise NotFound(_("No zone has this number."), code="territory.zone")
    return found


def changes_of(one: Area) -> QuerySet[AreaChange]:
    """Give what became of an area and what it came from, the latest first."""
    return (
        AreaChange.objects.filter(Q(from_area=one) | Q(to_area=one))
        .select_related("from_area", "to_area")
        .order_by("-on", "-pk")
    )
