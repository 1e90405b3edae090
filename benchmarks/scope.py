"""What row-level security costs: the same lists and searches with the policies on and off."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Iterator
from itertools import product

import psycopg
from django.conf import settings
from django.db import connection

from benchmarks.figures import Figure, figure
from linli.demo import city
from linli.domains.registry.models import Person
from linli.domains.registry.queries.people import PeopleFilter, people
from linli.foundation.scope import Actor, Role, Scope, grants
from linli.foundation.scope.database import wall
from linli.foundation.territory import public as territory
from linli.toolbox.levels import Level

BENCH = "scope"
ROUNDS = 5
LOOKS = 12  # of each question at each level in a round
PAGE = 50
LEVELS = {
    Level.COMMITTEE: Role.COMMITTEE_WORKER,
    Level.STREET: Role.STREET_OPERATOR,
    Level.DISTRICT: Role.DISTRICT_OPERATOR,
    Level.CITY: Role.CITY_OPERATOR,
}
QUESTIONS = ("list", "name", "initials", "last four")


def bench(people_count: int) -> Iterator[Figure]:
    """Build a city of so many people and measure first pages and searches at every level."""
    city.build(people=people_count, seed=1)
    _analyze()
    chance = random.Random(7)  # noqa: S311 - the same places in every run
    places = {level: _places(level, chance) for level in LEVELS}
    samples = _samples(chance)
    walled: dict[tuple[Level, str], list[float]] = {case: [] for case in product(LEVELS, QUESTIONS)}
    open_: dict[tuple[Level, str], list[float]] = {case: [] for case in product(LEVELS, QUESTIONS)}
    _round(places, samples)  # warm the caches for both
    for _ in range(ROUNDS):
        for policies_on, times in ((True, walled), (False, open_)):
            _policies(on=policies_on)
            for case, taken in _round(places, samples).items():
                times[case].extend(taken)
    _policies(on=True)
    yield from _figures(walled, open_)


def _figures(
    walled: dict[tuple[Level, str], list[float]], open_: dict[tuple[Level, str], list[float]]
) -> Iterator[Figure]:
    for question in QUESTIONS:
        with_policies = sum(statistics.median(walled[level, question]) for level in LEVELS)
        without = sum(statistics.median(open_[level, question]) for level in LEVELS)
        yield figure(BENCH, f"{question}, all levels", with_policies, "ms", peer=without, at_most=1.2, of_ratio=True)
    for level in LEVELS:
        first_page = walled[level, "list"]
        yield figure(
            BENCH,
            f"first page p95, {level.name.lower()}",
            statistics.quantiles(first_page, n=20)[-1],
            "ms",
            peer=statistics.quantiles(open_[level, "list"], n=20)[-1],
            at_most=50,
        )


def _round(places: dict[Level, list[Actor]], samples: dict[str, list[str]]) -> dict[tuple[Level, str], list[float]]:
    return {
        (level, question): [_look(actor, words) for actor, words in zip(places[level], samples[question], strict=True)]
        for level, question in product(LEVELS, QUESTIONS)
    }


def _look(actor: Actor, words: str) -> float:
    """Time one first page as the view asks for it, in milliseconds, transaction included."""
    began = time.perf_counter()
    with wall(actor.scope):
        people(actor, PeopleFilter(words=words), cursor=None, size=PAGE)
    return (time.perf_counter() - began) * 1000


def _places(level: Level, chance: random.Random) -> list[Actor]:
    """Choose the posts that look: other committees and streets each time, so that no page is simply cached."""
    areas = [a for a in territory.Area.objects.filter(level=level) if _jingan(a.scope)]
    role = LEVELS[level]
    return [
        Actor(role, level, area.code, area.name, area.scope, grants.permissions_of(role))
        for area in chance.choices(areas, k=LOOKS)
    ]


_JINGAN = Scope(3101060000000000, 3101070000000000)


def _jingan(scope: Scope) -> bool:
    return _JINGAN.contains(scope) or scope.contains(_JINGAN)


def _samples(chance: random.Random) -> dict[str, list[str]]:
    with wall(Scope.EVERYTHING):
        some = list(
            Person.objects.everywhere(because="benchmark").order_by("id").values_list("name", "name_initials")[:5000]
        )
    chosen = chance.choices(some, k=LOOKS)
    return {
        "list": [""] * LOOKS,
        "name": [name[:2] for name, _ in chosen],
        "initials": [initials for _, initials in chosen],
        "last four": [f"{chance.randrange(10_000):04d}" for _ in range(LOOKS)],
    }


def _analyze() -> None:
    with _owner() as owner:
        owner.execute("VACUUM (ANALYZE) registry_person")
        owner.execute("VACUUM (ANALYZE) registry_premises")


def _policies(*, on: bool) -> None:
    word = "ENABLE" if on else "DISABLE"
    connection.close()
    with _owner() as owner:
        for table in ("registry_person", "registry_premises"):
            owner.execute(f"ALTER TABLE {table} {word} ROW LEVEL SECURITY")  # type: ignore[arg-type]


def _owner() -> psycopg.Connection:
    about = settings.DATABASES["owner"]
    return psycopg.connect(
        host=about["HOST"], port=about["PORT"] or None, user=about["USER"], password=about["PASSWORD"],
        dbname=about["NAME"], autocommit=True,
    )  # fmt: skip
