"""Fifty people at their desks: who they are, what they click, and how long they read in between."""

from __future__ import annotations

import itertools
import random
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from benchmarks.browsing import Answer, ask
from linli.cli.serving import Address
from linli.demo import cast
from linli.domains.registry.models import Person
from linli.foundation.accounts import public as accounts
from linli.foundation.accounts.middleware import POST_KEY
from linli.foundation.accounts.models import Account
from linli.foundation.scope import Actor, Role, Scope
from linli.foundation.scope.database import wall
from linli.foundation.territory import public as territory
from linli.toolbox import clock
from linli.toolbox.levels import Level

THINK: Final = 3.0  # seconds between two clicks of one person, on average
_SYSTEM: Final = Actor.system(because="benchmark")
_JINGAN: Final = Scope(cast.DISTRICT, cast.DISTRICT + 10**10)
# fifty people as they are spread over the levels
DESKS: Final = (
    (Role.COMMITTEE_WORKER, Level.COMMITTEE, 32),
    (Role.STREET_OPERATOR, Level.STREET, 12),
    (Role.DISTRICT_OPERATOR, Level.DISTRICT, 4),
    (Role.CITY_OPERATOR, Level.CITY, 2),
)


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody at work: the cookie that signs them in, and people whom they may open or search."""

    role: Role
    cookie: str
    people: Sequence[int]
    names: Sequence[str]

    @property
    def home(self) -> str:
        return "/" if self.role is Role.COMMITTEE_WORKER else "/operations/"


def seats() -> list[Seat]:
    """Hire fifty people, in other committees and streets each."""
    chance = random.Random(11)  # noqa: S311 - the same people in every run
    numbers = itertools.count(1)
    return [
        _seat(role, area, next(numbers), chance)
        for role, level, many in DESKS
        for area in chance.choices(_areas(level), k=many)
    ]


def work(address: Address, desks: Sequence[Seat], seconds: float) -> dict[str, list[Answer]]:
    """Let everybody click for a while, each with their own pauses; give the answers by kind of page."""
    found: dict[str, list[Answer]] = defaultdict(list)
    faults: list[Exception] = []
    lock, until = threading.Lock(), time.monotonic() + seconds

    def at_work(seat: Seat, chance: random.Random) -> None:
        time.sleep(chance.random() * THINK)
        try:
            for kind, path in _clicks(seat, chance):
                if time.monotonic() > until:
                    return
                answer = ask(address, path, seat.cookie)
                with lock:
                    found[kind].append(answer)
                time.sleep(min(chance.expovariate(1 / THINK), 3 * THINK))
        except (OSError, RuntimeError) as fault:
            faults.append(fault)

    threads = [
        threading.Thread(target=at_work, args=(seat, random.Random(number)))  # noqa: S311 - the same clicks each time
        for number, seat in enumerate(desks)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    return found


def _clicks(seat: Seat, chance: random.Random) -> Iterator[tuple[str, str]]:
    while True:
        yield "home", seat.home
        yield "queue", "/orders/"
        yield "list", "/people/"
        yield "card", f"/people/{chance.choice(seat.people)}/"
        yield "search", f"/find/?q={quote(chance.choice(seat.names))}"
        yield "list", f"/people/?age={chance.choice(['60-', '80-'])}"
        yield "queue", "/orders/?late=1"


def _areas(level: Level) -> list[territory.Area]:
    found = territory.Area.objects.filter(level=level, valid_to=None)
    return [area for area in found if _JINGAN.contains(area.scope) or area.scope.contains(_JINGAN)]


def _seat(role: Role, area: territory.Area, number: int, chance: random.Random) -> Seat:
    name = f"bench-{number}"
    account = accounts.create_account(_SYSTEM, username=name, display_name=name, area_code=area.code, is_demo=True)
    accounts.grant_post(_SYSTEM, account.pk, role=role, area_code=area.code, starts_on=clock.today())
    with wall(area.scope):
        entries = Person.objects.within(area.scope).order_by("area_code", "id")
        people = chance.choices(list(entries.values_list("pk", "name")[:400]), k=30)
    return Seat(role, cookie_of(name), [number for number, _ in people], [name[:2] for _, name in people])


def cookie_of(username: str) -> str:
    """Sign an account in under its first post, with a purpose given, as after the sign-in page."""
    with wall(Scope.EVERYTHING):
        account = Account.objects.everywhere(because="benchmark").get(username=username)
    bare = Actor(None, Level.UNIT, account.area_code, "", Scope.NOTHING, frozenset(), account_id=account.pk)
    post = accounts.posts_of(bare)[0].id
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session[POST_KEY] = post
    # people are opened for a purpose, which is asked once in half an hour
    session["registry_purpose"] = {"post": post, "text": "visit", "until": time.time() + 1800}
    session.create()
    assert session.session_key is not None
    return session.session_key
