"""Premises: the tree 路/弄/号/幢/单元/室 under a committee."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy

from linli.foundation.scope.models import ScopedModel


class PremisesKind(models.TextChoices):
    """One step of a house address, GB/T 23705 order."""

    ROAD = "road", pgettext_lazy("premises", "Road")  # 路 街
    ESTATE = "estate", pgettext_lazy("premises", "Estate or village")  # 新村 小区 宅
    ZONE = "zone", pgettext_lazy("premises", "Zone of an estate")  # 二区 东区
    LANE = "lane", pgettext_lazy("premises", "Lane")  # 弄
    SUBLANE = "sublane", pgettext_lazy("premises", "Sub-lane")  # 支弄
    GROUP = "group", pgettext_lazy("premises", "Village group")  # 组 队
    NUMBER = "number", pgettext_lazy("premises", "Number")  # 号
    BUILDING = "building", pgettext_lazy("premises", "Building")  # 幢
    ENTRANCE = "entrance", pgettext_lazy("premises", "Entrance")  # 单元
    FLOOR = "floor", pgettext_lazy("premises", "Floor")  # 层
    ROOM = "room", pgettext_lazy("premises", "Room")  # 室


class Premises(ScopedModel):
    """One node of the address tree. A home is a node that somebody can live in (usually a room)."""

    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    kind = models.CharField(max_length=10, choices=PremisesKind.choices)
    label = models.CharField(max_length=60)
    # the normalised whole address and, for those who search from the lane on, the part behind the road
    path = models.CharField(max_length=200, db_collation="C")
    short_path = models.CharField(max_length=200, db_collation="C", blank=True, default="")
    is_home = models.BooleanField(default=False)
    batch_id = models.BigIntegerField(null=True, blank=True)  # the import that brought it

    class Meta:
        constraints = [
            models.UniqueConstraint(
                models.F("path"), models.F("area_code") / 10_000, name="premises_once_per_committee"
            ),
            models.CheckConstraint(condition=~models.Q(label=""), name="premises_has_a_label"),
        ]
        indexes = [
            models.Index(fields=["area_code", "id"], name="premises_area"),
            models.Index(fields=["short_path", "area_code"], name="premises_short_path"),
            models.Index(fields=["batch_id"], name="premises_batch", condition=models.Q(batch_id__isnull=False)),
        ]
