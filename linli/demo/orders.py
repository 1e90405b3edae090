"""Work orders of the demonstration: told stories in one committee, many plain ones in all the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Final

from django.utils import timezone

from linli.demo.cast import COMMITTEE, DISTRICT, STREET
from linli.demo.drawings import photo
from linli.demo.order_words import ANSWERS, DONE, REPORTS, SURNAMES
from linli.demo.stories import CITY_GUARD, DEPARTMENT, FIRM, GREEN, RESIDENT, SAYS, STORIES, WORKS, Line
from linli.domains.workorders import public as workorders
from linli.domains.workorders.public import Kind, Party, PastOrder, PastStep, Source, UnitKind, Verb
from linli.foundation.accounts import public as accounts
from linli.foundation.scope import Actor, Scope
from linli.foundation.territory import public as territory

EACH_AT_A_MILLION: Final = 60  # orders a committee
_FEWEST_IN_STREET: Final = 2
_SOLVED: Final = 0.9
_ACTOR: Final = Actor.system(because="演示数据")
_JINGAN: Final = Scope(DISTRICT, DISTRICT + 10**10)
_STREET: Final = Scope(STREET, STREET + 10**7)
_UNITS: Final = {
    WORKS: ("彭浦新村街道城建中心", UnitKind.DEPARTMENT, _STREET, "021-56780001"),
    CITY_GUARD: ("彭浦新村街道城管中队", UnitKind.DEPARTMENT, _STREET, "021-56780002"),
    GREEN: ("彭浦新村街道绿化市容所", UnitKind.DEPARTMENT, _STREET, "021-56780003"),
    FIRM: ("彭浦物业服务有限公司", UnitKind.PROPERTY_FIRM, _STREET, "021-56780004"),
    DEPARTMENT: ("静安区房屋管理局", UnitKind.DEPARTMENT, _JINGAN, "021-56780005"),
}


@dataclass(frozen=True, slots=True)
class Hand:
    """An account of the cast, as a step names it."""

    account_id: int | None = None
    name: str = ""
    post_id: int | None = None


def build_orders(people: int, seed: int, resident_account_id: int | None) -> int:
    """Write the orders of a city of so many people; return how many."""
    workorders.empty_the_orders()
    units = {key: _unit(*words) for key, words in _UNITS.items()}
    hands = {name: _hand(name) for name in ("worker", "street", FIRM, DEPARTMENT)}
    if resident_account_id is not None:
        hands[RESIDENT] = _hand_of(resident_account_id)
    for key in (FIRM, DEPARTMENT):
        post = hands[key].post_id
        if post is not None:
            workorders.add_member(_ACTOR, units[key], post)
    now = timezone.now().replace(second=0, microsecond=0)
    past = [*_stories(now, units, hands), *_plain(Random(f"{seed}:orders"), now, people, units)]
    past.sort(key=lambda order: order.steps[0].at)  # numbers rise with the days
    return len(workorders.settle(_ACTOR, past))


def _unit(name: str, kind: UnitKind, scope: Scope, telephone: str) -> int:
    return workorders.add_unit(_ACTOR, name=name, kind=kind, scope=scope, telephone=telephone)


def _hand(username: str) -> Hand:
    account_id = accounts.account_number(_ACTOR, username)
    return Hand() if account_id is None else _hand_of(account_id)


def _hand_of(account_id: int) -> Hand:
    post = next(iter(accounts.posts_today(account_id)), None)
    actor = None if post is None else accounts.actor_for_post(post.id)
    return Hand(account_id) if actor is None else Hand(account_id, actor.display_name, actor.post_id)


# --- the told ones ----------------------------------------------------------------------------------------
def _stories(now: datetime, units: Mapping[str, int], hands: Mapping[str, Hand]) -> Iterator[PastOrder]:
    for story in STORIES:
        is_residents = story.source is Source.RESIDENT
        if is_residents and RESIDENT not in hands:
            continue
        resident = hands.get(RESIDENT, Hand())
        yield PastOrder(
            area_code=COMMITTEE,
            kind=story.kind,
            source=story.source,
            words=story.words,
            place_words=story.place,
            steps=[_line(line, now, units, hands) for line in story.lines],
            reporter_account_id=resident.account_id if is_residents else None,
            reporter_name=resident.name if is_residents else story.name,
            reporter_telephone="15400001234" if story.source is Source.DESK else "",
        )


def _line(line: Line, now: datetime, units: Mapping[str, int], hands: Mapping[str, Hand]) -> PastStep:
    hand = hands.get(line.who, Hand())
    return PastStep(
        at=now - timedelta(hours=line.hours_ago),
        verb=line.verb,
        party=SAYS[line.who],
        by_name=hand.name or (_UNITS[line.who][0] if line.who in _UNITS else ""),
        by_account_id=hand.account_id,
        words=line.words,
        is_inside=line.is_inside,
        unit_id=units[line.to] if line.to else None,
        photos=[photo(line.picture)] if line.picture else [],
        is_solved=line.solved,
        satisfaction=line.satisfaction,
    )


# --- the many ---------------------------------------------------------------------------------------------
def _plain(rng: Random, now: datetime, people: int, units: Mapping[str, int]) -> Iterator[PastOrder]:
    each = people * EACH_AT_A_MILLION / 1_000_000
    works = {STREET: units[WORKS]}
    for committee in territory.committees_in(_JINGAN):
        street = committee.code - committee.code % 10**7
        if street not in works:
            around = territory.area(street)
            works[street] = _unit(f"{around.short_name}城建中心", UnitKind.DEPARTMENT, around.scope, "")
        number = int(each) + (rng.random() < each % 1)
        if street == STREET and committee.code != COMMITTEE:
            number = max(number, _FEWEST_IN_STREET)
        for _ in range(number):
            yield _one(rng, now, committee.code, works[street])


def _one(rng: Random, now: datetime, code: int, unit_id: int) -> PastOrder:
    kinds = list(REPORTS)
    kind = rng.choices(kinds, weights=[REPORTS[kind][0] for kind in kinds])[0]
    place, words = rng.choice(REPORTS[kind][1])
    path = rng.choices(_PATHS, weights=[weight for weight, _is_open, _path in _PATHS])[0]
    _weight, is_open, verbs = path
    hours = rng.uniform(1, _open_hours(kind)) if is_open else rng.uniform(300, 6_000)
    at = now - timedelta(hours=hours)
    longest = hours / 2 if is_open else 110
    steps = [PastStep(at, Verb.REPORT, Party.COMMITTEE)]
    for verb, party in verbs:
        # after an answer nobody objects for ten days
        at += timedelta(days=10, minutes=17) if verb is Verb.LAPSE else timedelta(hours=rng.uniform(0.3, longest / 4))
        steps.append(_step(rng, at, verb, party, unit_id))
    return PastOrder(
        area_code=code,
        kind=kind,
        source=rng.choice((Source.DESK, Source.DESK, Source.PATROL)),
        words=words,
        place_words=place.format(n=rng.randint(1, 30)),
        steps=steps,
        reporter_name=f"{rng.choice(SURNAMES)}{rng.choice(('先生', '女士', '阿姨'))}",
    )


def _open_hours(kind: Kind) -> float:
    # about one in six that run is late; what has four hours runs shorter than what has five days
    return 12 if kind in {Kind.WATER, Kind.RUBBISH} else 40 if kind in {Kind.FIRE, Kind.LIFT, Kind.ADVICE} else 190


def _step(rng: Random, at: datetime, verb: Verb, party: Party, unit_id: int) -> PastStep:
    words = {
        Verb.SEND_UP: "超出居委会能力，请街道协调。",
        Verb.DISPATCH: "请尽快处理。",
        Verb.FINISH: rng.choice(DONE),
        Verb.ANSWER: rng.choice(ANSWERS),
        Verb.DECLINE: "不属于工单范围，已告知其他途径。",
    }
    return PastStep(
        at,
        verb,
        party,
        by_name=_BY[party],
        words=words.get(verb, ""),
        unit_id=unit_id if verb is Verb.DISPATCH else None,
        is_solved=rng.random() < _SOLVED if verb is Verb.CALL_BACK else None,
        satisfaction=rng.choices(("satisfied", "fairly", "not"), (70, 22, 8))[0] if verb is Verb.CALL_BACK else "",
    )


_BY: Final = {Party.COMMITTEE: "", Party.STREET: "", Party.UNIT: "城建中心", Party.SYSTEM: ""}
_C, _S, _U = Party.COMMITTEE, Party.STREET, Party.UNIT
_BY_UNIT: Final = ((Verb.SEND_UP, _C), (Verb.DISPATCH, _S), (Verb.FINISH, _U))
_BY_FIRM: Final = ((Verb.DISPATCH, _C), (Verb.FINISH, _U))
_PATHS: Final = (  # how many in a hundred, whether it runs, what happened
    (3, True, ()),
    (2, True, ((Verb.SEND_UP, _C),)),
    (5, True, _BY_UNIT[:2]),
    (2, True, _BY_UNIT),
    (3, True, ((Verb.ACCEPT, _C),)),
    (20, False, (*_BY_UNIT, (Verb.ANSWER, _S), (Verb.CALL_BACK, _S))),
    (14, False, (*_BY_FIRM, (Verb.ANSWER, _C), (Verb.CALL_BACK, _C))),
    (22, False, ((Verb.ACCEPT, _C), (Verb.ANSWER, _C), (Verb.LAPSE, Party.SYSTEM))),
    (23, False, (*_BY_FIRM, (Verb.ANSWER, _C), (Verb.LAPSE, Party.SYSTEM))),
    (6, False, ((Verb.DECLINE, _C),)),
)
