"""Correcting premises: a wrongly typed step of an address, and with it every address below."""

from __future__ import annotations

from uuid import UUID

from django.db import DataError, IntegrityError, transaction
from django.db.models import Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext_lazy as _

from linli.domains.registry.access import Permission
from linli.domains.registry.actions import checks, receipts
from linli.domains.registry.events import PremisesCorrected
from linli.domains.registry.models import Premises
from linli.domains.registry.queries.finding import begins_with
from linli.domains.registry.rules.premises import SEPARATOR, Node, is_too_long, nodes, spoken
from linli.foundation.audit import public as audit
from linli.foundation.doors.actions import action
from linli.foundation.events import public as events
from linli.foundation.scope import Actor, Scope
from linli.toolbox import addresses
from linli.toolbox.areacodes import committee_of, range_of
from linli.toolbox.errors import Conflict, Invalid
from linli.toolbox.levels import Level
from linli.toolbox.texts import tidy


@action(Permission.CORRECT)
def correct_premises(
    actor: Actor, premises_id: int, label: str, *, was: str, reason: str, token: UUID | None = None
) -> None:
    """Write one step of an address otherwise: 502室 is 503室. ``was`` is what the writer had before their eyes.

    It stays the same place: who lives there, owns it or is registered there is not touched.
    """
    if receipts.claim(actor, token, "correct_premises") is not None:
        return
    place = Premises.objects.within(actor.scope).lock(premises_id)
    reason = checks.checked_reason(reason)
    if place.label != was:
        raise Conflict(
            _("Somebody else corrected this address meanwhile. Compare, and save again if yours is right."),
            code="registry.premises.changed_meanwhile",
        )
    node = _node(place, tidy(label))
    if node.label == place.label:
        raise _wrong(_("Nothing is different. Change a field, or go back."), "registry.no_change")
    _write(place, node)
    audit.record(
        actor,
        "registry:premises:correct",
        kind="premises",
        object_id=place.pk,
        area_code=place.area_code,
        purpose=reason,
        detail={"before": was, "after": node.label},
    )
    events.announce(PremisesCorrected(place.pk, place.area_code))
    receipts.settle(actor, token, place.pk)


def _node(place: Premises, label: str) -> Node:
    """Read the step behind the address that it stands in; it must stay the same kind of place."""
    above = "" if place.parent is None else place.parent.path
    address = addresses.parse(spoken(above) + label)
    chain = list(nodes(address))
    stands = SEPARATOR.join(step.label for step in address.parts[:-1]) == above
    if not address.is_understood or not chain or not stands or is_too_long(chain):
        raise _wrong(_("This is no single step of an address. Write it like 502室, 3号 or 251弄."))
    if chain[-1].kind != place.kind:
        raise _wrong(_("This would be another kind of place. Enter it as a new home instead."))
    return chain[-1]


def _write(place: Premises, node: Node) -> None:
    committee = Scope(*range_of(committee_of(place.area_code), Level.COMMITTEE))
    before, short_before = place.path, place.short_path
    place.label, place.path, place.short_path = node.label, node.path, node.short_path
    place.batch_id = None  # the last word is a person's: the undo of an import leaves it alone
    try:
        with transaction.atomic():
            place.save(update_fields=["label", "path", "short_path", "batch_id"])
            below = Premises.objects.within(committee).filter(begins_with("path", before + SEPARATOR))
            below.update(path=_behind("path", node.path, before))
            if short_before:
                below = Premises.objects.within(committee).filter(begins_with("path", node.path + SEPARATOR))
                below.update(short_path=_behind("short_path", node.short_path, short_before))
    except IntegrityError as refusal:
        raise _wrong(
            _("This address is in the ledger already. Move the people there instead of writing it twice."),
            "registry.premises.already_there",
        ) from refusal
    except DataError as refusal:
        raise _wrong(_("With this step an address below would become too long. Write it shorter.")) from refusal


def _behind(column: str, now: str, before: str) -> Concat:
    """Put the new beginning of an address in front of what stood behind the old one."""
    return Concat(Value(now), Substr(column, len(before) + 1))


def _wrong(sentence: object, code: str = "registry.premises.label") -> Invalid:
    return Invalid(sentence, code=code, fields={"label": [sentence]})
