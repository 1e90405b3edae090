"""Whom a request acts as, and what a post opens."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from linli.foundation.accounts import queries
from linli.foundation.accounts.models import Account, Post
from linli.foundation.accounts.models.post import valid_on
from linli.foundation.accounts.roles_scope import REACH, can_be_held_at, scope_of
from linli.foundation.accounts.rules import (
    ACCOUNT_PATIENCE,
    ADDRESS_PATIENCE,
    LONGEST_WAIT,
    is_username,
    must_use_totp,
    wait_after,
)
from linli.foundation.accounts.tests.people import PASSWORD, add_post, posts_of
from linli.foundation.scope import Role, Scope, grants
from linli.foundation.scope.database import wall
from linli.foundation.scope.roles import ADMINISTRATORS, STAFF
from linli.toolbox.levels import Level

AREA = Scope(3101060000000000, 3101070000000000)


@pytest.mark.parametrize("role", Role)
def test_every_role_says_what_its_post_opens_and_why(role):
    assert REACH[role].because
    assert REACH[role].levels


@pytest.mark.parametrize("role", sorted(set(Role) - STAFF))
def test_neighbours_and_partners_get_no_range(role):
    assert scope_of(role, AREA) == Scope.NOTHING


@pytest.mark.parametrize("role", sorted(STAFF))
def test_offices_get_their_area_and_no_more(role):
    assert scope_of(role, AREA) == AREA


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_no_administrator_may_see_people(role):
    assert not [name for name in grants.permissions_of(role) if name.startswith("registry:")]


def test_the_three_administrations_share_no_power_over_accounts():
    system, security, audit = (
        {name for name in grants.permissions_of(role) if not name.endswith((":view", ":disable"))}
        for role in (Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR)
    )
    assert not system & security
    assert not system & audit
    assert not security & audit
    assert "accounts:post:grant" not in system
    assert "accounts:account:create" not in security
    assert not [name for name in grants.permissions_of(Role.AUDIT_ADMINISTRATOR) if name.startswith("accounts:")]
    for role in set(Role) - ADMINISTRATORS:
        assert not [name for name in grants.permissions_of(role) if name.startswith(("accounts:", "audit:"))]


def test_a_city_post_exists_in_the_city_only():
    assert can_be_held_at(Role.CITY_OPERATOR, Level.CITY)
    assert not can_be_held_at(Role.CITY_OPERATOR, Level.DISTRICT)
    assert not can_be_held_at(Role.COMMITTEE_WORKER, Level.STREET)


def test_the_actor_of_a_post_is_read_at_run_time(person, city):
    account = person()
    post = posts_of(account)[0]
    actor = queries.actor_for_post(post.pk)
    assert (actor.account_id, actor.role, actor.area_code) == (account.pk, Role.COMMITTEE_WORKER, city.committee)
    with wall(Scope.EVERYTHING):
        post.ends_on = date(2021, 1, 1)
        post.save(update_fields=["ends_on"])
    assert queries.actor_for_post(post.pk) is None


def test_a_task_of_a_closed_account_does_not_run(person):
    post = posts_of(person(is_active=False))[0]
    assert queries.actor_for_post(post.pk) is None


def test_a_proposed_post_opens_nothing(person, city):
    account = person()
    post = posts_of(account)[0]
    with wall(Scope.EVERYTHING):
        post.granted_at = None
        post.save(update_fields=["granted_at"])
    assert queries.actor_for_post(post.pk) is None
    assert queries.actor_of_account(account) is None


@pytest.mark.parametrize("ends", [None, date(2020, 1, 5)])
@pytest.mark.parametrize("day", [date(2019, 12, 31), date(2020, 1, 1), date(2020, 1, 4), date(2020, 1, 5)])
def test_the_database_agrees_about_the_days(person, day, ends):
    account = person(starts_on=date(2020, 1, 1), ends_on=ends)
    post = posts_of(account)[0]
    with wall(Scope.EVERYTHING):
        found = Post.objects.everywhere(because="test").filter(valid_on(day), pk=post.pk).exists()
    assert found is post.is_valid_on(day)


def test_a_request_costs_the_same_queries_with_one_post_and_with_twenty(client, person, city):
    from linli.foundation.territory.models import Area

    account = person()
    client.post("/sign-in/", {"username": "li.na", "password": PASSWORD})
    with_one = queries_of(client)
    for area in Area.objects.filter(level=Level.COMMITTEE)[:20]:
        if area.code != city.committee:
            add_post(account, Role.COMMITTEE_WORKER, area.code)
    assert queries_of(client) == with_one


def queries_of(client) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        client.get("/password/chosen/")
    return len(captured)


def test_outside_of_a_wall_no_account_and_no_post_is_seen(person):
    person()
    assert not Account.objects.everywhere(because="test").exists()
    assert not Post.objects.everywhere(because="test").exists()


def test_behind_the_own_wall_only_the_own_account_is_seen(person):
    mine, _other = person(), person("wang.wei")
    with wall(Scope.NOTHING, account_id=mine.pk):
        assert [account.pk for account in Account.objects.everywhere(because="test")] == [mine.pk]
        assert {post.account_id for post in Post.objects.everywhere(because="test")} == {mine.pk}


@given(st.integers(0, 10_000))
def test_waits_never_shrink_and_never_pass_the_longest(failures):
    for patience in (ACCOUNT_PATIENCE, ADDRESS_PATIENCE):
        assert wait_after(failures, patience) <= wait_after(failures + 1, patience) <= LONGEST_WAIT


def test_the_first_failures_are_free():
    assert not wait_after(ACCOUNT_PATIENCE.free, ACCOUNT_PATIENCE)
    assert wait_after(ACCOUNT_PATIENCE.free + 1, ACCOUNT_PATIENCE)


@pytest.mark.parametrize("name", ["li.na", "a1", "zhang_san@street", "x" * 64])
def test_a_plain_user_name_is_one(name):
    assert is_username(name)


@pytest.mark.parametrize("name", ["", "a", ".li", "Li", "李娜", "li na", "x" * 65, "li;drop", "-x", "li\n"])
def test_anything_else_is_none(name):
    assert not is_username(name)


def test_only_staff_must_use_a_second_factor():
    assert must_use_totp({Role.RESIDENT, Role.COMMITTEE_WORKER}, required=True)
    assert not must_use_totp({Role.RESIDENT}, required=True)
    assert not must_use_totp(set(STAFF), required=False)


def test_the_tables_match_the_models(db):
    call_command("makemigrations", "accounts", check=True, dry_run=True, verbosity=0)
