"""Numbers of the areas one level below; each opens the list behind it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import gettext as _

from linli.domains.registry import public as registry
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import page, screen
from linli.foundation.scope import Actor
from linli.foundation.territory import public as territory
from linli.toolbox.errors import NotFound
from linli.toolbox.levels import Level


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One area and its numbers."""

    code: int
    name: str
    has_areas_below: bool
    committees: int
    numbers: registry.Numbers

    @property
    def is_whole(self) -> bool:
        """Say whether every committee below has been counted."""
        return self.numbers.committees >= self.committees


@screen(registry.Permission.COUNT)
def home(request: Request) -> HttpResponse:
    """Show the numbers of the actor's own area."""
    return _show(request, territory.area(request.actor.area_code))


@screen(registry.Permission.COUNT)
def area(request: Request, code: int) -> HttpResponse:
    """Show the numbers of an area further down."""
    if not request.actor.scope.covers(code):
        raise NotFound(_("There is nothing at this address, or it lies outside your area."), code="operations.area")
    return _show(request, territory.area(code))


def _show(request: Request, here: territory.Area) -> HttpResponse:
    return page(
        request,
        "operations/home.html",
        here=here,
        above=[
            step for step in territory.path(here.code) if _is_inside(request.actor, step) and step.code != here.code
        ],
        rows=_rows(request.actor, here),
        numbers=registry.tallies_within(request.actor, here.scope),
        can_list=request.actor.may(registry.Permission.LIST_PEOPLE),
        level_below=_level_below(here),
    )


def _rows(actor: Actor, here: territory.Area) -> list[AreaRow]:
    below = list(territory.children(here).filter(valid_to=None)) if here.level < Level.COMMITTEE else []
    counted = registry.numbers_of_areas(actor, [area.scope for area in below])
    return [
        AreaRow(
            code=area.code,
            name=area.short_name or area.name,
            has_areas_below=area.level < Level.COMMITTEE,
            committees=1 if area.level == Level.COMMITTEE else int(getattr(area, "committees_below", 0)),
            numbers=numbers,
        )
        for area, numbers in zip(below, counted, strict=True)
    ]


def _is_inside(actor: Actor, step: territory.Area) -> bool:
    return actor.scope.contains(step.scope)


def _level_below(here: territory.Area) -> str:
    words = {Level.CITY: _("District"), Level.DISTRICT: _("Street or town"), Level.STREET: _("Committee")}
    return words.get(Level(here.level), "")
