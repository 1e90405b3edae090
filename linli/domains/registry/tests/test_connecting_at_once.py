"""Two workers, two codes, one person, one moment: connected once, and nobody waits for ever."""

from __future__ import annotations

import pytest

from linli.domains.registry.actions.connecting import connect_account, disconnect_account
from linli.domains.registry.rules.documents import Document
from linli.domains.registry.tests.world import make_world
from linli.foundation.accounts import public as accounts
from linli.foundation.accounts.models import Account
from linli.foundation.accounts.tests.test_at_once import at_once
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall


def connected() -> dict[int, int]:
    with wall(Scope.EVERYTHING):
        found = Account.objects.everywhere(because="test").filter(person_id__isnull=False)
        return dict(found.values_list("pk", "person_id"))


def code_of(actor) -> str:
    accounts.ask_for_code(actor)
    return accounts.code_of(actor.account_id).digits


def connect(actor, person, code):
    at = accounts.Door(f"connect:{actor.account_id}", "198.51.100.7")
    attempt = connect_account(actor, person.pk, code=code, seen=Document.IDENTITY_CARD, at=at)
    if attempt.connection is None or attempt.is_repeat:
        raise RuntimeError("not by this one")


@pytest.fixture
def world(committed_db, cast, city):
    return make_world(city.committee, city.neighbour)


def test_one_code_typed_for_two_people_at_once_connects_one(world, cast):
    code = code_of(cast.resident)
    turns = iter([(cast.worker, world.zhang), (cast.head, world.li)] * 2)
    outcomes = at_once(4, lambda: connect(*next(turns), code))
    assert outcomes.count("done") == 1
    assert len(connected()) == 1


def test_two_codes_typed_for_one_person_at_once_connect_one(world, cast):
    turns = iter([(cast.worker, code_of(cast.resident)), (cast.head, code_of(cast.volunteer))])

    def turn() -> None:
        actor, code = next(turns)
        connect(actor, world.zhang, code)

    outcomes = at_once(2, turn)
    assert sorted(outcomes) == ["Conflict", "done"]
    assert list(connected().values()) == [world.zhang.pk]


def test_a_fresh_code_and_its_use_at_once_do_not_block_each_other(world, cast):
    codes = [code_of(cast.resident)]
    turns = iter(range(6))

    def turn() -> None:
        if next(turns) % 2:
            codes.append(code_of(cast.resident))
        else:
            connect(cast.worker, world.zhang, codes[-1])

    outcomes = at_once(6, turn)
    assert "OperationalError" not in outcomes
    assert connected() in ({}, {cast.resident.account_id: world.zhang.pk})


def test_parting_at_once_parts_once(world, cast):
    connect(cast.worker, world.zhang, code_of(cast.resident))
    parted = []
    actors = iter([cast.worker, cast.head] * 2)

    def part() -> None:
        parted.append(disconnect_account(next(actors), world.zhang.pk, cast.resident.account_id, reason="搬走"))

    at_once(4, part)
    assert sorted(parted) == [False, False, False, True]
    assert connected() == {}
