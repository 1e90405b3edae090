"""Organisations: the list and one of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from linli.domains.registry.models import Organisation
from linli.domains.registry.models.organisation import OrganisationKind
from linli.domains.registry.queries.areas import committees_beside
from linli.domains.registry.queries.finding import begins_with
from linli.domains.registry.queries.pages import Cursor, Page, page_of
from linli.foundation.scope import Actor, Scope
from linli.toolbox.errors import NotFound
from linli.toolbox.identifiers import credit_code
from linli.toolbox.texts import fold

COMMITTEE_WIDTH = 10_000


@dataclass(frozen=True, slots=True)
class OrganisationCard:
    """One organisation; it is no person, so nothing is masked."""

    id: int
    name: str
    kind: OrganisationKind
    credit_code: str
    credit_code_checks: bool
    address: str
    telephone: str
    area_code: int
    recorded_at: datetime
    version: int
    committee: str = ""

    @property
    def kind_name(self) -> str:
        return str(self.kind.label)


def organisations(
    actor: Actor,
    words: str = "",
    kind: OrganisationKind | None = None,
    *,
    cursor: Cursor | None,
    size: int,
    area: Scope | None = None,
) -> Page[OrganisationCard]:
    """Give one page of the organisations in the actor's scope."""
    scope = actor.scope if area is None else actor.scope.narrowed(area)
    found = Organisation.objects.within(scope)
    words = fold(words)
    if words:
        found = found.filter(meaning_of_organisation(scope, words))
    if kind is not None:
        found = found.filter(kind=kind)
    page = page_of(found, cursor, size)
    committees = committees_beside(actor, (row.area_code for row in page.rows))
    cards = [_card(row, committees.get(row.area_code, "")) for row in page.rows]
    return Page(cards, page.size, page.previous, page.next)


def organisation(actor: Actor, organisation_id: int) -> OrganisationCard:
    """Give one organisation, or NotFound."""
    row = Organisation.objects.within(actor.scope).filter(pk=organisation_id).first()
    if row is None:
        raise NotFound(_("There is no such organisation in your area."), code="registry.organisation")
    return _card(row)


def meaning_of_organisation(scope: Scope, words: str) -> Q:
    """Give the condition of the words of a search: a credit code, initials, or a name."""
    code = credit_code(words)
    if code.is_valid:
        return Q(credit_code=code.value)
    if words.isascii() and words.isalpha():
        return begins_with("name_initials", words.lower()) | begins_with("name", words)
    if scope.hi - scope.lo <= COMMITTEE_WIDTH:
        return Q(name__contains=words) | Q(address__contains=words)
    return begins_with("name", words)


def _card(row: Organisation, committee: str = "") -> OrganisationCard:
    return OrganisationCard(
        id=row.pk,
        name=row.name,
        kind=OrganisationKind(row.kind),
        credit_code=row.credit_code,
        credit_code_checks=row.credit_code_checks,
        address=row.address,
        telephone=row.telephone,
        area_code=row.area_code,
        recorded_at=row.recorded_at,
        version=row.version,
        committee=committee,
    )
