"""Writing a bulletin: a new one, a draft taken up again, a draft thrown away."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.domains.engagement.access import Permission
from linli.domains.engagement.actions.writing import change_bulletin, discard_bulletin, write_bulletin
from linli.domains.engagement.forms.bulletins import LATER, NOW, BulletinForm
from linli.domains.engagement.queries.areas import Place, places_of
from linli.domains.engagement.queries.card import BulletinCard, begun_lately, bulletin_card, last_telephone
from linli.foundation.doors.numbers import number_of
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import go, page, screen
from linli.toolbox.errors import Conflict, Invalid


@screen(Permission.WRITE, methods=("GET", "POST"))
def new_bulletin(request: Request) -> HttpResponse:
    """Write a bulletin; what follows is the look at it before it goes out."""
    tree = places_of(request.actor, request.actor.area_code)
    initial = {"telephone": last_telephone(request.actor)} | _copied(request)
    form = BulletinForm(request.POST or None, initial=initial, codes=_codes(tree))
    if form.is_valid():
        try:
            number = write_bulletin(request.actor, form.text, token=form.cleaned_data["token"])
        except Invalid as refusal:
            form.take(refusal)
        else:
            return _onward(request, number)
    return _form_page(request, form, tree)


@screen(Permission.WRITE, methods=("GET", "POST"))
def draft(request: Request, bulletin_id: int) -> HttpResponse:
    """Take a draft up again."""
    card = bulletin_card(request.actor, bulletin_id)
    if not card.is_changeable:
        return go(request, "engagement:bulletin", bulletin_id)
    tree = places_of(request.actor, card.area_code)
    form = BulletinForm(request.POST or None, initial=_initial(card), codes=_codes(tree))
    changed = None
    if form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            change_bulletin(request.actor, bulletin_id, form.text, version=version)
        except Invalid as refusal:
            form.take(refusal)
        except Conflict as conflict:
            changed = conflict
        else:
            return _onward(request, bulletin_id)
    return _form_page(request, form, tree, card=card, changed=changed)


@screen(Permission.WRITE, methods=("POST",))
def discard(request: Request, bulletin_id: int) -> HttpResponse:
    """Throw a draft away."""
    discard_bulletin(request.actor, bulletin_id)
    messages.success(request, _("The draft is gone. Nobody had read it."))
    return go(request, "engagement:bulletins")


def _onward(request: Request, bulletin_id: int) -> HttpResponse:
    if "keep" in request.POST:
        messages.success(request, _("Kept as a draft. Nobody reads it until you publish it."))
        return go(request, "engagement:bulletin", bulletin_id)
    return go(request, "engagement:bulletin-publication", bulletin_id)


def _form_page(
    request: Request,
    form: BulletinForm,
    tree: Place | None,
    *,
    card: BulletinCard | None = None,
    changed: Conflict | None = None,
) -> HttpResponse:
    status = 409 if changed else 422 if form.is_bound else 200
    begun = begun_lately(request.actor) if card is None and not form.is_bound else None
    return page(
        request, "engagement/writing.html", status=status, form=form, tree=tree, card=card, changed=changed, begun=begun
    )


def _codes(tree: Place | None) -> list[int]:
    return [] if tree is None else [place.code for place in tree.flat()]


def _copied(request: Request) -> dict[str, object]:
    """Begin with the words of the bulletin that the new one is to stand instead of."""
    named = number_of(request.GET.get("instead-of", ""))
    if named is None:
        return {}
    old = bulletin_card(request.actor, named)
    copied = _initial(old) | {"instead_of": old.id, "version": None, "when": NOW, "publish_at": None}
    if old.expires_on < timezone.localdate():
        del copied["expires_on"]
    return copied


def _initial(card: BulletinCard) -> dict[str, object]:
    return {
        "title": card.title,
        "body": card.body,
        "telephone": card.telephone,
        "places": [lo for lo, _hi in card.ranges],
        "roles": list(card.roles),
        "important": card.is_important,
        "when": LATER if card.publish_at else NOW,
        "publish_at": card.publish_at,
        "expires_on": card.expires_on,
        "by_sms": card.by_sms,
        "instead_of": card.instead_of[0] if card.instead_of else None,
        "version": card.version,
    }
