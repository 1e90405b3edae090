"""What was known of a person and when."""

from __future__ import annotations

from datetime import datetime, time

from django.http import HttpResponse
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from linli.domains.registry.access import Permission, purpose_words
from linli.domains.registry.actions.looking import look_at_history
from linli.domains.registry.queries.history import known_at
from linli.domains.registry.queries.person import person_of
from linli.domains.registry.queries.withdrawn import withdrawn_of
from linli.domains.registry.views.purposes import ask_for_purpose, purpose_of
from linli.domains.registry.views.returning import back_to_person, came_from
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import page, screen


@screen(Permission.OPEN_PERSON)
def history(request: Request, person_id: int) -> HttpResponse:
    """Show the timeline of an entry; ``?known_at=`` shows what the ledger said at a moment."""
    purpose = purpose_of(request)
    if not purpose:
        person_of(request.actor, person_id)
        return ask_for_purpose(request, request.get_full_path(), person_id)
    moment = _moment(request.GET.get("known_at", ""))
    known = look_at_history(request.actor, person_id, purpose=purpose, known_at=moment)
    return page(
        request,
        "registry/person_history.html",
        person_id=person_id,
        back=back_to_person(request, person_id),
        came_from=came_from(request),
        name=known[0].facts.name,
        known=known,
        withdrawn=withdrawn_of(request.actor, person_id),
        moment=moment,
        then=None if moment is None else known_at(known, moment),
        purpose=purpose_words(purpose),
    )


def _moment(text: str) -> datetime | None:
    """Read a day (meaning its end) or a moment, in the city's time; nonsense asks for none."""
    try:
        day, moment = parse_date(text), parse_datetime(text)
    except ValueError:
        return None
    if day is not None:  # a day reads as its own midnight too; what is meant is its end
        moment = datetime.combine(day, time.max)
    if moment is None:
        return None
    return timezone.make_aware(moment) if timezone.is_naive(moment) else moment
