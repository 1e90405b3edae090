"""What happened to an order, and the pictures that came with it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from linli.domains.workorders.models import Order, OrderPhoto, Step
from linli.domains.workorders.queries.words import PARTIES, VERBS
from linli.domains.workorders.rules.states import Party, Verb


@dataclass(frozen=True, slots=True)
class StepRow:
    """One line of the timeline."""

    at: datetime
    verb: Verb
    by: str
    words: str
    is_inside: bool
    photos: Sequence[int]
    unit_name: str
    party: Party

    @property
    def is_reporters(self) -> bool:
        return self.party is Party.REPORTER

    @property
    def title(self) -> str:
        return str(VERBS[self.verb])


def timeline(order: Order, *, inside: Collection[Party]) -> list[StepRow]:
    """Give the steps of an order, the newest first, in two queries; of inside ones only those of the named parties."""
    steps = Step.objects.of(order=order).filter(Q(is_inside=False) | Q(party__in=inside))
    photos: dict[int, list[int]] = {}
    kept = OrderPhoto.objects.of(order=order)
    for step_id, photo_id in kept.order_by("pk").values_list("step_id", "pk"):
        photos.setdefault(step_id, []).append(photo_id)
    return [_row(step, photos.get(step.pk, [])) for step in steps.select_related("holder_unit").order_by("-pk")]


def _row(step: Step, photos: Sequence[int]) -> StepRow:
    office = str(PARTIES[Party(step.party)])
    return StepRow(
        at=step.at,
        verb=Verb(step.verb),
        by=" · ".join(part for part in (office, step.by_name) if part),
        words=step.words,
        is_inside=step.is_inside,
        photos=photos,
        unit_name=step.holder_unit.name if step.holder_unit and step.verb == Verb.DISPATCH else "",
        party=Party(step.party),
    )
