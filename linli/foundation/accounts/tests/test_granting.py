"""Granting and ending posts: who may, what the database refuses, and two people at once."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from linli.foundation.accounts.actions.accounts import (
    change_account,
    create_account,
    disable_account,
    give_new_password,
)
from linli.foundation.accounts.actions.posts import end_post, grant_post, grant_proposed_post, propose_post
from linli.foundation.accounts.actions.second_factor import reset_second_factor
from linli.foundation.accounts.models import Post
from linli.foundation.accounts.tests.people import ADMINISTRATIONS, add_post, fresh, posts_of
from linli.foundation.audit.models import AuditRow
from linli.foundation.scope import Actor, Role, Scope
from linli.foundation.scope.database import wall
from linli.toolbox.errors import Conflict, Invalid, NotAllowed, NotFound

TODAY = date(2026, 11, 23)


@pytest.fixture
def somebody(person):
    return person("zhou.min", role=None)


def terms(city, role: Role = Role.COMMITTEE_WORKER, **more: object) -> dict:
    return {"role": role, "area_code": city.committee, "starts_on": date(2026, 1, 1)} | more


def test_a_granted_post_counts_and_is_written_down(cast, city, somebody):
    post = grant_post(cast.security_admin, somebody.pk, **terms(city))
    assert post.granted_by_id == cast.security_admin.account_id
    with wall(Scope.EVERYTHING):
        row = AuditRow.objects.everywhere(because="test").get(action="accounts:post:grant", object_id=post.pk)
    assert (row.account_id, row.area_code) == (cast.security_admin.account_id, city.committee)


def test_a_proposed_post_counts_only_after_somebody_else_granted_it(cast, city, somebody):
    post = propose_post(cast.system_admin, somebody.pk, **terms(city))
    assert not posts_of(somebody)[0].is_valid_on(timezone.localdate())
    grant_proposed_post(cast.security_admin, post.pk)
    assert posts_of(somebody)[0].is_valid_on(timezone.localdate())
    with pytest.raises(Conflict):
        grant_proposed_post(cast.security_admin, post.pk)


def test_a_declined_proposal_never_counts(cast, city, somebody):
    post = propose_post(cast.system_admin, somebody.pk, **terms(city))
    end_post(cast.security_admin, post.pk, reason="nobody knows them")
    with pytest.raises(Conflict):
        grant_proposed_post(cast.security_admin, post.pk)


@pytest.mark.parametrize("who", ["system_admin", "audit_admin", "worker", "city", "head"])
def test_nobody_else_grants_or_ends_posts(cast, city, somebody, who):
    actor = getattr(cast, who)
    with pytest.raises(NotAllowed):
        grant_post(actor, somebody.pk, **terms(city))
    with pytest.raises(NotAllowed):
        end_post(actor, cast.worker.post_id, reason="x")


@pytest.mark.parametrize("who", ["security_admin", "audit_admin", "worker", "city"])
def test_nobody_but_the_system_administrator_makes_accounts(cast, city, who):
    with pytest.raises(NotAllowed):
        create_account(getattr(cast, who), username="x.y", display_name="X", area_code=city.committee)


def test_nobody_grants_themselves(cast, city):
    with pytest.raises(NotAllowed):
        grant_post(cast.security_admin, cast.security_admin.account_id, **terms(city, Role.COMMITTEE_HEAD))


def test_the_database_refuses_a_post_granted_to_oneself(cast, city):
    refused = pytest.raises(IntegrityError, match="accounts_nobody_grants_themselves")
    with wall(Scope.EVERYTHING), refused, transaction.atomic():
        Post.objects.within(Scope.EVERYTHING).filter(pk=cast.worker.post_id).update(granted_by=cast.worker.account_id)


def test_nobody_ends_their_own_post(cast):
    with pytest.raises(NotAllowed):
        end_post(cast.security_admin, cast.security_admin.post_id, reason="x")


@pytest.mark.parametrize("where", ["city", "district", "other_street"])
def test_nobody_grants_a_post_above_or_beside_their_own_area(person, city, somebody, where):
    from conftest import actor_with_post

    street_security = actor_with_post("street-security", Role.SECURITY_ADMINISTRATOR, city.street)
    with pytest.raises(NotFound):
        grant_post(
            street_security, somebody.pk, **terms(city, Role.SECURITY_ADMINISTRATOR, area_code=getattr(city, where))
        )


def test_an_account_of_another_area_does_not_exist(person, city, cast):
    from conftest import actor_with_post

    theirs = actor_with_post("street-security", Role.SECURITY_ADMINISTRATOR, city.other_street)
    with pytest.raises(NotFound):
        grant_post(theirs, cast.worker.account_id, **terms(city, area_code=city.other_street))


def test_a_role_exists_only_at_its_levels(cast, city, somebody):
    with pytest.raises(Invalid):
        grant_post(cast.security_admin, somebody.pk, **terms(city, Role.CITY_OPERATOR))


def test_a_post_ends_after_it_starts(cast, city, somebody):
    with pytest.raises(Invalid):
        grant_post(cast.security_admin, somebody.pk, **terms(city, ends_on=date(2026, 1, 1)))


def test_the_same_post_is_not_held_twice_at_a_time(cast, city, somebody):
    grant_post(cast.security_admin, somebody.pk, **terms(city, ends_on=date(2026, 6, 1)))
    with pytest.raises(Conflict):
        grant_post(cast.security_admin, somebody.pk, **terms(city, starts_on=date(2026, 5, 31)))
    grant_post(cast.security_admin, somebody.pk, **terms(city, starts_on=date(2026, 6, 1)))
    assert len(posts_of(somebody)) == 2


def test_one_account_holds_several_different_posts(cast, city, somebody):
    grant_post(cast.security_admin, somebody.pk, **terms(city))
    grant_post(cast.security_admin, somebody.pk, **terms(city, area_code=city.neighbour))
    grant_post(cast.security_admin, somebody.pk, **terms(city, Role.RESIDENT))
    assert len(posts_of(somebody)) == 3


@pytest.mark.parametrize("first", ADMINISTRATIONS)
@pytest.mark.parametrize("second", ADMINISTRATIONS)
def test_two_administrations_are_never_in_one_hand(cast, city, somebody, first, second):
    grant_post(cast.security_admin, somebody.pk, **terms(city, first, area_code=city.district))
    other = terms(city, second, area_code=city.street)
    if first == second:
        grant_post(cast.security_admin, somebody.pk, **other)
    else:
        with pytest.raises(Conflict) as refused:
            grant_post(cast.security_admin, somebody.pk, **other)
        assert refused.value.code == "accounts.administrators_apart"


def test_an_ended_post_can_be_held_again_the_same_day(cast, city, somebody):
    post = grant_post(cast.security_admin, somebody.pk, **terms(city))
    end_post(cast.security_admin, post.pk, reason="mistake")
    grant_post(cast.security_admin, somebody.pk, **terms(city, starts_on=timezone.localdate()))
    with pytest.raises(Conflict):
        end_post(cast.security_admin, post.pk, reason="again")


def test_a_refused_grant_writes_nothing(cast, city, somebody):
    grant_post(cast.security_admin, somebody.pk, **terms(city))
    with wall(Scope.EVERYTHING):
        before = AuditRow.objects.everywhere(because="test").count()
    with pytest.raises(Conflict):
        grant_post(cast.security_admin, somebody.pk, **terms(city))
    with wall(Scope.EVERYTHING):
        assert AuditRow.objects.everywhere(because="test").count() == before


@pytest.fixture
def street_system(city, db):
    from conftest import actor_with_post

    return actor_with_post("street-system", Role.SYSTEM_ADMINISTRATOR, city.street)


INTO_AN_ACCOUNT = [
    give_new_password,
    lambda actor, account: change_account(actor, account, display_name="X", email="thief@example.org"),
]


@pytest.mark.parametrize("take_over", INTO_AN_ACCOUNT)
def test_an_administrator_cannot_get_into_another_administrators_account(cast, take_over):
    for victim in (cast.security_admin, cast.audit_admin):
        with pytest.raises(NotAllowed):
            take_over(cast.system_admin, victim.account_id)


@pytest.mark.parametrize(
    "take_over", [*INTO_AN_ACCOUNT, lambda actor, account: disable_account(actor, account, reason="x")]
)
def test_nobody_gets_into_the_account_of_somebody_who_acts_in_a_wider_area(street_system, person, city, take_over):
    neighbour = person("zhou.min")  # kept in the street, and an operator of the whole district
    add_post(neighbour, Role.DISTRICT_OPERATOR, city.district)
    with pytest.raises(NotAllowed):
        take_over(street_system, neighbour.pk)
    assert fresh(neighbour).is_active
    assert fresh(neighbour).email == ""


def test_the_second_step_of_somebody_in_a_wider_area_stays(person, city, db):
    from conftest import actor_with_post

    street_security = actor_with_post("street-security", Role.SECURITY_ADMINISTRATOR, city.street)
    neighbour = person("zhou.min")
    add_post(neighbour, Role.DISTRICT_OPERATOR, city.district)
    with pytest.raises(NotAllowed):
        reset_second_factor(street_security, neighbour.pk, reason="x")


def test_within_the_own_area_they_do_their_work(street_system, person, city):
    neighbour = person("zhou.min")
    assert give_new_password(street_system, neighbour.pk)
    assert change_account(street_system, neighbour.pk, display_name="周敏", email="z@example.org").email


def test_nobody_closes_their_own_account(cast):
    with pytest.raises(NotAllowed):
        disable_account(cast.system_admin, cast.system_admin.account_id, reason="x")


def test_the_system_acts_with_a_reason(city, somebody):
    actor = Actor.system(because="demonstration")
    assert grant_post(actor, somebody.pk, **terms(city)).granted_by_id is None
