"""Whole ledgers at once: the homes, households, people, tenures and organisations of committees, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.apps import apps as django_apps
from django.conf import settings
from django.db import connection, connections
from django.utils import timezone
from psycopg import sql

from linli.domains.registry.access import Permission
from linli.domains.registry.actions.loading.ledger import Ledger
from linli.domains.registry.actions.loading.reading import CITIZEN_ID, CONTEXTS, NULL, TELEPHONE, copied, copied_sealed
from linli.domains.registry.actions.loading.settled import Settled
from linli.domains.registry.actions.loading.stamp import Stamp
from linli.domains.registry.actions.loading.writing import Writer
from linli.domains.registry.models import Organisation, Person
from linli.domains.registry.models.person import Relation, Source, Standing
from linli.domains.registry.rules.ages import years_before
from linli.domains.registry.rules.premises import SEPARATOR
from linli.domains.registry.rules.settlements import PersonRow, PremisesRow, Settlement
from linli.foundation.audit import public as audit
from linli.foundation.doors.actions import action
from linli.foundation.scope import Actor, Scope
from linli.foundation.vault import public as vault
from linli.toolbox import clock
from linli.toolbox.areacodes import range_of
from linli.toolbox.errors import Conflict, NotAllowed
from linli.toolbox.levels import Level
from linli.toolbox.names import initials

_ROAD: Final = "road"
_ADULT: Final = 30


def somebody_of(committee: int) -> tuple[int, str] | None:
    """Give number and name of one adult whose entry is whole, to show a resident's own pages with."""
    scope = Scope(*range_of(committee, Level.COMMITTEE))
    whole = Person.objects.within(scope).filter(
        standing=Standing.PRESENT,
        citizen_id__isnull=False,
        telephone__isnull=False,
        home__isnull=False,
        birth_date__lt=years_before(clock.today(), _ADULT),
        relation=Relation.HEAD,
    )
    return whole.order_by("pk").values_list("pk", "name").first()


def unsettled(committees: Sequence[int]) -> set[int]:
    """Give those of the committees whose ledger is still empty."""
    with connection.cursor() as cursor:
        settled = Settled(Ledger(cursor))
        settled.meet(committees)
    return {code for code in committees if code not in settled}


@action(Permission.IMPORT)
def settle(actor: Actor, settlements: Sequence[Settlement], *, source: Source) -> int:
    """Load whole committees into empty ledgers; give how many people came. All of them, or nothing."""
    codes = [settlement.code for settlement in settlements]
    if len(unsettled(codes)) < len(codes):
        raise Conflict("The ledger of one of these committees is not empty.", code="registry.settlement.not_empty")
    stamp = Stamp(source=source.value, at=timezone.now(), account_id=actor.account_id, batch_id=None)
    with connection.cursor() as cursor:
        _pour(Writer(Ledger(cursor.cursor), stamp), settlements, stamp)
    audit.record_many(
        actor,
        "registry:committee:load",
        [
            audit.Row(
                kind="area",
                object_id=settlement.code,
                area_code=settlement.code,
                detail={"people": len(settlement.persons), "source": source.value},
            )
            for settlement in settlements
        ],
    )
    return sum(len(settlement.persons) for settlement in settlements)


def _pour(writer: Writer, settlements: Sequence[Settlement], stamp: Stamp) -> None:
    """Write everything in the order of its foreign keys, each table at one go."""
    numbered = _numbered(writer, settlements)
    writer.premises([line for one in numbered for line in one.premises()])
    writer.households([line for one in numbered for line in one.households()])
    writer.new_people([line for one in numbered for line in one.people()])
    writer.tenures([line for one in numbered for line in one.tenures()])
    Organisation.objects.bulk_create(row for one in numbered for row in one.organisations(stamp.at))


def _numbered(writer: Writer, settlements: Sequence[Settlement]) -> list[_Numbered]:
    """Give every key of every settlement the number of its row."""
    premises = iter(writer.numbers("registry_premises", sum(len(one.premises) for one in settlements)))
    households = iter(writer.numbers("registry_household", sum(len(one.households) for one in settlements)))
    people = iter(writer.numbers("registry_person", sum(len(one.persons) for one in settlements)))
    return [
        _Numbered(
            one,
            {row.key: next(premises) for row in one.premises},
            {row.key: next(households) for row in one.households},
            {row.key: next(people) for row in one.persons},
        )
        for one in settlements
    ]


class _Numbered:
    """A settlement whose keys have become numbers of rows; it writes itself as lines of COPY text."""

    def __init__(
        self, settlement: Settlement, premises: dict[int, int], households: dict[int, int], people: dict[int, int]
    ) -> None:
        self._settlement = settlement
        self._premises = premises
        self._households = households
        self._people = people

    def premises(self) -> list[str]:
        return _premises_lines(self._settlement.premises, self._premises)

    def households(self) -> list[str]:
        return [
            f"{self._households[row.key]}\t{row.area_code}\t{copied(row.number)}\t{self._home(row.home_key)}"
            for row in self._settlement.households
        ]

    def people(self) -> list[str]:
        sealed = _sealed_columns(self._settlement.persons)
        return [self._person(row, columns) for row, columns in zip(self._settlement.persons, sealed, strict=True)]

    def tenures(self) -> list[str]:
        area_of = {row.key: row.area_code for row in self._settlement.persons}
        return [
            f"{self._people[row.person_key]}\t{self._premises[row.premises_key]}\t{area_of[row.person_key]}"
            f"\t{row.kind}\t[{row.since},{row.until or ''})"
            for row in self._settlement.tenures
        ]

    def organisations(self, at: datetime) -> list[Organisation]:
        return [
            Organisation(
                area_code=row.area_code,
                name=row.name,
                name_initials=initials(row.name),
                kind=row.kind,
                credit_code=row.credit_code,
                premises_id=None if row.premises_key is None else self._premises[row.premises_key],
                address=row.address,
                telephone=row.telephone,
                recorded_at=at,
            )
            for row in self._settlement.organisations
        ]

    def _home(self, key: int | None) -> str | int:
        return NULL if key is None else self._premises[key]

    def _person(self, row: PersonRow, sealed: str) -> str:
        household = NULL if row.household_key is None else self._households[row.household_key]
        return (
            f"{self._people[row.key]}\t{row.area_code}\t{self._home(row.home_key)}\t{household}"
            f"\t{copied(row.name)}\t{copied(initials(row.name))}\t{row.sex}\t{row.birth_date or NULL}"
            f"\t{sealed}\t{row.relation}\t{row.standing}"
        )


def _premises_lines(rows: Sequence[PremisesRow], numbers: dict[int, int]) -> list[str]:
    """Write the tree with the paths that searching needs: the whole one, and the one behind the road."""
    paths: dict[int | None, tuple[str, str]] = {None: ("", "")}
    lines = []
    for row in rows:
        whole, behind = paths[row.parent_key]
        label = row.label
        path = f"{whole}{SEPARATOR}{label}" if whole else label
        short = "" if row.kind == _ROAD else f"{behind}{SEPARATOR}{label}" if behind else label
        paths[row.key] = (path, short)
        parent = NULL if row.parent_key is None else numbers[row.parent_key]
        lines.append(
            f"{numbers[row.key]}\t{row.area_code}\t{parent}\t{row.kind}\t{copied(label)}\t{copied(path)}"
            f"\t{copied(short) if short != path else ''}\t{'t' if row.is_home else 'f'}"
        )
    return lines


def _sealed_columns(people: Sequence[PersonRow]) -> list[str]:
    """Give for each person the four sealed columns, as COPY reads them."""
    ids = _sealed(CITIZEN_ID, [row.citizen_id for row in people])
    telephones = _sealed(TELEPHONE, [row.telephone for row in people])
    return [f"{one}\t{other}" for one, other in zip(ids, telephones, strict=True)]


def _sealed(kind: str, values: Sequence[str]) -> list[str]:
    ring = vault.ring()
    envelopes = ring.seal_many([value or None for value in values], CONTEXTS[kind])
    return [
        copied_sealed(envelope, ring.index(kind, value) if value else None)
        for value, envelope in zip(values, envelopes, strict=True)
    ]


def empty_the_ledger() -> None:
    """Take everything out of a demonstration's ledger, by the owner's hand; refused in any other installation."""
    if not settings.LINLI_DEMO:
        raise NotAllowed("Only a demonstration's ledger can be emptied.", code="registry.settlement.not_a_demo")
    models = django_apps.get_app_config("registry").get_models()
    tables = [sql.Identifier(model._meta.db_table) for model in models]  # noqa: SLF001 - Django's documented door
    with connections["owner"].cursor() as cursor:
        # numbers are not given again: the audit still speaks of the old ones
        cursor.execute(sql.SQL("TRUNCATE {} CONTINUE IDENTITY").format(sql.SQL(", ").join(tables)))
