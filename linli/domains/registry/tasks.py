"""Background work of the registry."""

from __future__ import annotations

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from linli.domains.registry.actions.tallies import count_committees
from linli.domains.registry.events import CHANGES, Change
from linli.foundation.events import public as events
from linli.toolbox.areacodes import committee_of


@app.task(name="registry.count_committee")
def count_committee(committee_code: int) -> None:
    """Count one committee anew."""
    count_committees([committee_code])


def count_soon(committee_code: int) -> None:
    """Ask for a count; a hundred corrections in a minute wait in the queue as one."""
    try:
        with transaction.atomic():  # a lock already taken must not spoil the transaction around
            count_committee.configure(queueing_lock=f"registry.count:{committee_code}").defer(
                committee_code=committee_code
            )
    except AlreadyEnqueued:
        return


def count_after(change: Change) -> None:
    """Hear of a change: the numbers of its committee, and of the one left behind, are counted anew."""
    count_soon(committee_of(change.area_code))


def listen() -> None:
    """Subscribe to what changes the numbers."""
    for kind in CHANGES:
        events.subscribe(kind, count_after)
