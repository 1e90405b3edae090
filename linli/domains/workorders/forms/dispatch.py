"""Whom an order can be given to, as the choices of a form."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from linli.domains.workorders.forms.deeds import COMMITTEE
from linli.domains.workorders.queries.card import OrderCard
from linli.domains.workorders.queries.units import UnitChoice, units_for
from linli.domains.workorders.rules.states import Party
from linli.foundation.scope import Actor


def choices_for(actor: Actor, card: OrderCard) -> list[tuple[str, str]]:
    """Give units and their people, each with how much it holds already; the street may also name the committee."""
    choices = [(COMMITTEE, _("The committee where it lies"))] if Party.STREET in card.parties else []
    for unit in units_for(actor, card.row.id):
        choices.append((str(unit.id), _unit(unit)))
        choices += [
            (f"{unit.id}.{post}", _("%(unit)s: %(name)s") % {"unit": unit.name, "name": name})
            for post, name in unit.members
        ]
    return choices


def _unit(unit: UnitChoice) -> str:
    held = ngettext("holds %(number)d in your area", "holds %(number)d in your area", unit.running)
    held %= {"number": unit.running}
    return " · ".join((unit.name, unit.kind_name, held if unit.running else _("holds nothing in your area")))
