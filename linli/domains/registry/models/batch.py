"""Import batches: what a file brought, row by row what was wrong, and the way back."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from linli.foundation.scope.models import ScopedModel


class BatchState(models.TextChoices):
    """Where a batch stands."""

    UPLOADED = "uploaded", _("Uploaded")
    CHECKING = "checking", _("Being checked")
    CHECKED = "checked", _("Checked")
    LOADING = "loading", _("Being loaded")
    LOADED = "loaded", _("Loaded")
    UNDOING = "undoing", _("Being undone")
    UNDONE = "undone", _("Undone")
    FAILED = "failed", _("Failed")


AT_WORK = (BatchState.CHECKING, BatchState.LOADING, BatchState.UNDOING)


class ImportBatch(ScopedModel):
    """One file and what became of it. All of it is in the ledger, or nothing."""

    file_id = models.BigIntegerField()  # files.StoredFile, sealed
    filename = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    encoding = models.CharField(max_length=20, blank=True, default="")
    columns = models.JSONField(default=list)  # the file's own column names
    mapping = models.JSONField(default=dict)  # our field -> the file's column
    notes = models.JSONField(default=list)  # what is worth knowing of the file as a whole: code and detail
    preview = models.BinaryField(null=True)  # the first rows as they will be read, sealed
    state = models.CharField(max_length=10, choices=BatchState.choices, default=BatchState.UPLOADED)
    rows_seen = models.IntegerField(default=0)
    rows_total = models.IntegerField(null=True, blank=True)  # a guess until the file was read to its end
    rows_new = models.IntegerField(default=0)
    rows_changed = models.IntegerField(default=0)
    rows_same = models.IntegerField(default=0)
    rows_wrong = models.IntegerField(default=0)
    problems_left_out = models.IntegerField(default=0)  # beyond the most that are kept
    kept = models.IntegerField(default=0)  # people an undo left alone, because somebody corrected them since
    failure = models.CharField(max_length=60, blank=True, default="")  # the code of why it failed
    failure_detail = models.JSONField(default=dict)
    progress_at = models.DateTimeField(null=True, blank=True)  # the last sign of life of the work
    uploaded_by_id = models.BigIntegerField(null=True)
    uploaded_post_id = models.BigIntegerField(null=True)
    uploaded_at = models.DateTimeField()
    loaded_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    file_removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["area_code", "-id"], name="import_batch_area")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="loaded") | Q(loaded_at__isnull=False), name="import_batch_loaded_at"
            ),
            models.CheckConstraint(
                condition=~Q(state="undone") | Q(undone_at__isnull=False), name="import_batch_undone_at"
            ),
        ]


class ImportProblem(ScopedModel):
    """One thing wrong in one row of a batch, in words the uploader can act on."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="problems")
    row = models.IntegerField()  # as the spreadsheet program numbers it
    column = models.CharField(max_length=80, blank=True, default="")
    code = models.CharField(max_length=60)
    detail = models.JSONField(default=dict)  # placeholders of the sentence; never a person's values
    is_warning = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["batch", "row", "id"], name="import_problem_order")]


class RememberedMapping(ScopedModel):
    """Which column holds what, as somebody of this area chose it for the same headings before."""

    headings = models.CharField(max_length=64)  # digest of the headings in their order
    mapping = models.JSONField()
    used_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area_code", "headings"], name="mapping_once")]
