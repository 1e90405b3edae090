"""Which area somebody means who typed a code or a name."""

from __future__ import annotations

from typing import Final

from django.db.models import Q
from django.utils.translation import gettext as _

from linli.foundation.scope import Actor
from linli.foundation.territory import public as territory
from linli.toolbox.areacodes import DIGITS
from linli.toolbox.errors import Invalid

_FEWEST_DIGITS: Final = 2
_MOST_MEANT: Final = 8
_MOST_OFFERED: Final = 400  # a district's areas; a whole city's would be half a megabyte of options


def find_area(actor: Actor, typed: str) -> territory.Area:
    """Find the one area within the actor's own that a code or a full name means; raises Invalid."""
    typed = typed.strip()
    known = territory.Area.objects.covered_by(actor.scope).filter(hi__lte=actor.scope.hi).current()
    if typed.isascii() and typed.isdecimal() and _FEWEST_DIGITS <= len(typed) <= DIGITS:
        found = list(known.filter(pk=int(typed.ljust(DIGITS, "0"))))
    else:
        found = list(known.filter(name=typed)[:2]) or list(known.filter(short_name=typed)[:2])
    if not found:
        raise Invalid(
            _("“%(typed)s” is no area within your own. Give its code or its full name.") % {"typed": typed}
            + _meant(suggested_areas(actor, typed)),
            code="accounts.area_unknown",
        )
    if len(found) > 1:
        same = known.filter(Q(name=typed) | Q(short_name=typed)).select_related("parent").order_by("code")
        raise Invalid(
            _("Several areas are called “%(typed)s”. Give the code.") % {"typed": typed}
            + _meant(list(same[:_MOST_MEANT])),
            code="accounts.area_ambiguous",
        )
    return found[0]


def suggested_areas(actor: Actor, typed: str) -> list[territory.Area]:
    """Give the few areas within the actor's own that a part of a name, initials or a code may mean."""
    found = territory.search(typed).filter(actor.scope.as_q("code"), hi__lte=actor.scope.hi, valid_to=None)
    return list(found[:_MOST_MEANT])


def offered_areas(actor: Actor) -> list[territory.Area]:
    """Give the areas to offer before anything is typed; none where they are too many to offer."""
    known = territory.Area.objects.covered_by(actor.scope).filter(hi__lte=actor.scope.hi).current()
    areas = list(known.select_related("parent").order_by("level", "code")[: _MOST_OFFERED + 1])
    return areas if len(areas) <= _MOST_OFFERED else []


def _meant(areas: list[territory.Area]) -> str:
    """Name those that may be meant, each with the area around it: many a name stands in several streets."""
    if not areas:
        return ""
    named = ", ".join(
        f"{area.name} ({area.parent.name}) {area.code}" if area.parent else f"{area.name} {area.code}" for area in areas
    )
    return " " + _("Did you mean: %(areas)s?") % {"areas": named}
