"""Order: one matter at one place."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.db.models import F, Q

from linli.domains.workorders.models.unit import HandlingUnit
from linli.domains.workorders.rules.kinds import LONGEST_PLACE, LONGEST_WORDS, Kind, Satisfaction, Source
from linli.domains.workorders.rules.states import ENDED, RUNNING, Office, State
from linli.foundation.scope.models import ScopedModel

# plain words: a migration keeps what it was given, an enum would change under it
_RUNNING: Final = sorted(map(str, RUNNING))
_ENDED: Final = sorted(map(str, ENDED))
_OFFICES: Final = [Office.COMMITTEE.value, Office.STREET.value]
_UNIT: Final = Office.UNIT.value


class Order(ScopedModel):
    """One matter: where, what, who holds it, until when, and what the reporter thought of the answer.

    ``area_code`` is the place: a committee or a unit below it. ``is_running`` says that the clock runs, from the report
    to the answer; a check ties it to the state, and the queue's index holds running orders only.
    """

    own_lookup = "reporter_account_id"

    number_on = models.DateField()  # the day in the number people quote: 20261122-000017
    kind = models.CharField(max_length=16)
    source = models.CharField(max_length=16)
    words = models.CharField(max_length=LONGEST_WORDS)
    place_words = models.CharField(max_length=LONGEST_PLACE, blank=True, default="")

    # the reporter is nobody's business but the offices': our queries show these three to no unit. The database wall
    # does not hide them: it shows a unit the whole row of what it handles, and the telephone in it is sealed
    reporter_account_id = models.BigIntegerField(null=True)
    reporter_name = models.CharField(max_length=80, blank=True, default="")
    reporter_telephone = models.BinaryField(null=True)  # sealed

    state = models.CharField(max_length=16, default=State.REPORTED.value)
    holder = models.CharField(max_length=16, default=Office.COMMITTEE.value)
    giver = models.CharField(max_length=16, default=Office.COMMITTEE.value)
    holder_unit = models.ForeignKey(HandlingUnit, models.PROTECT, null=True, related_name="+")
    holder_post_id = models.BigIntegerField(null=True)  # one person of the unit, when it was given to one

    reported_at = models.DateTimeField()
    due_at = models.DateTimeField()  # the answer
    step_due_at = models.DateTimeField(null=True)  # the holder's own decision
    is_running = models.BooleanField(default=True)
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    reopened = models.PositiveSmallIntegerField(default=0)
    urged = models.PositiveSmallIntegerField(default=0)

    is_solved = models.BooleanField(null=True)
    satisfaction = models.CharField(max_length=16, blank=True, default="")
    rated_at = models.DateTimeField(null=True)

    last_step_id = models.BigIntegerField(default=0)  # what a form saw: whoever saw less may not move it

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[state.value for state in State]), name="order_state"),
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in Kind]), name="order_kind"),
            models.CheckConstraint(condition=Q(source__in=[source.value for source in Source]), name="order_source"),
            models.CheckConstraint(condition=Q(giver__in=_OFFICES), name="order_giver"),
            models.CheckConstraint(
                condition=Q(is_running=True, state__in=_RUNNING) | (Q(is_running=False) & ~Q(state__in=_RUNNING)),
                name="order_runs_until_answered",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_ENDED, closed_at__isnull=False) | (~Q(state__in=_ENDED) & Q(closed_at=None)),
                name="order_ended_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(is_running=True, holder__in=[*_OFFICES, _UNIT])
                | Q(is_running=False, holder=Office.NOBODY.value),
                name="order_somebody_holds_it",
            ),
            models.CheckConstraint(
                condition=Q(holder=_UNIT, holder_unit__isnull=False) | ~Q(holder=_UNIT),
                name="order_unit_is_named",
            ),
            models.CheckConstraint(
                condition=Q(satisfaction="", rated_at=None)
                | Q(satisfaction__in=[one.value for one in Satisfaction], rated_at__isnull=False),
                name="order_rated_pair",
            ),
            models.CheckConstraint(condition=Q(due_at__gte=F("reported_at")), name="order_due_after_report"),
        ]
        indexes = [
            models.Index(fields=["area_code", "due_at"], condition=Q(is_running=True), name="order_running_area"),
            models.Index(fields=["due_at", "id"], condition=Q(is_running=True), name="order_running_due"),
            models.Index(fields=["holder_unit", "due_at"], condition=Q(is_running=True), name="order_running_unit"),
            models.Index(fields=["area_code", "-id"], name="order_area"),
            models.Index(
                fields=["reporter_account_id", "-id"], condition=Q(reporter_account_id__isnull=False), name="order_mine"
            ),
            models.Index(fields=["answered_at"], condition=Q(state=State.ANSWERED.value), name="order_answered"),
        ]

    @property
    def number(self) -> str:
        """Give the number people quote on the telephone."""
        return f"{self.number_on:%Y%m%d}-{self.pk:06d}"
