"""Trying a failed job again."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate import exceptions
from procrastinate.contrib.django import app

from linli.foundation.audit import public as audit
from linli.foundation.doors.actions import action
from linli.foundation.jobs import queries
from linli.foundation.jobs.access import Permission
from linli.foundation.scope import Actor
from linli.toolbox.errors import Conflict


@action(Permission.RETRY)
def retry_job(actor: Actor, job_id: int) -> None:
    """Put a failed job back into the queue. Jobs are idempotent, so a second run does no harm."""
    card = queries.job(actor, job_id)
    if not card.can_be_retried:
        raise Conflict(
            _("This job did not fail, so there is nothing to try again. Reload the list."),
            code="jobs.not_failed",
        )
    try:
        app.job_manager.retry_job_by_id(job_id, retry_at=timezone.now())
    except exceptions.ConnectorException as error:
        raise Conflict(_("Somebody else has just put this job back. Reload the list."), code="jobs.raced") from error
    audit.record(actor, Permission.RETRY, kind="job", object_id=job_id, detail={"task": card.task})
