"""What must hold before the territory is changed."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from linli.foundation.scope import Actor
from linli.foundation.territory.models import Area
from linli.toolbox.errors import Conflict, Invalid, NotFound
from linli.toolbox.levels import Level


def current_area(actor: Actor, code: int) -> Area:
    """Lock a current area of the actor's scope; outside it there is none."""
    area = Area.objects.select_for_update(of=("self",)).current().filter(pk=code).first()
    if area is None or not actor.scope.contains(area.scope):
        raise NotFound(
            _("No current area with the code %(code)s lies in your scope.") % {"code": code},
            code="territory.area",
        )
    return area


def check_day(on: date, areas: Sequence[Area]) -> None:
    """Refuse a day to come, and a day before an area began or was last renamed."""
    if on > timezone.localdate():
        raise Invalid(_("Record the change on the day it takes effect, not before."), code="territory.day_to_come")
    for area in areas:
        begun = area.names.filter(valid_to=None, valid_from__gte=on).exists()
        if begun or (area.valid_from is not None and area.valid_from >= on):
            raise Conflict(
                _("%(area)s has carried its present name only since that day or later. Choose a later day.")
                % {"area": area.name},
                code="territory.day_too_early",
            )


def check_basis(basis: str) -> None:
    """Demand the document a change rests on."""
    if not basis.strip():
        raise Invalid(_("Name the document this change rests on, with its number and date."), code="territory.basis")


def check_closable(area: Area) -> None:
    """Refuse to close an area under which committees or streets still stand."""
    below = Area.objects.under(area).current().filter(level__lt=Level.UNIT)
    if below.exists():
        raise Conflict(
            _("%(area)s still has %(count)d areas below it. Move them first.")
            % {"area": area.name, "count": below.count()},
            code="territory.not_empty",
        )
