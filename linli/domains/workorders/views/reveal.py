"""Who reported, shown whole for a minute to those who have a purpose."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponse

from linli.domains.workorders.access import Permission
from linli.domains.workorders.actions.revealing import Reporter, reveal_reporter
from linli.domains.workorders.forms.reveal import RevealForm
from linli.domains.workorders.queries.card import order_card
from linli.domains.workorders.views.order import back_to_order
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import page, screen
from linli.toolbox.errors import Invalid

SECONDS_SHOWN: Final = 60


@screen(Permission.REVEAL, methods=("GET", "POST"))
def reporter(request: Request, order_id: int) -> HttpResponse:
    """Ask for what purpose, then show name and telephone for a minute."""
    card = order_card(request.actor, order_id)
    form = RevealForm(request.POST if request.method == "POST" else None)
    found: Reporter | None = None
    if form.is_valid():
        try:
            found = reveal_reporter(request.actor, order_id, purpose=form.said)
        except Invalid as refusal:
            form.add_error("words", str(refusal))
    return page(
        request,
        "workorders/order_reporter.html",
        partial="whole" if found else "ask",
        status=422 if form.is_bound and found is None else 200,
        card=card,
        form=form,
        found=found,
        seconds=SECONDS_SHOWN,
        back=back_to_order(request, order_id),
    )
