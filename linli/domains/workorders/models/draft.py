"""ReportDraft: what somebody has told us so far, so that nothing typed is lost."""

from __future__ import annotations

import uuid

from django.db import models

from linli.domains.workorders.rules.kinds import LONGEST_PLACE, LONGEST_WORDS
from linli.foundation.scope.models import ScopedModel


class ReportDraft(ScopedModel):
    """One open draft per account; ``token`` becomes the report's, so that sending it twice reports once."""

    own_lookup = "account_id"

    account_id = models.BigIntegerField(unique=True)
    token = models.UUIDField(default=uuid.uuid4)
    kind = models.CharField(max_length=16, blank=True, default="")
    place_code = models.BigIntegerField(null=True)
    place_words = models.CharField(max_length=LONGEST_PLACE, blank=True, default="")
    words = models.CharField(max_length=LONGEST_WORDS, blank=True, default="")
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["changed_at"], name="draft_age")]


class DraftPhoto(ScopedModel):
    """A picture that waits with its draft."""

    own_lookup = "account_id"

    draft = models.ForeignKey(ReportDraft, models.CASCADE, related_name="photos")
    account_id = models.BigIntegerField()
    file_id = models.BigIntegerField()
