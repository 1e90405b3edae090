"""Recalling a bulletin, with a reason."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from linli.domains.engagement.access import Permission
from linli.domains.engagement.actions.recalling import recall_bulletin
from linli.domains.engagement.forms.bulletins import RecallForm
from linli.domains.engagement.queries.card import bulletin_card
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import go, page, screen
from linli.toolbox.errors import Invalid


@screen(Permission.RECALL, methods=("GET", "POST"))
def recall(request: Request, bulletin_id: int) -> HttpResponse:
    """Ask why, and recall it."""
    card = bulletin_card(request.actor, bulletin_id)
    if not (card.is_on_the_board or card.is_recalled):
        return go(request, "engagement:bulletin", bulletin_id)
    form = RecallForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            recall_bulletin(request.actor, bulletin_id, reason=form.cleaned_data["reason"])
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Recalled. Whoever had it is being told why."))
            return go(request, "engagement:bulletin", bulletin_id)
    return page(request, "engagement/recall.html", status=422 if form.is_bound else 200, card=card, form=form)
