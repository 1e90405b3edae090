"""Files whose time is over: what was sent for an import, and what an export wrote."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from linli.domains.registry.models import Export, ImportBatch
from linli.domains.registry.models.batch import AT_WORK
from linli.foundation.audit import public as audit
from linli.foundation.files import public as files
from linli.foundation.scope import Actor, Scope
from linli.foundation.scope.database import wall


def remove_old_files() -> int:
    """Remove the files whose days are over; what they did stays recorded. Return how many."""
    system = Actor.system(because="the days of a file are over")
    now = timezone.now()
    with wall(Scope.EVERYTHING):
        batches = ImportBatch.objects.everywhere(because=system.because).filter(
            ~Q(state__in=AT_WORK),
            file_removed_at=None,
            uploaded_at__lt=now - timedelta(days=settings.LINLI_IMPORT_FILE_DAYS),
        )
        exports = Export.objects.everywhere(because=system.because).filter(
            file_removed_at=None,
            file_id__isnull=False,
            requested_at__lt=now - timedelta(days=settings.LINLI_EXPORT_FILE_DAYS),
        )
        old: list[ImportBatch | Export] = [*batches.defer("preview"), *exports]
        for one in old:
            files.remove(files.stored_file(system, one.file_id or 0))
            one.file_removed_at = now
            one.save(update_fields=["file_removed_at"])
        # the first rows are people's values too
        batches.model.objects.everywhere(because=system.because).filter(file_removed_at=now).update(preview=None)
        if old:
            audit.record(system, "registry:file:remove", kind="file", detail={"files": len(old)})
    return len(old)
