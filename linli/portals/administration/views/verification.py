"""Verifying that nobody changed the audit."""

from __future__ import annotations

from django.http import HttpResponse

from linli.foundation.audit import public as audit
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import go, page, screen
from linli.portals.administration import verification
from linli.portals.administration.access import Permission
from linli.portals.administration.tasks import start_verification


@screen(Permission.AUDIT_VERIFY, methods=("GET", "POST"))
def verifications(request: Request) -> HttpResponse:
    """Show the state of the chain and past verifications; a POST asks for another one."""
    if request.method == "POST":
        if not verification.is_running(request.actor):
            start_verification(request.actor)
        return go(request, "administration:verification")
    return page(
        request,
        "administration/verification.html",
        partial="state",
        state=audit.state(),
        running=verification.is_running(request.actor),
        results=verification.past_results(request.actor),
    )
