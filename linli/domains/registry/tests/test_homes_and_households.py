"""Homes, the tree above them, and households that move."""

import uuid
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.domains.registry.actions.households import move_household
from linli.domains.registry.actions.premises import add_premises
from linli.domains.registry.actions.tenures import record_tenure
from linli.domains.registry.models import Household, Person, PersonRevision, Premises, Tenure
from linli.domains.registry.models.person import Standing
from linli.domains.registry.models.tenure import TenureKind
from linli.domains.registry.queries.homes import suggested_homes
from linli.domains.registry.tests.test_correct import at_once
from linli.domains.registry.tests.world import make_home, make_household, make_person
from linli.foundation.audit import public as audit
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall
from linli.toolbox.errors import Invalid, NotFound

EVERYWHERE = "test"


def get(model, **wanted):
    with wall(Scope.EVERYTHING):
        return list(model.objects.everywhere(because=EVERYWHERE).filter(**wanted).order_by("id"))


@pytest.mark.django_db
def test_a_new_home_brings_what_is_missing_above_it(world, cast):
    premises_id = add_premises(cast.worker, "闻喜路251弄99号601室")
    (home,) = get(Premises, pk=premises_id)
    assert (home.path, home.kind, home.is_home) == ("闻喜路/251弄/99号/601室", "room", True)
    assert home.short_path == "251弄/99号/601室"
    assert len(get(Premises, path="闻喜路/251弄")) == 1


@pytest.mark.django_db
def test_a_home_that_is_there_is_not_entered_again(world, cast):
    with pytest.raises(Invalid):
        add_premises(cast.worker, "闻喜路251弄3号502室")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["闻喜路", "闻喜路251弄", "临汾路8支弄"])
def test_a_whole_road_or_lane_is_no_home(world, cast, address):
    with pytest.raises(Invalid, match=r"number or room|门牌号"):
        add_premises(cast.worker, address)


@pytest.mark.django_db
def test_a_step_above_homes_can_become_a_home(world, cast):
    premises_id = add_premises(cast.worker, "闻喜路251弄3号")
    assert get(Premises, pk=premises_id)[0].is_home


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["那边第二家", "闻喜路" + "9" * 60 + "弄1号2室"])
def test_an_address_that_cannot_be_read_is_refused(world, cast, address):
    with pytest.raises(Invalid) as refusal:
        add_premises(cast.worker, address)
    assert "address" in refusal.value.fields


@pytest.mark.django_db
def test_a_home_is_entered_only_in_the_own_area(world, cast, city):
    with pytest.raises(Invalid):
        add_premises(cast.worker, "场中路1号", area_code=city.neighbour)


def test_the_same_home_entered_twice_at_once_is_one(committed_db, cast, city):
    results = at_once(*[lambda: add_premises(cast.worker, "闻喜路1弄2号3室")] * 3)
    assert sorted(type(result).__name__ for result in results) == ["Invalid", "Invalid", "int"]
    assert len(get(Premises, path="闻喜路/1弄/2号/3室")) == 1


@pytest.mark.django_db
def test_the_list_of_homes_counts_who_lives_there(world, cast, client_of):
    rows = client_of(cast.worker).get("/homes/").context["rows"]
    assert {(row.address, row.people, row.households) for row in rows} == {
        ("闻喜路251弄3号502室", 3, 1),
        ("闻喜路251弄12号101室", 0, 0),
    }


@pytest.mark.django_db
def test_the_queries_of_the_lists_do_not_grow_with_the_rows(world, cast, city, client_of):
    browser = client_of(cast.worker)
    for path in ("/homes/", "/households/", "/organisations/"):
        browser.get(path)
        with CaptureQueriesContext(connection) as few:
            browser.get(path)
        for number in range(10):
            home = make_home(city.committee, f"{'临汾路' if path == '/homes/' else '场中路'}{number + 1}号")
            make_person(city.committee, f"甲{number}", home=home, household=make_household(home))
        with CaptureQueriesContext(connection) as many:
            browser.get(path)
        assert len(many) == len(few), path


@pytest.mark.django_db
def test_a_home_shows_its_households_and_who_is_bound_to_it(world, tenure, cast, client_of):
    card = client_of(cast.worker).get(f"/homes/{world.home.pk}/").context["card"]
    assert [member.name for member in card.households[0].members] == ["张三", "李四", "张小明"]
    assert [(bond.person.name, bond.tenure.kind) for bond in card.bonds] == [("张三", TenureKind.REGISTERED)]
    assert [step.label for step in card.above] == ["闻喜路", "251弄", "3号"]


@pytest.mark.django_db
def test_a_step_above_homes_leads_down_in_the_order_of_numbers(world, cast, client_of):
    (lane,) = get(Premises, path="闻喜路/251弄")
    card = client_of(cast.worker).get(f"/homes/{lane.pk}/").context["card"]
    assert [step.label for step in card.below] == ["3号", "12号"]


@pytest.mark.django_db
def test_an_address_suggests_the_homes_it_may_mean(world, cast):
    with wall(cast.worker.scope):
        assert [address for _, address in suggested_homes(cast.worker, "闻喜路251弄")] == [
            "闻喜路251弄12号101室",
            "闻喜路251弄3号502室",
        ]
        assert [address for _, address in suggested_homes(cast.worker, "闻喜路251弄3号502室")] == [
            "闻喜路251弄3号502室"
        ]
        assert suggested_homes(cast.worker, "场中路100弄1号1室") == []


@pytest.mark.django_db
def test_a_household_moves_with_its_members_and_their_living_tenure(world, tenure, cast):
    record_tenure(cast.worker, world.li.pk, world.home.pk, TenureKind.LIVING, since=date(2001, 5, 1))
    move_household(cast.worker, world.household.pk, home_id=world.other_home.pk, on=date(2026, 3, 1), reason="旧房改造")
    assert {person.home_id for person in get(Person, household=world.household)} == {world.other_home.pk}
    assert get(Household, pk=world.household.pk)[0].home_id == world.other_home.pk
    assert len(get(PersonRevision)) == 3
    left, moved = get(Tenure, person=world.li)
    assert (left.period.upper, moved.period.lower, moved.premises_id) == (
        date(2026, 3, 1),
        date(2026, 3, 1),
        world.other_home.pk,
    )
    (registered, *_) = get(Tenure, person=world.zhang)
    assert (registered.kind, registered.period.upper) == (TenureKind.REGISTERED, None)
    with wall(cast.worker.scope):
        moves = audit.rows(cast.worker, audit.Filters(action="registry:household:move"))
    assert {row.subject_id for row in moves} == {world.zhang.pk, world.li.pk, world.boy.pk}


@pytest.mark.django_db
def test_who_moved_away_or_died_does_not_move(world, cast):
    with wall(Scope.EVERYTHING):
        Person.objects.everywhere(because=EVERYWHERE).filter(pk=world.li.pk).update(standing=Standing.DEAD)
    move_household(cast.worker, world.household.pk, home_id=world.other_home.pk, on=date(2026, 3, 1), reason="旧房改造")
    assert get(Person, pk=world.li.pk)[0].home_id == world.home.pk


@pytest.mark.django_db
def test_a_household_moves_once_and_only_inside_the_area(world, cast):
    token = uuid.uuid4()
    for _ in range(2):
        move_household(
            cast.worker, world.household.pk, home_id=world.other_home.pk, on=date(2026, 3, 1), reason="搬", token=token
        )
    assert len(get(PersonRevision)) == 3
    with pytest.raises(NotFound):
        move_household(
            cast.worker, world.household.pk, home_id=world.stranger.home_id, on=date(2026, 4, 1), reason="搬"
        )
    with pytest.raises(Invalid):
        move_household(cast.worker, world.household.pk, home_id=world.other_home.pk, on=date(2026, 4, 1), reason="搬")


@pytest.mark.django_db
def test_the_screen_moves_a_household(world, cast, browser_of):
    answer = browser_of(cast.worker).post(
        f"/households/{world.household.pk}/move/", {"home": "12号101室", "on": "2026-03-01", "reason": "旧房改造"}
    )
    assert (answer.status_code, answer.url) == (302, f"/households/{world.household.pk}/")
    assert get(Household, pk=world.household.pk)[0].home_id == world.other_home.pk


@pytest.mark.django_db
def test_the_screen_enters_a_home(world, cast, browser_of):
    browser = browser_of(cast.worker)
    assert browser.post("/homes/new/", {"address": "闻喜路251弄77号"}).status_code == 302
    assert browser.post("/homes/new/", {"address": "闻喜路251弄77号"}).status_code == 422
