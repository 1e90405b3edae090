"""Help and feedback: the same page from everywhere."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.foundation.doors.requests import StrangerRequest
from linli.foundation.doors.screens import PUBLIC, page, screen
from linli.foundation.scope import Role
from linli.portals.open import feedback, guide


@screen(PUBLIC, methods=("GET", "POST"))
def show(request: StrangerRequest) -> HttpResponse:
    """Show how-to and a number to telephone; take what people have to say about Linli."""
    came_from = request.POST.get("page") or request.GET.get("from", "")
    form = feedback.FeedbackForm(request.POST if request.method == "POST" else None, initial={"page": came_from})
    if request.method == "POST" and request.actor is not None and form.is_valid():
        if feedback.may_send(request.actor):
            feedback.send(request.actor, form.cleaned_data["text"], came_from)
            messages.success(request, _("Thank you. Your words lie before the committee and the administrators."))
            return redirect(reverse("open:help"))
        form.add_error(None, _("You have written five times within an hour. Please wait a while, or telephone."))
    is_resident = request.actor is None or request.actor.role is Role.RESIDENT
    return page(
        request,
        "open/help.html",
        guides=guide.guides_for(is_resident=is_resident, path=came_from),
        form=form if request.actor is not None else None,
        status=422 if form.errors else 200,
    )
