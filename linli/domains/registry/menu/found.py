"""People, homes and organisations in the one search box."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.domains.registry.access import Permission
from linli.domains.registry.queries.boxed import (
    BoxedPerson,
    BoxedPlace,
    homes_in_box,
    may_be_an_address,
    organisations_in_box,
    people_in_box,
)
from linli.foundation.finding.public import Hit, Source
from linli.foundation.finding.public import declare as declare_source
from linli.foundation.scope import Actor


def declare() -> None:
    """Enter what can be found in the ledger."""
    declare_source(
        Source(
            "people", gettext_lazy("People"), Permission.LIST_PEOPLE, 20, _people, lambda text: _list("people", text)
        )
    )
    declare_source(
        Source("homes", gettext_lazy("Homes"), Permission.VIEW_HOMES, 30, _homes, lambda text: _list("homes", text))
    )
    declare_source(
        Source(
            "organisations",
            gettext_lazy("Organisations"),
            Permission.VIEW_ORGANISATIONS,
            40,
            _organisations,
            lambda text: _list("organisations", text),
        )
    )


def _people(actor: Actor, text: str, limit: int) -> list[Hit]:
    return [_person(row) for row in people_in_box(actor, text, limit)]


def _person(row: BoxedPerson) -> Hit:
    years = "" if row.age is None else _("%(age)d y") % {"age": row.age}
    detail = _joined(" ".join(word for word in (row.sex, years) if word), row.address, row.committee, row.number)
    return Hit(row.name, detail, reverse("registry:person", args=[row.id]), "user-round")


def _homes(actor: Actor, text: str, limit: int) -> list[Hit]:
    found = homes_in_box(actor, text, limit) if may_be_an_address(text) else []
    return [Hit(row.name, _beside(row), reverse("registry:home", args=[row.id]), "map-pin-house") for row in found]


def _organisations(actor: Actor, text: str, limit: int) -> list[Hit]:
    return [
        Hit(row.name, _beside(row), reverse("registry:organisation", args=[row.id]), "building-2")
        for row in organisations_in_box(actor, text, limit)
    ]


def _beside(row: BoxedPlace) -> str:
    return _joined(row.detail, row.committee)


def _joined(*words: str) -> str:
    return " · ".join(word for word in words if word)


def _list(which: str, text: str) -> str:
    return f"{reverse(f'registry:{which}')}?{urlencode({'q': text})}"
