"""What stands in the queue, read from Procrastinate's own tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max
from procrastinate.contrib.django.models import ProcrastinateJob

from linli.foundation.scope import Actor
from linli.toolbox.errors import NotFound

PAGE = 50
STATES = ("todo", "doing", "failed", "succeeded", "cancelled", "aborted")


@dataclass(frozen=True, slots=True)
class JobCard:
    """One job as the page shows it."""

    id: int
    task: str
    state: str
    attempts: int
    last_at: datetime | None

    @property
    def can_be_retried(self) -> bool:
        return self.state == "failed"


def jobs(actor: Actor, *, state: str, before: int | None = None) -> list[JobCard]:  # noqa: ARG001 - no person here
    """Return a page of jobs in one state, newest first."""
    rows = ProcrastinateJob.objects.filter(status=state)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    rows = rows.annotate(last_at=Max("procrastinateevent__at")).order_by("-pk")[: PAGE + 1]
    return [JobCard(row.pk, row.task_name, row.status, row.attempts, row.last_at) for row in rows]


def job(actor: Actor, job_id: int) -> JobCard:  # noqa: ARG001 - no person here
    """Return one job, or raise NotFound."""
    row = ProcrastinateJob.objects.annotate(last_at=Max("procrastinateevent__at")).filter(pk=job_id).first()
    if row is None:
        raise NotFound("There is no job under this number.", code="jobs.not_found")
    return JobCard(row.pk, row.task_name, row.status, row.attempts, row.last_at)
