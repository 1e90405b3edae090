"""Building the synthetic city into the database: again and again without harm, and after any interruption."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.db import connections, transaction
from django.utils import timezone

from linli.demo import cast
from linli.demo.bulletins import post_bulletins
from linli.demo.drafts import CommitteeDraft, CommitteeSeed
from linli.demo.generator import DEFAULT_SEED, generate
from linli.demo.grids import draw_grids
from linli.demo.models import Build
from linli.demo.orders import build_orders
from linli.domains.registry import public as registry
from linli.foundation.scope import Actor, Scope
from linli.foundation.scope.database import wall
from linli.foundation.territory import public as territory
from linli.toolbox.errors import NotAllowed

DEFAULT_PEOPLE: Final = 20_000
GRIDS_CODE: Final = "jingan-operation-grids"
# counted up when the generator makes another city of the same seed: an older one is then replaced
RECIPE: Final = 3

_PEOPLE_AT_ONCE: Final = 2_000  # small committees are loaded together, large ones one by one
# the cast's committee is the one that is looked at: ten buildings and more, however small the city
_ON_STAGE: Final = 650
_MOST_ON_STAGE: Final = 4  # but never more than a fourth of the city
_JINGAN: Final = Scope(cast.DISTRICT, cast.DISTRICT + 10**10)
_ACTOR: Final = Actor.system(because="演示数据")

OnProgress = Callable[[int, int], None]  # people so far, people in all


@dataclass(frozen=True, slots=True)
class Built:
    """What stands now: how many people, and how many of them were loaded by this call."""

    people: int
    loaded: int
    replaced: bool  # a city of another size or seed stood there before


def build(
    people: int = DEFAULT_PEOPLE, seed: int = DEFAULT_SEED, on_progress: OnProgress = lambda _done, _all: None
) -> Built:
    """See to it that the database holds this city: build it, finish it, replace another one, or leave it."""
    if not settings.LINLI_DEMO:
        raise NotAllowed("The synthetic city is built in demo mode only.", code="demo.not_a_demo")
    territory.load_city()
    standing, replaced = _standing(people, seed)
    loaded = 0
    if standing.finished_at is None:
        loaded = _fill(standing, on_progress)
        _inhabit(standing)
    return Built(people, loaded, replaced)


def is_built(people: int = DEFAULT_PEOPLE, seed: int = DEFAULT_SEED) -> bool:
    """Answer whether exactly this city stands, whole."""
    latest = Build.objects.order_by("-pk").first()
    return latest is not None and latest.finished_at is not None and _is_this(latest, people, seed)


def _is_this(one: Build, people: int, seed: int) -> bool:
    return (one.people, one.seed, one.recipe) == (people, seed, RECIPE)


def _standing(people: int, seed: int) -> tuple[Build, bool]:
    """Give the build to go on with; another city is cleared away first."""
    latest = Build.objects.order_by("-pk").first()
    if latest is not None and _is_this(latest, people, seed):
        return latest, False
    if latest is not None:
        registry.empty_the_ledger()
        territory.forget_units(_JINGAN)
        if latest.resident_account_id is not None:
            cast.dismiss(latest.resident_account_id)
    return Build.objects.create(people=people, seed=seed, recipe=RECIPE), latest is not None


def _fill(standing: Build, on_progress: OnProgress) -> int:
    """Load every committee that is not there yet."""
    committees = [CommitteeSeed(area.code, area.name) for area in territory.committees_in(_JINGAN)]
    _draw_grids(committees)
    with wall(_JINGAN):
        empty = registry.unsettled([one.code for one in committees])
    done = loaded = 0
    batch: list[CommitteeDraft] = []
    for draft in generate(standing.people, committees, standing.seed, stage(standing.people)):
        done += len(draft.persons)
        if draft.code in empty:
            batch.append(draft)
        if sum(len(one.persons) for one in batch) >= _PEOPLE_AT_ONCE:
            loaded += _settle(batch)
            batch = []
            on_progress(done, standing.people)
    loaded += _settle(batch)
    on_progress(done, standing.people)
    return loaded


def stage(people: int) -> dict[int, int]:
    """Say how many people the cast's committee has at least, in a city of so many."""
    return {cast.COMMITTEE: min(_ON_STAGE, people // _MOST_ON_STAGE)}


def _settle(drafts: Sequence[CommitteeDraft]) -> int:
    """Load a few committees in one transaction, with the estates they lie in."""
    if not drafts:
        return 0
    with wall(_JINGAN):
        territory.load_units(
            territory.UnitDraft(unit.lo, unit.hi, territory.AreaKind(unit.kind), unit.name, unit.parent_code)
            for draft in drafts
            for unit in draft.units
        )
        return registry.settle(_ACTOR, drafts, source=registry.Source.DEMO)


def _draw_grids(committees: Sequence[CommitteeSeed]) -> None:
    territory.draw_overlay(
        GRIDS_CODE,
        "静安区城运网格（演示）",
        territory.OverlayKind.OPERATION_GRID,
        draw_grids(committees),
        is_demo=True,
    )


def _inhabit(standing: Build) -> None:
    """Let PostgreSQL look at what came in, count it, hire the cast, and write down that all is there."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")  # without it counting and the first pages are planned for empty tables
    registry.count_committees(area.code for area in territory.committees_in(_JINGAN))
    cast.hire(standing.seed)
    with wall(Scope.EVERYTHING), transaction.atomic():
        standing.resident_account_id = cast.hire_resident(standing.pk)
        build_orders(standing.people, standing.seed, standing.resident_account_id)
        standing.finished_at = timezone.now()
        standing.save(update_fields=["resident_account_id", "finished_at"])
    post_bulletins()
