"""Two people, or two requests, at the same moment."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime

import pyotp
from django.db import connections
from django.test import Client

from linli.foundation.accounts import second_factor
from linli.foundation.accounts.actions.posts import grant_post
from linli.foundation.accounts.tests.people import ADMINISTRATIONS, posts_of
from linli.foundation.scope import Role, Scope
from linli.foundation.scope.database import wall


def terms(city, role: Role = Role.COMMITTEE_WORKER, **more: object) -> dict:
    return {"role": role, "area_code": city.committee, "starts_on": date(2026, 1, 1)} | more


def test_two_administrators_granting_the_same_post_at_once_grant_it_once(committed_db, cast, city, person):
    somebody = person("zhou.min", role=None)
    outcomes = at_once(8, lambda: grant_post(cast.security_admin, somebody.pk, **terms(city)))
    assert sorted(outcomes) == ["Conflict"] * 7 + ["done"]
    assert len(posts_of(somebody)) == 1


def test_two_administrations_granted_at_once_do_not_end_in_one_hand(committed_db, cast, city, person):
    somebody = person("zhou.min", role=None)
    roles = iter(ADMINISTRATIONS * 2)
    lock = threading.Lock()

    def grant() -> None:
        with lock:
            role = next(roles)
        grant_post(cast.security_admin, somebody.pk, **terms(city, role, area_code=city.city))

    outcomes = at_once(6, grant)
    assert outcomes.count("done") == 1
    assert len(posts_of(somebody)) == 1


def test_guesses_sent_at_once_are_judged_one_after_another(committed_db, person):
    person()

    def guess() -> None:
        answer = Client().post("/sign-in/", {"username": "li.na", "password": "wrong"})
        raise RuntimeError(str(answer.status_code))

    outcomes = at_once(12, guess, tell=str)
    assert outcomes.count("422") == 5
    assert outcomes.count("429") == 7


def test_a_code_sent_twice_at_once_opens_once(committed_db, person):
    account = person()
    with wall(Scope.EVERYTHING):
        second_factor.propose_secret(account)
    code = pyotp.TOTP(second_factor.secret_of(account)).at(datetime.now(UTC))

    accepted = []

    def spend() -> None:
        with wall(account.own_scope):
            accepted.append(second_factor.accept_code(account, code))

    at_once(8, spend)
    assert sorted(accepted) == [False] * 7 + [True]


def at_once(times: int, do, tell=lambda error: type(error).__name__) -> list[str]:
    """Do the same thing in so many threads at the same moment and collect how each ended."""
    gate, outcomes = threading.Barrier(times), []

    def run() -> None:
        gate.wait()
        try:
            do()
            outcomes.append("done")
        except Exception as error:  # noqa: BLE001 - the outcome is what is asked for
            outcomes.append(tell(error))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
