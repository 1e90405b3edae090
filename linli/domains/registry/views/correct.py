"""Correcting a person. What somebody typed survives every refusal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _

from linli.domains.registry.access import Permission, purpose_words
from linli.domains.registry.actions.corrections import ChangedMeanwhile, correct_person
from linli.domains.registry.actions.looking import look_at_person
from linli.domains.registry.actions.people import AlreadyThere
from linli.domains.registry.forms.people import CorrectionForm, initial_of
from linli.domains.registry.queries.history import state_of_version
from linli.domains.registry.queries.homes import address_of
from linli.domains.registry.queries.person import Facts, person_of
from linli.domains.registry.views.purposes import ask_for_purpose, purpose_of
from linli.domains.registry.views.returning import back_to_person, came_from
from linli.foundation.doors.numbers import number_of
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import go, page, screen
from linli.toolbox.errors import Invalid
from linli.toolbox.texts import holds_long_number, tidy

_LONGEST_REASON: Final = 200


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that two people corrected: what stands in the ledger now, and what was typed."""

    label: str
    theirs: str
    yours: str


@screen(Permission.CORRECT, methods=("GET", "POST"))
def correct(request: Request, person_id: int) -> HttpResponse:
    """Show the correction form, and carry a correction out."""
    if request.method == "POST":
        return _carry_out(request, person_id)
    purpose = purpose_of(request)
    if not purpose:
        person_of(request.actor, person_id)
        return ask_for_purpose(request, request.get_full_path(), person_id)
    card = look_at_person(request.actor, person_id, purpose=purpose)
    person = person_of(request.actor, person_id)
    form = CorrectionForm(request.actor, initial=initial_of(person, address_of(request.actor, person.home_id)))
    return _show(request, form, card.id, facts=card.facts, purpose=purpose_words(purpose))


def _carry_out(request: Request, person_id: int) -> HttpResponse:
    person = person_of(request.actor, person_id)
    version = number_of(request.POST.get("version", "")) or 0
    base = state_of_version(request.actor, person, version) or person
    form = CorrectionForm(
        request.actor, request.POST, initial=initial_of(base, address_of(request.actor, base.home_id))
    )
    if not form.is_valid():
        return _refused(request, form, person_id)
    given = form.cleaned_data
    try:
        correct_person(
            request.actor,
            person_id,
            form.changes(),
            version=given["version"],
            reason=given["reason"],
            source=given["source"],
            token=given["token"],
        )
    except ChangedMeanwhile as conflict:
        return _both(request, form, person_id, conflict)
    except AlreadyThere as conflict:
        return _refused(request, form, person_id, status=conflict.status, already_there=conflict)
    except Invalid as refusal:
        form.take(refusal)
        return _refused(request, form, person_id)
    messages.success(request, _("Corrected. What was known before stands in the history."))
    return go(request, back_to_person(request, person_id))


def _both(request: Request, form: CorrectionForm, person_id: int, conflict: ChangedMeanwhile) -> HttpResponse:
    """Show both versions; the form keeps what was typed and takes over what only others changed."""
    facts = _looked(request, person_id)
    if facts is None:
        return _show(request, form, person_id, status=conflict.status, facts=None, conflict=conflict)
    person = person_of(request.actor, person_id)
    now = initial_of(person, address_of(request.actor, person.home_id))
    mine = set(form.changed_data)
    data: QueryDict = request.POST.copy()
    for field, value in now.items():
        if field not in mine and field not in {"source", "token"}:
            data[field] = "" if value is None else str(value)
    data["version"] = str(conflict.version)
    again = CorrectionForm(request.actor, data, initial=now)
    again.is_valid()
    differences = [_difference(field, facts, form) for field in sorted(conflict.fields)]
    return _show(
        request, again, person_id, status=conflict.status, facts=facts, conflict=conflict, differences=differences
    )


def _difference(field: str, facts: Facts, form: CorrectionForm) -> Difference:
    shown = {
        "name": facts.name,
        "sex": facts.sex_name,
        "birth_date": "" if facts.birth_date is None else facts.birth_date.isoformat(),
        "citizen_id": facts.citizen_id,
        "telephone": facts.telephone,
        "home_id": facts.address,
        "relation": facts.relation_name,
        "standing": facts.standing_name,
    }
    typed = form.cleaned_data.get("home" if field == "home_id" else field)
    label = form.fields["home" if field == "home_id" else field].label
    yours = getattr(typed, "label", typed)
    return Difference(str(label), shown[field] or "–", str(yours or "–"))


def _refused(request: Request, form: CorrectionForm, person_id: int, **context: Any) -> HttpResponse:
    return _show(request, form, person_id, facts=_looked(request, person_id), **{"status": 422, **context})


def _looked(request: Request, person_id: int) -> Facts | None:
    """Give what stands beside a refused form: a look like any other, so nothing without a purpose.

    Whoever wrote for more than half an hour has said the purpose again: as the reason of the correction.
    """
    reason = tidy(request.POST.get("reason", ""))[:_LONGEST_REASON]
    purpose = purpose_of(request) or ("" if holds_long_number(reason) else reason)
    return look_at_person(request.actor, person_id, purpose=purpose).facts if purpose else None


def _show(
    request: Request, form: CorrectionForm, person_id: int, *, facts: Facts | None, status: int = 200, **context: Any
) -> HttpResponse:
    return page(
        request,
        "registry/person_correct.html",
        status=status,
        form=form,
        person_id=person_id,
        back=back_to_person(request, person_id),
        came_from=came_from(request),
        facts=facts,
        **context,
    )
