"""The audit, read by the audit administrator."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse

from linli.foundation.audit import public as audit
from linli.foundation.doors.numbers import number_of
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import page, screen
from linli.portals.administration.access import Permission
from linli.portals.administration.forms import AuditFiltersForm
from linli.portals.administration.words import suggested_actions, told

PAGE = 50


@screen(Permission.AUDIT_VIEW)
def rows(request: Request) -> HttpResponse:
    """Show what was done in the actor's area, the newest first."""
    form = AuditFiltersForm(request.GET)
    filters = form.filters(request.actor)
    before = number_of(request.GET.get("before", ""))
    found = audit.rows(request.actor, filters, before=before, limit=PAGE + 1)
    shown, more = found[:PAGE], len(found) > PAGE
    chosen = {name: value for name in form.fields if (value := request.GET.get(name, ""))}
    return page(
        request,
        "administration/audit.html",
        partial="rows",
        form=form,
        rows=[told(row) for row in shown],
        suggested=suggested_actions(),
        is_narrowed=bool(chosen),
        next_page=urlencode(chosen | {"before": shown[-1].id}) if more else "",
    )
