"""What narrows the queue: read from the address, never refused, shown as a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.domains.workorders.queries.queue import ANSWERED, ENDED, RUNNING, SHOWN, OrderFilter
from linli.domains.workorders.queries.words import KINDS, STATES
from linli.domains.workorders.rules.kinds import Kind
from linli.domains.workorders.rules.numbers import order_number
from linli.domains.workorders.rules.states import RUNNING as RUNNING_STATES
from linli.domains.workorders.rules.states import Office, Party, State
from linli.foundation.doors.numbers import number_of
from linli.foundation.scope import Scope
from linli.toolbox import areacodes
from linli.toolbox.errors import Invalid
from linli.ui.widgets import SearchInput

EVERYTHING: Final = "all"
SHOWN_WORDS: Final = {
    RUNNING: pgettext_lazy("queue", "running"),
    ANSWERED: _("answered, not closed"),
    ENDED: pgettext_lazy("queue", "over"),
}
HOLDERS: Final = {
    Office.COMMITTEE: _("with a committee"),
    Office.STREET: _("with the street"),
    Office.UNIT: _("with a handling unit"),
}
DESKS: Final = {Party.COMMITTEE: Office.COMMITTEE, Party.STREET: Office.STREET}


class QueueFilterForm(forms.Form):
    """The filters of the queue."""

    number = forms.CharField(label=_("Number"), required=False, widget=SearchInput(attrs={"maxlength": 20}))
    shown = forms.ChoiceField(label=_("Shown"), required=False, choices=[(one, SHOWN_WORDS[one]) for one in SHOWN])
    state = forms.ChoiceField(
        label=pgettext_lazy("queue", "Standing"),
        required=False,
        choices=[("", _("any standing")), *((one.value, STATES[one]) for one in State if one in RUNNING_STATES)],
    )
    kind = forms.ChoiceField(
        label=pgettext_lazy("queue", "About"),
        required=False,
        choices=[("", _("anything")), *((one.value, words) for one, words in KINDS.items())],
    )
    office = forms.ChoiceField(
        label=_("Held"),
        required=False,
        choices=[("", _("by anybody")), *((one.value, words) for one, words in HOLDERS.items())],
    )
    late = forms.BooleanField(label=_("Only what is late"), required=False)


def order_filter(asked: Mapping[str, str], party: Party | None) -> OrderFilter:
    """Read the filters of an address; what makes no sense narrows nothing.

    An office sees what waits for it, unless the address says ``whose=all``.
    """
    shown = asked.get("shown", "")
    state, kind, office = asked.get("state", ""), asked.get("kind", ""), asked.get("office", "")
    is_own = asked.get("whose", "") != EVERYTHING
    return OrderFilter(
        shown=shown if shown in SHOWN else RUNNING,
        desk=DESKS.get(party) if is_own and party is not None else None,
        is_late=asked.get("late", "") in {"1", "on"},
        is_waiting=asked.get("waits", "") == "1",
        state=State(state) if state in set(State) else None,
        kind=Kind(kind) if kind in set(Kind) else None,
        office=Office(office) if office in set(HOLDERS) else None,
        unit_id=number_of(asked.get("unit", "")),
        area=area_of(asked.get("area", "")),
        number=order_number(asked.get("number", "")),
    )


def area_of(text: str) -> Scope | None:
    """Read a smaller area from an address; nonsense narrows nothing."""
    if not (text.isascii() and text.isdecimal() and len(text) == areacodes.DIGITS):
        return None
    try:
        return Scope(*areacodes.range_of(int(text)))
    except Invalid:
        return None
