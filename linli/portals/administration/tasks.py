"""The verification of the audit in the background."""

from __future__ import annotations

from procrastinate.contrib.django import app

from linli.foundation.accounts import public as accounts
from linli.foundation.audit import public as audit
from linli.foundation.doors.actions import action
from linli.foundation.scope import Actor
from linli.portals.administration.access import Permission
from linli.portals.administration.verification import STARTED, verify_and_record


@app.task(name="administration.verify_audit")
def verify_audit(post_id: int) -> None:
    """Verify the whole chain under the post that asked; without it, or without the permission, nothing happens."""
    actor = accounts.actor_for_post(post_id)
    if actor is not None:
        verify_and_record(actor)


@action(Permission.AUDIT_VERIFY)
def start_verification(actor: Actor) -> None:
    """Ask for a verification; the job stands in the queue when, and only when, this commits."""
    audit.record(actor, STARTED, kind="audit")
    if actor.post_id is not None:
        verify_audit.defer(post_id=actor.post_id)
