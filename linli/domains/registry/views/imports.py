"""Imports: the list, a new one, one of them with what was found in it."""

from __future__ import annotations

from io import BytesIO

from django.http import HttpResponse
from django.utils.translation import gettext as _

from linli.domains.registry.access import Permission
from linli.domains.registry.actions.imports.batches import may_take_back
from linli.domains.registry.actions.imports.retrying import is_silent
from linli.domains.registry.actions.imports.upload import upload_import
from linli.domains.registry.forms.imports import FIELDS, UploadForm
from linli.domains.registry.queries.areas import is_above_committees
from linli.domains.registry.queries.brought import undone_of
from linli.domains.registry.queries.imports import (
    SHOWN_PROBLEMS,
    all_problem_lines,
    batch_card,
    batches,
    preview_rows,
    problem_lines,
)
from linli.domains.registry.rules.columns import Field
from linli.domains.registry.views.sending import attachment
from linli.foundation.audit import public as audit
from linli.foundation.doors.numbers import number_of
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import go, page, screen
from linli.foundation.files import public as files
from linli.toolbox.errors import Invalid
from linli.toolbox.tables import write_csv, write_xlsx

STEPS = ("file", "columns", "check", "load")


@screen(Permission.IMPORT)
def imports(request: Request) -> HttpResponse:
    """Show the imports of the area, newest first."""
    before = number_of(request.GET.get("before", ""))
    rows, next_before = batches(request.actor, before=before)
    next_url = f"?before={next_before}" if next_before else ""
    return page(request, "registry/imports.html", rows=rows, next_url=next_url, is_first=before is None)


@screen(Permission.IMPORT, methods=("GET", "POST"))
def new_import(request: Request) -> HttpResponse:
    """Take a file in."""
    if request.method == "GET":
        return page(request, "registry/import_new.html", form=UploadForm(), steps=steps("file"))
    form = UploadForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            batch_id = upload_import(request.actor, file, file.name)
        except Invalid as refusal:
            form.take(refusal)
        else:
            return go(request, "registry:import-columns", batch_id)
    return page(request, "registry/import_new.html", status=422, form=form, steps=steps("file"))


@screen(Permission.IMPORT)
def empty_file(request: Request) -> HttpResponse:
    """Give an empty workbook with the headings that are understood at once."""
    headings = [
        str(words)
        for field, words in FIELDS.items()
        if field not in (Field.TENURE, Field.TENURE_FROM, Field.TENURE_TO)
        and (field is not Field.COMMITTEE or is_above_committees(request.actor))
    ]
    out = BytesIO()
    write_xlsx(out, headings, [])
    return attachment(out.getvalue(), _("People.xlsx"), files.XLSX)


@screen(Permission.IMPORT)
def one_import(request: Request, batch_id: int) -> HttpResponse:
    """Show where an import stands; asked again every other second while it is at work."""
    batch = batch_card(request.actor, batch_id)
    if batch.state == "uploaded":
        return go(request, "registry:import-columns", batch_id)
    problems = [] if batch.is_at_work else problem_lines(request.actor, batch_id)
    return page(
        request,
        "registry/import.html",
        partial="state",
        batch=batch,
        steps=steps(batch.step, done=batch.loaded_at is not None),
        problems=problems,
        more_problems=len(problems) == SHOWN_PROBLEMS,
        preview=preview_rows(request.actor, batch_id) if batch.state == "checked" else [],
        committees=is_above_committees(request.actor),
        may_take_back=may_take_back(request.actor, batch.uploaded_by_id),
        undone=undone_of(request.actor, batch_id, batch.area_code) if batch.state == "undone" else None,
        silent=is_silent(batch.id, batch.state, batch.progress_at),
    )


@screen(Permission.IMPORT)
def import_problems(request: Request, batch_id: int) -> HttpResponse:
    """Give every problem of an import as a table."""
    batch = batch_card(request.actor, batch_id)
    headings = [_("Row"), _("Column"), _("What is wrong and what to do"), _("Weight")]
    out = BytesIO()
    write_csv(
        out,
        headings,
        (
            [line.row, line.column, line.sentence, _("take care") if line.is_warning else _("wrong")]
            for line in all_problem_lines(request.actor, batch_id)
        ),
    )
    audit.record(
        request.actor, "registry:import:problems", kind="import", object_id=batch.id, area_code=batch.area_code
    )
    return attachment(out.getvalue(), _("Problems of import %(number)d.csv") % {"number": batch.id}, files.CSV)


def steps(current: str, *, done: bool = False) -> list[tuple[str, str, bool, bool]]:
    """Give the steps of an import: key, words, whether it is done, whether it is now."""
    words = {
        "file": _("Choose the file"),
        "columns": _("Say what the columns hold"),
        "check": _("See what is wrong"),
        "load": _("Load"),
    }
    at = STEPS.index(current)
    return [(step, words[step], place < at or done, place == at and not done) for place, step in enumerate(STEPS)]
