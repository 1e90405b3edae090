"""A form that arrives twice is carried out once."""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.domains.registry.models import Receipt
from linli.foundation.audit import public as audit
from linli.foundation.scope import Actor, Scope
from linli.foundation.scope.database import wall
from linli.toolbox.errors import Conflict

KEPT: Final = timedelta(days=7)  # a form left open over a weekend still counts once


def claim(actor: Actor, token: UUID | None, deed: str) -> Receipt | None:
    """Claim a form's token, or return the receipt of the first time it was sent.

    A second sending that arrives while the first is still being carried out waits here for its end. None: there
    was no earlier sending (or the form carried no token), so the deed is to be done now.
    """
    if token is None:
        return None
    try:
        with transaction.atomic():
            Receipt.objects.create(
                token=token,
                area_code=actor.area_code,
                account_id=actor.account_id,
                deed=deed,
                recorded_at=timezone.now(),
            )
    except IntegrityError:
        first = Receipt.objects.within(actor.scope).filter(token=token).first()
        if first is None or first.deed != deed or first.account_id != actor.account_id:
            raise Conflict(
                _("This form was already used for something else. Open it again and send it once more."),
                code="registry.receipt",
            ) from None
        audit.record(actor, "registry:receipt:repeat", kind=deed, object_id=first.object_id)
        return first
    return None


def forget_old_receipts() -> int:
    """Forget receipts that no browser can send again; return how many."""
    with wall(Scope.EVERYTHING):
        old = Receipt.objects.everywhere(because="the same age for all areas").filter(
            recorded_at__lt=timezone.now() - KEPT
        )
        return old.delete()[0]


def settle(actor: Actor, token: UUID | None, object_id: int) -> None:
    """Note what the token's form made or changed."""
    if token is not None:
        Receipt.objects.within(actor.scope).filter(token=token).update(object_id=object_id)
