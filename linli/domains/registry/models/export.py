"""Exports: who took which list out of the house, for what, and where the file lies until it is removed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from linli.foundation.scope.models import ScopedModel


class ExportState(models.TextChoices):
    """Where an export stands."""

    WAITING = "waiting", _("Waiting")
    WRITING = "writing", _("Being written")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Failed")


class ExportFormat(models.TextChoices):
    """How the file is written."""

    XLSX = "xlsx", _("Excel (XLSX)")
    CSV = "csv", _("Text (CSV)")


class Export(ScopedModel):
    """One list taken out. Its number stands in the file, so that a found file names its export."""

    query = models.JSONField(default=dict)  # the filters of the list, as in its address
    format = models.CharField(max_length=4, choices=ExportFormat.choices)
    purpose = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=ExportState.choices, default=ExportState.WAITING)
    rows = models.IntegerField(default=0)
    file_id = models.BigIntegerField(null=True, blank=True)  # files.StoredFile, sealed
    failure = models.CharField(max_length=60, blank=True, default="")  # the code of why it failed
    requested_by_id = models.BigIntegerField(null=True)
    requested_post_id = models.BigIntegerField(null=True)
    requested_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True, blank=True)
    downloads = models.IntegerField(default=0)
    file_removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["area_code", "-id"], name="export_area")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="ready") | Q(file_id__isnull=False, ready_at__isnull=False), name="export_ready_file"
            ),
        ]
