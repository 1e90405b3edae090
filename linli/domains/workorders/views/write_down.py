"""Writing down what somebody reports at the desk or by telephone, or what staff see on patrol."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from linli.domains.workorders.access import Permission
from linli.domains.workorders.actions.reporting import write_down as write_down_order
from linli.domains.workorders.forms.write_down import PlaceChoices, WriteDownForm
from linli.domains.workorders.queries.places import places_within
from linli.domains.workorders.rules.kinds import LONGEST_PLACE, LONGEST_WORDS, Kind
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import go, page, screen
from linli.toolbox.errors import Invalid


@screen(Permission.WRITE_DOWN, methods=("GET", "POST"))
def write_down(request: Request) -> HttpResponse:
    """Enter a report; what another page knows already (words, place, kind) comes with the address."""
    places = places_within(request.actor)
    if request.method == "GET":
        return page(request, "workorders/write_down.html", form=WriteDownForm(places, initial=_known(request, places)))
    form = WriteDownForm(places, request.POST, request.FILES)
    if form.is_valid():
        try:
            order = write_down_order(request.actor, form.written(), form.given())
        except Invalid as refusal:
            refusal.fields = {_FIELDS.get(name, name): said for name, said in refusal.fields.items()}
            form.take(refusal)
        else:
            messages.success(request, _("Entered as number %(number)s.") % {"number": order.number})
            return go(request, "workorders:order", order.pk)
    return page(request, "workorders/write_down.html", form=form, status=422)


_FIELDS = {"reporter_name": "name", "reporter_telephone": "telephone"}


def _known(request: Request, places: PlaceChoices) -> dict[str, object]:
    """Read what the address brings; nonsense is left out."""
    asked = request.GET
    offered = {code for _committee, choices in places for code, _name in choices}
    kind = asked.get("kind", "")
    only = [choices[0][0] for _committee, choices in places] if len(places) == 1 else []
    place = asked.get("place", "")
    return {
        "words": asked.get("words", "")[:LONGEST_WORDS],
        "place_words": asked.get("place_words", "")[:LONGEST_PLACE],
        "place": place if place in offered else (only[0] if only else ""),
        "kind": kind if kind in set(Kind) else "",
    }
