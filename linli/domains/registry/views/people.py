"""The list of people, with one of them open beside it."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from linli.domains.registry.access import Permission, purpose_words
from linli.domains.registry.actions.looking import look_at_person
from linli.domains.registry.forms.filters import (
    BANDS,
    GAPS,
    PARTS,
    SEXES,
    STANDINGS,
    PeopleFilterForm,
    people_filter,
)
from linli.domains.registry.forms.purposes import PurposeForm
from linli.domains.registry.queries.areas import area_name, is_above_committees
from linli.domains.registry.queries.people import PeopleFilter, masked_name
from linli.domains.registry.queries.people import people as people_query
from linli.domains.registry.queries.person import person_of
from linli.domains.registry.rules.search import Kind
from linli.domains.registry.views.abilities import abilities
from linli.domains.registry.views.lists import Chip, address, cursor_of, links_of, size_of
from linli.domains.registry.views.purposes import purpose_of
from linli.domains.registry.views.returning import list_address
from linli.foundation.doors.numbers import number_of
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import page, screen


@screen(Permission.LIST_PEOPLE)
def people(request: Request) -> HttpResponse:
    """Show the people of the area, a page at a time."""
    wanted = people_filter(request.GET.dict())
    shown = people_query(request.actor, wanted, cursor=cursor_of(request), size=size_of(request))
    return page(
        request,
        "registry/people.html",
        rows=shown.rows,
        links=links_of(request, shown),
        form=PeopleFilterForm(request.GET or None),
        chips=_chips(request, wanted),
        understood=_understood(wanted),
        wanted=wanted,
        opened=_opened(request),
        came_from=list_address(request.GET),
        here=address(request, **({"at": request.GET["at"]} if "at" in request.GET else {})),
        committees=is_above_committees(request.actor),
        can=abilities(request.actor),
    )


def _opened(request: Request) -> dict[str, object]:
    """Give what stands beside the list: a card, the question for a purpose, or nothing."""
    asked = number_of(request.GET.get("open", ""))
    if asked is None or not request.actor.may(Permission.OPEN_PERSON):
        return {}
    purpose = purpose_of(request)
    if not purpose:
        person_of(request.actor, asked)  # 404 for who does not exist here, before anything is asked
        return {
            "id": asked,
            "who": masked_name(request.actor, asked),
            "purpose_form": PurposeForm(request.actor),
            "then": request.get_full_path(),
        }
    card = look_at_person(request.actor, asked, purpose=purpose)
    return {"id": card.id, "card": card, "purpose": purpose_words(purpose)}


def _chips(request: Request, wanted: PeopleFilter) -> list[Chip]:
    """Say the filters as a sentence, each part of which can be taken away."""
    said = [
        ("q", _("“%(words)s”") % {"words": wanted.words} if wanted.words else ""),
        ("standing", STANDINGS.get(wanted.standing, "")),
        ("sex", "" if wanted.sex is None else SEXES.get(wanted.sex, "")),
        ("age", "" if wanted.band is None else BANDS[wanted.band]),
        ("gap", "" if wanted.gap is None else GAPS[wanted.gap]),
        ("batch", "" if wanted.brought is None else PARTS[wanted.brought.part] % {"number": wanted.brought.batch_id}),
        ("area", "" if wanted.area is None else area_name(wanted.area.lo)),
    ]
    return [Chip(str(words), address(request, without=name)) for name, words in said if words]


def _understood(wanted: PeopleFilter) -> list[str]:
    """Say how the words were understood, so that nobody wonders why something was found."""
    words = {
        Kind.NAME: pgettext("person", "name"),
        Kind.INITIALS: _("pinyin initials"),
        Kind.PINYIN: _("pinyin"),
        Kind.CITIZEN_ID: _("citizen id"),
        Kind.TELEPHONE: _("telephone"),
        Kind.TAIL: _("last four of citizen id or telephone"),
        Kind.ADDRESS: _("address"),
        Kind.ROAD: _("beginning of a road"),
    }
    return [_(" or ").join(words[kind] for kind in term.kinds) for term in wanted.terms]
