"""Entering premises: an address is taken apart, and what is missing of its chain is made."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from linli.domains.registry.access import Permission
from linli.domains.registry.actions import receipts
from linli.domains.registry.events import PremisesAdded
from linli.domains.registry.models import Premises
from linli.domains.registry.models.premises import PremisesKind
from linli.domains.registry.rules.premises import Node, is_too_long, nodes
from linli.foundation.audit import public as audit
from linli.foundation.doors.actions import action
from linli.foundation.events import public as events
from linli.foundation.scope import Actor, Scope
from linli.toolbox import addresses
from linli.toolbox.areacodes import committee_of, range_of
from linli.toolbox.errors import Invalid
from linli.toolbox.levels import Level

_WITHOUT_ROOMS: Final = frozenset({PremisesKind.ROAD, PremisesKind.LANE, PremisesKind.SUBLANE})


@action(Permission.CORRECT)
def add_premises(
    actor: Actor, address: str, *, area_code: int | None = None, is_home: bool = True, token: UUID | None = None
) -> int:
    """Enter an address under a committee; return the number of its last step.

    Steps that are there already are used; a home that is there already is refused by name.
    """
    earlier = receipts.claim(actor, token, "add_premises")
    if earlier is not None and earlier.object_id is not None:
        return earlier.object_id
    chain = _chain(address)
    area_code = _area(actor, area_code)
    committee = Scope(*range_of(committee_of(area_code), Level.COMMITTEE))
    found = {
        premises.path: premises
        for premises in Premises.objects.within(committee).filter(path__in=[node.path for node in chain])
    }
    if is_home and chain[-1].kind in _WITHOUT_ROOMS:
        sentence = _("Nobody lives in a whole road or lane. Write the address down to its number or room.")
        raise Invalid(sentence, code="registry.premises.wide", fields={"address": [sentence]})
    last = found.get(chain[-1].path)
    if last is not None and (last.is_home or not is_home):
        raise _already_there()
    place = _make(chain, found, area_code)
    if is_home and not place.is_home:
        place.is_home = True
        place.save(update_fields=["is_home"])
    audit.record(
        actor,
        "registry:premises:add",
        kind="premises",
        object_id=place.pk,
        area_code=area_code,
        detail={"is_home": is_home},
    )
    events.announce(PremisesAdded(place.pk, area_code))
    receipts.settle(actor, token, place.pk)
    return place.pk


def _chain(text: str) -> list[Node]:
    address = addresses.parse(text)
    chain = list(nodes(address))
    if not address.is_understood or is_too_long(chain):
        sentence = _("This address cannot be read to its end. Write it like 闻喜路251弄3号502室.")
        raise Invalid(sentence, code="registry.premises.address", fields={"address": [sentence]})
    return chain


def _area(actor: Actor, area_code: int | None) -> int:
    wanted = actor.area_code if area_code is None else area_code
    if not actor.scope.covers(wanted) or (area_code is None and actor.level < Level.COMMITTEE):
        raise Invalid(_("Choose a committee of your area for this address."), code="registry.premises.area")
    return wanted


def _make(chain: list[Node], found: dict[str, Premises], area_code: int) -> Premises:
    parent: Premises | None = None
    for node in chain:
        here = found.get(node.path)
        if here is None:
            try:
                with transaction.atomic():
                    here = Premises.objects.create(
                        area_code=area_code,
                        parent=parent,
                        kind=node.kind,
                        label=node.label,
                        path=node.path,
                        short_path=node.short_path,
                    )
            except IntegrityError as refusal:  # somebody entered the same address in the same second
                raise _already_there() from refusal
        parent = here
    if parent is None:  # pragma: no cover - an understood address has a step
        raise _already_there()
    return parent


def _already_there() -> Invalid:
    sentence = _("This address is in the ledger already. Search for it in the list of homes.")
    return Invalid(sentence, code="registry.premises.already_there", fields={"address": [sentence]})
