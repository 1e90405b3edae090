"""The list of people: filters that read as a sentence, one search box, masked values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext as _

from linli.domains.registry.access import Permission
from linli.domains.registry.models import Person, Premises
from linli.domains.registry.models.person import Relation, Sex, Standing
from linli.domains.registry.models.sealed import CITIZEN_ID, TELEPHONE
from linli.domains.registry.queries.areas import committees_beside
from linli.domains.registry.queries.brought import brought_by
from linli.domains.registry.queries.finding import meaning
from linli.domains.registry.queries.pages import Cursor, Page, page_of
from linli.domains.registry.rules.ages import AGES, Band, age
from linli.domains.registry.rules.brought import Brought
from linli.domains.registry.rules.gaps import Gap
from linli.domains.registry.rules.premises import spoken
from linli.domains.registry.rules.search import Term, read, without_house
from linli.foundation.audit import public as audit
from linli.foundation.scope import Actor, Scope
from linli.foundation.scope.models import ScopedQuerySet
from linli.toolbox import clock, masks

HERE: Final = (Standing.PRESENT, Standing.AWAY)  # whom the ledger counts
EVERYBODY: Final = "all"


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """What narrows the list; nothing given: everybody who lives or is registered here."""

    words: str = ""
    sex: Sex | None = None
    band: Band | None = None
    standing: str = ""  # a Standing, EVERYBODY, or "": those who are here
    gap: Gap | None = None
    area: Scope | None = None
    brought: Brought | None = None  # the people of an import

    @property
    def terms(self) -> tuple[Term, ...]:
        return read(self.words)

    @property
    def is_empty(self) -> bool:
        return self == PeopleFilter()


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person as a list shows them: enough to recognise, too little to copy."""

    id: int
    name: str
    sex: str
    age: int | None
    citizen_id: str  # masked
    telephone: str  # masked
    address: str
    standing: Standing
    relation: Relation
    area_code: int
    committee: str = ""  # named when the list spans several

    @property
    def age_words(self) -> str:
        """The age with its unit: 82 岁; empty when nobody knows it."""
        return "" if self.age is None else _("%(age)d y") % {"age": self.age}

    @property
    def relation_name(self) -> str:
        return str(self.relation.label)

    @property
    def standing_name(self) -> str:
        return str(self.standing.label)


def people(actor: Actor, wanted: PeopleFilter, *, cursor: Cursor | None, size: int) -> Page[PersonRow]:
    """Give one page of the people whom the actor may see and the filter names."""
    terms = wanted.terms
    found = page_of(narrowed(actor, wanted, terms, clock.today()), cursor, size)
    record_a_search(actor, terms, found.rows)
    return Page(rows_of(actor, found.rows), found.size, found.previous, found.next)


def rows_of(actor: Actor, persons: Sequence[Person]) -> list[PersonRow]:
    """Make rows of ledger entries; addresses and committees come in one query each, however many."""
    addresses = _addresses({person.home_id for person in persons if person.home_id is not None})
    committees = committees_beside(actor, (person.area_code for person in persons))
    today = clock.today()
    return [
        PersonRow(
            id=person.pk,
            name=shown_name(actor, person.name),
            sex=str(Sex(person.sex).label),
            age=age(person.birth_date, today),
            citizen_id=masks.citizen_id(CITIZEN_ID.open(person.citizen_id)),
            telephone=masks.telephone(TELEPHONE.open(person.telephone)),
            address=shown_address(actor, addresses.get(person.home_id or 0, "")),
            standing=Standing(person.standing),
            relation=Relation(person.relation),
            area_code=person.area_code,
            committee=committees.get(person.area_code, ""),
        )
        for person in persons
    ]


def person_name(actor: Actor, person_id: int) -> str:
    """Give a person's name as this actor sees it; empty when there is nobody in the actor's scope."""
    person = Person.objects.within(actor.scope).filter(pk=person_id).only("name").first()
    return "" if person is None else shown_name(actor, person.name)


def masked_name(actor: Actor, person_id: int) -> str:
    """Give a person's name masked, whoever asks: as much as says whose card is about to open."""
    return masks.name(person_name(actor, person_id))


def shown_name(actor: Actor, name: str) -> str:
    """Give a name as this actor sees it in a list: whole, or masked."""
    return name if actor.may(Permission.SEE_NAMES) else masks.name(name)


def shown_address(actor: Actor, path: str) -> str:
    """Give an address as this actor sees it in a list: a masked name beside the whole address would be none."""
    address = spoken(path)
    return address if actor.may(Permission.SEE_NAMES) else masks.address(address)


def narrowed(actor: Actor, wanted: PeopleFilter, terms: tuple[Term, ...], today: date) -> ScopedQuerySet[Person]:
    """Give everybody whom the filter names and the actor may see."""
    scope = actor.scope if wanted.area is None else actor.scope.narrowed(wanted.area)
    persons = Person.objects.within(scope)
    if wanted.brought is not None:
        where, who = brought_by(actor, wanted.brought)
        scope = scope.narrowed(where)
        persons = Person.objects.within(scope).filter(who)
    for term in terms if actor.may(Permission.SEE_NAMES) else [without_house(term) for term in terms]:
        persons = persons.filter(meaning(scope, term))
    if wanted.sex is not None:
        persons = persons.filter(sex=wanted.sex)
    if wanted.band is not None:
        after, until = AGES[wanted.band].births(today)
        born = Q(birth_date__lte=until)
        persons = persons.filter(born if after is None else born & Q(birth_date__gt=after))
    if wanted.gap is not None:
        persons = persons.filter(GAPS[wanted.gap])
    if wanted.standing == EVERYBODY:
        return persons
    return persons.filter(standing__in=[wanted.standing] if wanted.standing else HERE)


GAPS: Final = {
    Gap.BIRTH_DATE: Q(birth_date__isnull=True),
    Gap.TELEPHONE: Q(telephone_index__isnull=True),
    Gap.HOME: Q(home__isnull=True),
}


def _addresses(home_ids: set[int]) -> dict[int, str]:
    homes = Premises.objects.everywhere(because="the homes of people already found inside the scope")
    return dict(homes.filter(pk__in=home_ids).values_list("pk", "path"))


def record_a_search(actor: Actor, terms: tuple[Term, ...], found: Sequence[Person]) -> None:
    """Record a search by a whole citizen id or telephone: it asks about one person by number.

    Who sees names masked could find one out by guessing, so every search of theirs is recorded.
    """
    kinds = [kind for term in terms for kind in term.kinds]
    if actor.may(Permission.SEE_NAMES):
        kinds = [kind for kind in kinds if kind.names_one_person]
    if not kinds:
        return
    audit.record(
        actor,
        "registry:person:search",
        kind="person",
        subject_id=found[0].pk if len(found) == 1 else None,
        area_code=found[0].area_code if len(found) == 1 else None,
        detail={"by": [str(kind) for kind in kinds], "found": len(found)},
    )


def count_people(actor: Actor, wanted: PeopleFilter, *, most: int) -> int:
    """Count whom a list would show, no further than ``most`` and one."""
    return narrowed(actor, wanted, wanted.terms, clock.today())[: most + 1].count()
