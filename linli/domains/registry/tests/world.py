"""A small named world for the tests of the registry: three people in two homes, and one next door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from linli.domains.registry.models import Household, Person, Premises
from linli.domains.registry.models.person import Relation, Sex, Source, Standing
from linli.domains.registry.models.sealed import CITIZEN_ID, TELEPHONE
from linli.domains.registry.rules.premises import nodes
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall
from linli.toolbox.addresses import parse
from linli.toolbox.identifiers import citizen_id_check_digit
from linli.toolbox.names import initials


def citizen_id(born: date = date(1950, 1, 1), sequence: int = 1) -> str:
    """Make a citizen id that belongs to nobody: area 990000 does not exist."""
    first = f"990000{born:%Y%m%d}{sequence:03d}"
    return first + citizen_id_check_digit(first)


def make_home(area_code: int, address: str) -> Premises:
    """Enter an address and everything above it."""
    with wall(Scope.EVERYTHING):
        parent: Premises | None = None
        for node in nodes(parse(address)):
            parent, _ = Premises.objects.everywhere(because="test world").get_or_create(
                path=node.path,
                area_code=area_code,
                defaults={"parent": parent, "kind": node.kind, "label": node.label, "short_path": node.short_path},
            )
        assert parent is not None
        parent.is_home = True
        parent.save()
        return parent


def make_household(home: Premises) -> Household:
    with wall(Scope.EVERYTHING):
        return Household.objects.create(area_code=home.area_code, home=home, recorded_at=timezone.now())


def make_person(area_code: int, name: str, **given: Any) -> Person:
    """Enter a person as the loader would."""
    columns: dict[str, Any] = {
        "sex": Sex.FEMALE,
        "birth_date": date(1950, 1, 1),
        "standing": Standing.PRESENT,
        "source": Source.IMPORT,
        "recorded_at": timezone.now(),
        "relation": Relation.UNKNOWN,
    } | given
    columns |= CITIZEN_ID.keep(columns.pop("citizen_id", ""))
    columns |= TELEPHONE.keep(columns.pop("telephone", ""))
    with wall(Scope.EVERYTHING):
        return Person.objects.create(area_code=area_code, name=name, name_initials=initials(name), **columns)


@dataclass(frozen=True)
class World:
    """Who and what the tests speak of."""

    home: Premises
    other_home: Premises
    household: Household
    zhang: Person  # 张三, head of the household, 76
    li: Person  # 李四, his wife
    boy: Person  # 张小明, their grandson, without telephone
    stranger: Person  # 王五, in the neighbour's committee


def make_world(committee: int, neighbour: int) -> World:
    home, other_home = make_home(committee, "闻喜路251弄3号502室"), make_home(committee, "闻喜路251弄12号101室")
    household = make_household(home)
    ours: dict[str, Any] = {"home": home, "household": household}
    return World(
        home=home,
        other_home=other_home,
        household=household,
        zhang=make_person(
            committee,
            "张三",
            sex=Sex.MALE,
            citizen_id=citizen_id(date(1950, 1, 1), 1),
            telephone="13800138000",
            relation=Relation.HEAD,
            **ours,
        ),
        li=make_person(
            committee,
            "李四",
            birth_date=date(1955, 6, 1),
            citizen_id=citizen_id(date(1955, 6, 1), 2),
            telephone="13900139001",
            relation=Relation.SPOUSE,
            **ours,
        ),
        boy=make_person(
            committee,
            "张小明",
            sex=Sex.MALE,
            birth_date=date(2015, 9, 1),
            citizen_id=citizen_id(date(2015, 9, 1), 3),
            relation=Relation.GRANDCHILD,
            **ours,
        ),
        stranger=make_person(
            neighbour,
            "王五",
            citizen_id=citizen_id(date(1960, 1, 1), 4),
            telephone="13700137000",
            home=make_home(neighbour, "场中路100弄1号1室"),
        ),
    )
