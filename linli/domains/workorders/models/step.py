"""Step: one thing that happened to an order. Only ever added."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from linli.domains.workorders.models.order import Order
from linli.domains.workorders.models.unit import HandlingUnit
from linli.domains.workorders.rules.kinds import LONGEST_WORDS
from linli.domains.workorders.rules.states import Verb
from linli.foundation.scope.models import ScopedModel


class Step(ScopedModel):
    """Who did what, when, in which words, and who held the order afterwards.

    ``words`` are for everybody who may see the order; ``is_inside`` keeps a step among the offices.
    """

    own_lookup = "by_account_id"

    order = models.ForeignKey(Order, models.CASCADE, related_name="steps")
    at = models.DateTimeField()
    verb = models.CharField(max_length=16)
    party = models.CharField(max_length=16)
    by_account_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=80, blank=True, default="")
    words = models.CharField(max_length=LONGEST_WORDS, blank=True, default="")
    is_inside = models.BooleanField(default=False)
    state = models.CharField(max_length=16)  # afterwards
    holder = models.CharField(max_length=16)
    holder_unit = models.ForeignKey(HandlingUnit, models.PROTECT, null=True, related_name="+")
    due_at = models.DateTimeField(null=True)
    token = models.UUIDField(null=True, unique=True)  # a form that arrives twice moves the order once

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(verb__in=[verb.value for verb in Verb]), name="step_verb")]
        indexes = [models.Index(fields=["order", "id"], name="step_order")]
