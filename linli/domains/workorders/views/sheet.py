"""A sheet of paper for a repairer without a telephone: what, where, until when, which number. Never who reported."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse

from linli.domains.workorders.access import Permission
from linli.domains.workorders.queries.card import order_card
from linli.domains.workorders.queries.rows import OrderRow
from linli.domains.workorders.views.task import task_card
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import page, screen


@screen(Permission.OPEN)
def sheet(request: Request, order_id: int) -> HttpResponse:
    """Show the sheet of an order of the area."""
    card = order_card(request.actor, order_id)
    return _show(request, card.row, reverse("workorders:order", args=[order_id]), card.unit_name)


@screen(Permission.HANDLE)
def task_sheet(request: Request, order_id: int) -> HttpResponse:
    """Show the sheet of what was given to one's own unit."""
    card = task_card(request.actor, order_id)
    return _show(request, card.row, reverse("workorders:task", args=[order_id]), card.unit_name)


def _show(request: Request, row: OrderRow, back: str, unit_name: str) -> HttpResponse:
    return page(request, "workorders/sheet.html", row=row, back=back, unit_name=unit_name)
