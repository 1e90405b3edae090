"""The steps of one import: its columns, loading, undoing, trying again, putting away."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from linli.domains.registry.access import Permission
from linli.domains.registry.actions.imports.loading import confirm_import
from linli.domains.registry.actions.imports.retrying import retry_import
from linli.domains.registry.actions.imports.undoing import undo_import
from linli.domains.registry.actions.imports.upload import choose_columns, forget_import
from linli.domains.registry.forms.imports import ColumnsForm
from linli.domains.registry.queries.areas import is_above_committees
from linli.domains.registry.queries.imports import batch_card
from linli.domains.registry.views.imports import steps
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import go, page, screen
from linli.toolbox.errors import Invalid


@screen(Permission.IMPORT, methods=("GET", "POST"))
def columns(request: Request, batch_id: int) -> HttpResponse:
    """Say which column holds what; the file is checked when all is said."""
    batch = batch_card(request.actor, batch_id)
    form = ColumnsForm(
        batch.columns,
        batch.mapping,
        request.POST if request.method == "POST" else None,
        needs_committee=is_above_committees(request.actor),
    )
    if request.method == "POST" and form.is_valid():
        try:
            choose_columns(request.actor, batch_id, form.mapping)
        except Invalid as refusal:
            form.take(refusal)
        else:
            return go(request, "registry:import", batch_id)
    status = 200 if request.method == "GET" else 422
    return page(request, "registry/import_columns.html", status=status, batch=batch, form=form, steps=steps("columns"))


@screen(Permission.IMPORT, methods=("POST",))
def load(request: Request, batch_id: int) -> HttpResponse:
    """Have a checked file loaded."""
    confirm_import(request.actor, batch_id)
    return go(request, "registry:import", batch_id)


@screen(Permission.IMPORT, methods=("POST",))
def undo(request: Request, batch_id: int) -> HttpResponse:
    """Have a loaded file taken back."""
    undo_import(request.actor, batch_id)
    return go(request, "registry:import", batch_id)


@screen(Permission.IMPORT, methods=("POST",))
def retry(request: Request, batch_id: int) -> HttpResponse:
    """Go on where the work stopped."""
    retry_import(request.actor, batch_id)
    return go(request, "registry:import", batch_id)


@screen(Permission.IMPORT, methods=("POST",))
def forget(request: Request, batch_id: int) -> HttpResponse:
    """Put a file away of which nothing is in the ledger."""
    forget_import(request.actor, batch_id)
    messages.success(request, _("The file was put away. Nothing of it is in the ledger."))
    return go(request, "registry:imports")
