"""Exports: the list of who took what, asking for one, fetching its file."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _

from linli.domains.registry.access import Permission
from linli.domains.registry.actions.exports import fetch_export, request_export
from linli.domains.registry.forms.exports import ExportForm
from linli.domains.registry.forms.filters import people_filter
from linli.domains.registry.queries.exports import exports as exports_query
from linli.domains.registry.views.sending import attachment
from linli.foundation.doors.numbers import number_of
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import go, page, screen
from linli.toolbox.errors import Invalid


@screen(Permission.EXPORT)
def exports(request: Request) -> HttpResponse:
    """Show the exports of the area; asked again every other second while one is under way."""
    before = number_of(request.GET.get("before", ""))
    rows, next_before = exports_query(request.actor, before=before)
    return page(
        request,
        "registry/exports.html",
        partial="rows",
        rows=rows,
        next_url=f"?before={next_before}" if next_before else "",
        is_under_way=any(row.is_under_way and row.is_own for row in rows),
    )


@screen(Permission.EXPORT, methods=("GET", "POST"))
def new_export(request: Request) -> HttpResponse:
    """Ask for the purpose and the form of a list, which is the one that the address describes."""
    asked = QueryDict(request.POST.get("query", "")) if request.method == "POST" else request.GET
    form = ExportForm(request.actor, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            request_export(request.actor, people_filter(asked.dict()), form.written_as, purpose=form.said)
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("The list is being written. It will be ready here in a moment."))
            return go(request, "registry:exports")
    status = 200 if request.method == "GET" else 422
    return page(request, "registry/export_new.html", status=status, form=form, query=asked.urlencode())


@screen(Permission.EXPORT)
def export_file(request: Request, export_id: int) -> HttpResponse:
    """Give the file to the one who asked for it."""
    fetched = fetch_export(request.actor, export_id)
    return attachment(fetched.content, fetched.name, fetched.media_type)
