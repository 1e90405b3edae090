"""Bringing in a list of accounts: choose, look at what it would do, do it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from linli.foundation.accounts.access import Permission
from linli.foundation.accounts.actions.import_accounts import import_accounts
from linli.foundation.accounts.forms import ImportForm
from linli.foundation.accounts.import_check import Plan, plan_import
from linli.foundation.accounts.import_reading import COLUMNS, decoded
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import go, page, screen
from linli.toolbox.errors import Conflict, Invalid


@screen(Permission.ACCOUNT_IMPORT, methods=("GET", "POST"))
def new(request: Request) -> HttpResponse:
    """Choose a file, see every fault and every change, then import all of it or nothing."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form, status=422 if form.errors else 200)
    try:
        text = _text(form)
        plan = plan_import(request.actor, text)
    except Invalid as error:
        form.add_error("file", str(error))
        return _page(request, form, status=422)
    if request.POST.get("confirm") and not plan.errors:
        try:
            done = import_accounts(request.actor, plan, base_url=request.build_absolute_uri("/"))
        except Conflict as error:
            form.add_error(None, str(error))
            return _page(request, form, status=409)
        messages.success(
            request,
            _("%(created)d accounts made, %(changed)d corrected, %(proposed)d posts proposed.")
            % {"created": done.created, "changed": done.changed, "proposed": done.proposed},
        )
        return go(request, "accounts:list")
    return _page(request, form, plan=plan, text=text, status=422 if plan.errors else 200)


@screen(Permission.ACCOUNT_IMPORT)
def template(request: Request) -> HttpResponse:
    """Give an empty list with the right header and one example."""
    header = ",".join(called[0] for called in COLUMNS.values())
    example = f"zhang.san,张三,zhang.san@example.org,committee_worker,{request.actor.area_code},2026-01-01"
    # the mark at the beginning tells office software that this is UTF-8
    response = HttpResponse(f"\ufeff{header}\r\n{example}\r\n", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="accounts.csv"'
    return response


def _text(form: ImportForm) -> str:
    upload = form.cleaned_data["file"]
    if upload is not None:
        return decoded(upload.read())
    if form.cleaned_data["text"]:
        return decoded(form.cleaned_data["text"].encode())
    raise Invalid(_("Choose a file."), code="accounts.import_file")


def _page(
    request: Request, form: ImportForm, *, plan: Plan | None = None, text: str = "", status: int = 200
) -> HttpResponse:
    return page(
        request,
        "accounts/import.html",
        form=form,
        plan=plan,
        text=text,
        columns=[called[0] for called in COLUMNS.values()],
        status=status,
    )
