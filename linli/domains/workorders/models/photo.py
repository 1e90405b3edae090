"""OrderPhoto: a picture of the matter or of what was done."""

from __future__ import annotations

from django.db import models

from linli.domains.workorders.models.order import Order
from linli.domains.workorders.models.step import Step
from linli.foundation.scope.models import ScopedModel


class OrderPhoto(ScopedModel):
    """One kept file, with the step that brought it."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="photos")
    step = models.ForeignKey(Step, models.CASCADE, related_name="photos")
    file_id = models.BigIntegerField()  # StoredFile

    class Meta:
        indexes = [models.Index(fields=["order"], name="photo_order")]
