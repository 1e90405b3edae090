"""What is known of a stored file; the bytes lie in the storage that the settings name."""

from __future__ import annotations

from django.db import models

from linli.foundation.scope.models import ScopedModel


class StoredFile(ScopedModel):
    """One file of one area."""

    name = models.CharField(max_length=200)  # as the person called it, shown and offered for download
    media_type = models.CharField(max_length=100)  # sniffed from the bytes, never the sender's word
    size = models.BigIntegerField()  # bytes as kept, before sealing
    sha256 = models.CharField(max_length=64)  # of the bytes as kept, before sealing
    storage_name = models.CharField(max_length=200)
    is_sealed = models.BooleanField(default=False)  # encrypted at rest; opened by code, never downloaded
    stored_by_id = models.BigIntegerField(null=True)
    stored_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)  # the bytes are gone, the line stays

    class Meta:
        indexes = [models.Index(fields=["area_code", "id"], name="file_area")]
        constraints = [
            models.CheckConstraint(condition=models.Q(size__gte=0), name="file_size_is_a_size"),
            # the sweep asks by place which bytes have a row
            models.UniqueConstraint(fields=["storage_name"], name="file_place_once"),
        ]
