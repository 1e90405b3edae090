"""Committees become one: their rows come along, whole, once, and what would stand twice waits for a person."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from linli.domains.registry import tasks
from linli.domains.registry.actions.corrections import correct_person
from linli.domains.registry.actions.looking import look_at_history
from linli.domains.registry.actions.rehoming.deciding import decide_home, decide_organisation, decide_person
from linli.domains.registry.actions.rehoming.moving import rehome_committee
from linli.domains.registry.actions.tallies import count_committees
from linli.domains.registry.events import PersonAdded
from linli.domains.registry.models import Household, Organisation, Person, PersonRevision, Premises, Tally, Tenure
from linli.domains.registry.models.person import Standing
from linli.domains.registry.queries.rehoming import rows_waiting, waiting
from linli.domains.registry.rules.rehoming import Verdict
from linli.domains.registry.tests.importing import all_of
from linli.domains.registry.tests.world import citizen_id, make_home, make_person
from linli.foundation.accounts.models import Account
from linli.foundation.audit import public as audit
from linli.foundation.events.models import Event
from linli.foundation.events.outbox import tell_subscribers
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall
from linli.foundation.territory import public as territory
from linli.toolbox.errors import Conflict, NotAllowed, NotFound

pytestmark = pytest.mark.django_db

DAY = date(2024, 3, 1)
BASIS = "静民〔2024〕12号"
MOVED_TO = 3101060199010000  # under 大宁路街道


@pytest.fixture
def merged(world: Any, cast: Any, city: Any) -> territory.Succession:
    """Merge the worker's committee into the neighbour's; nothing has moved yet."""
    target = territory.area(city.neighbour)
    territory.merge_areas(
        cast.system_admin, [city.committee, city.neighbour], territory.Part(target.national_code, target.name),
        on=DAY, basis=BASIS,
    )  # fmt: skip
    gone = territory.succession(city.committee)
    assert gone is not None
    return gone


def moved_to_another_street(cast: Any, city: Any) -> None:
    territory.move_area(
        cast.system_admin, city.committee, 3101060190000000, territory.Part("310106019901", "彭一居委会"),
        on=DAY, basis=BASIS,
    )  # fmt: skip


def codes(model: Any) -> set[int]:
    with wall(Scope.EVERYTHING):
        return set(all_of(model).values_list("area_code", flat=True))


def seen(actor: Any, model: Any = Person) -> set[int]:
    """Ask PostgreSQL, behind the wall of an actor and with no condition of ours."""
    with wall(actor.scope):
        return set(all_of(model).values_list("pk", flat=True))


def again(person: Person) -> Person:
    with wall(Scope.EVERYTHING):
        return all_of(Person).get(pk=person.pk)


def test_all_rows_come_along_and_the_new_staff_sees_them_and_the_old_does_not(world, cast, city, merged, organisation):
    before = seen(cast.worker)
    assert world.zhang.pk in before
    assert world.zhang.pk not in seen(cast.neighbour)

    done = rehome_committee(city.committee)

    assert (done.people, done.households, done.organisations, done.left) == (3, 1, 1, 0)
    assert before <= seen(cast.neighbour)
    for model in (Person, Premises, Household, Tenure, Organisation):
        assert seen(cast.worker, model) == set()
        assert codes(model) <= {city.neighbour}


def test_done_again_it_does_nothing(world, city, merged):
    rehome_committee(city.committee)
    version = again(world.zhang).version

    assert rehome_committee(city.committee).moved == 0
    assert again(world.zhang).version == version
    with wall(Scope.EVERYTHING):
        assert all_of(PersonRevision).filter(person=world.zhang).count() == 1


def test_the_history_keeps_the_old_code_and_the_new_staff_reads_it(world, cast, city, merged):
    with wall(cast.worker.scope):
        correct_person(cast.worker, world.zhang.pk, {"name": "张山"}, version=1, reason="户口本")
    rehome_committee(city.committee)

    with wall(Scope.EVERYTHING):
        kept = all_of(PersonRevision).filter(person=world.zhang).order_by("version")
        assert [(one.version, one.area_code) for one in kept] == [(1, city.committee), (2, city.committee)]
    known = look_at_history(cast.neighbour, world.zhang.pk, purpose="visit")
    assert [state.facts.name for state in known] == ["张山", "张山", "张三"]
    assert BASIS in known[0].facts.reason


def test_the_history_of_a_stranger_does_not_come_with_it(world, cast, city, merged):
    """The wall is widened for one person who is in the scope, not for whoever was in the old committee."""
    rehome_committee(city.committee)
    with pytest.raises(NotFound):
        look_at_history(cast.other_street, world.zhang.pk, purpose="visit")


def test_the_numbers_move_with_the_rows(world, city, merged):
    count_committees([city.committee, city.neighbour])
    rehome_committee(city.committee)
    assert not Tally.objects.filter(committee_code=city.committee).exists()
    assert Tally.objects.get(committee_code=city.neighbour).people == 4


def test_each_person_finds_the_move_in_the_audit_with_both_codes(world, cast, city, merged):
    rehome_committee(city.committee)
    with wall(Scope.EVERYTHING):
        rows = audit.rows(cast.audit_admin, audit.Filters(action="registry:person:rehome"), limit=10)
    ours = [row for row in rows if row.subject_id == world.zhang.pk]
    assert [row.detail for row in ours] == [{"from": city.committee, "to": city.neighbour}]


def test_a_moved_committee_keeps_what_stands_below_it(world, cast, city):
    unit = territory.add_unit(cast.head, city.committee, "彭一小区")
    with wall(Scope.EVERYTHING):
        all_of(Person).filter(pk=world.zhang.pk).update(area_code=unit.code + 7)
    moved_to_another_street(cast, city)

    rehome_committee(city.committee)

    assert again(world.zhang).area_code == MOVED_TO + unit.code % 10_000 + 7
    assert again(world.li).area_code == MOVED_TO
    assert territory.area(MOVED_TO + unit.code % 10_000).name == "彭一小区"


def test_what_became_of_it_and_what_became_of_that_is_followed(world, cast, city, merged):
    target = merged.target
    territory.move_area(
        cast.system_admin, target.code, 3101060190000000, territory.Part("310106019901", "彭一居委会"),
        on=DAY + timedelta(days=9), basis=BASIS,
    )  # fmt: skip
    assert rehome_committee(city.committee).onward == target.code
    rehome_committee(target.code)
    assert codes(Person) == {MOVED_TO}


def test_the_change_itself_asks_for_the_move_and_a_late_entry_does_too(world, cast, city, merged, jobs_waiting):
    heard = Event.objects.filter(name__endswith="AreaChanged").get()
    tell_subscribers(heard.pk)
    assert jobs_waiting() == [city.committee]
    tasks.rehome_late(PersonAdded(1, city.committee))
    tasks.rehome_late(PersonAdded(2, city.neighbour))
    assert jobs_waiting() == [city.committee]


@pytest.fixture
def jobs_waiting(db: None):
    """Give the committees whose re-homing waits in the queue."""

    def waiting_jobs() -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT args->>'committee_code' FROM procrastinate_jobs"
                " WHERE task_name = 'registry.rehome_committee' AND status = 'todo'"
            )
            return [int(code) for (code,) in cursor.fetchall()]

    return waiting_jobs


def test_every_night_the_committees_that_are_no_more_are_looked_at(world, city, merged, jobs_waiting):
    tasks.rehome_left(0)
    tasks.rehome_left(0)
    assert jobs_waiting() == [city.committee]


def test_a_road_of_both_is_one_road_afterwards(world, city, cast, merged):
    theirs = make_home(city.neighbour, "闻喜路300弄1号1室")
    rehome_committee(city.committee)
    with wall(cast.neighbour.scope):
        road = all_of(Premises).get(path="闻喜路")
        lanes = set(all_of(Premises).filter(parent=road).values_list("label", flat=True))
    assert lanes == {"251弄", "300弄"}
    assert theirs.pk in seen(cast.neighbour, Premises)


@pytest.fixture
def twice(world: Any, city: Any, merged: Any) -> Person:
    """Let 张三 stand in both ledgers, there under another name and at another home."""
    return make_person(
        city.neighbour,
        "张叁",
        citizen_id=citizen_id(date(1950, 1, 1), 1),
        home=make_home(city.neighbour, "场中路1弄2号"),
    )


def test_who_would_stand_twice_waits_in_a_list_and_everybody_else_moves(world, cast, city, twice):
    done = rehome_committee(city.committee)

    assert (done.people, done.left) == (2, 1)
    assert again(world.zhang).area_code == city.committee
    with wall(cast.neighbour.scope):
        [change] = waiting(cast.neighbour)
        assert rows_waiting(cast.neighbour) == 1
    assert [(twins.id, twins.other_id) for twins in change.same_people] == [(world.zhang.pk, twice.pk)]
    assert Tally.objects.get(committee_code=city.committee).people == 1


@pytest.mark.parametrize(
    ("verdict", "loses", "standing"),
    [
        (Verdict.HERE, "zhang", Standing.MOVED),
        (Verdict.INCOMING, "twice", Standing.MOVED),
        (Verdict.DIFFERENT, "zhang", Standing.PRESENT),
    ],
)
def test_a_decision_removes_nobody_and_lets_the_move_go_on(  # noqa: PLR0917 - fixtures and cases
    world, cast, city, twice, verdict, loses, standing
):
    rehome_committee(city.committee)

    decide_person(cast.neighbour, city.committee, world.zhang.pk, verdict)
    rehome_committee(city.committee)

    loser, keeper = again(world.zhang), again(twice)
    if loses == "twice":
        loser, keeper = keeper, loser
    assert (loser.citizen_id, loser.standing) == (None, standing)
    assert keeper.citizen_id is not None
    assert {loser.area_code, keeper.area_code} == {city.neighbour}
    with wall(cast.neighbour.scope):
        assert waiting(cast.neighbour) == []


@pytest.fixture
def same_home(world: Any, city: Any, merged: Any) -> Person:
    """Let somebody live at 张三's address in the other ledger."""
    return make_person(city.neighbour, "赵六", home=make_home(city.neighbour, "闻喜路251弄3号502室"))


def test_a_home_of_both_waits_with_everybody_in_it(world, cast, city, same_home):
    done = rehome_committee(city.committee)

    assert done.people == done.households == 0
    with wall(cast.neighbour.scope):
        [change] = waiting(cast.neighbour)
    assert [twins.words for twins in change.same_homes] == ["闻喜路251弄3号502室"]
    assert change.people == 3


def test_joined_it_is_one_home_with_everybody_in_it(world, cast, city, same_home, tenure):
    rehome_committee(city.committee)

    decide_home(cast.neighbour, city.committee, world.home.pk, Verdict.HERE)
    rehome_committee(city.committee)

    assert {again(one).home_id for one in (world.zhang, world.li, world.boy)} == {same_home.home_id}
    assert world.household.pk in seen(cast.neighbour, Household)
    with wall(cast.neighbour.scope):
        assert all_of(Tenure).get(pk=tenure.pk).premises_id == same_home.home_id
        assert waiting(cast.neighbour) == []


def test_a_credit_code_of_both_waits_and_is_decided(world, cast, city, merged):
    with wall(Scope.EVERYTHING):
        ours, theirs = (
            Organisation.objects.create(
                area_code=code, name=name, credit_code="91310106MA1FYX1234", recorded_at=timezone.now()
            )
            for code, name in ((city.committee, "面包房"), (city.neighbour, "面包店"))
        )
    assert rehome_committee(city.committee).left == 1

    decide_organisation(cast.neighbour, city.committee, ours.pk, Verdict.DIFFERENT)
    rehome_committee(city.committee)

    assert {ours.pk, theirs.pk} <= seen(cast.neighbour, Organisation)


def test_an_entry_that_somebody_signs_in_to_is_not_closed_behind_their_back(world, cast, city, twice):
    with wall(Scope.EVERYTHING):
        Account.objects.everywhere(because="test").filter(pk=cast.resident.account_id).update(person_id=world.zhang.pk)
    rehome_committee(city.committee)
    with pytest.raises(Conflict, match=r"signs in|账号"):
        decide_person(cast.neighbour, city.committee, world.zhang.pk, Verdict.HERE)
    decide_person(cast.neighbour, city.committee, world.zhang.pk, Verdict.INCOMING)  # the other entry is closed


@pytest.mark.parametrize("who", ["worker", "other_street", "neighbour"])
def test_only_the_heirs_decide(world, cast, city, twice, who):
    rehome_committee(city.committee)
    source = city.neighbour if who == "neighbour" else city.committee  # the neighbour's stands
    with pytest.raises((NotFound, NotAllowed)):
        decide_person(getattr(cast, who), source, world.zhang.pk, Verdict.HERE)
    assert again(world.zhang).citizen_id is not None


def test_after_a_split_nothing_moves_and_the_list_says_so(world, cast, city, head_of):
    territory.split_area(
        cast.system_admin, city.committee,
        [territory.Part("310106020901", "东居委会"), territory.Part("310106020902", "西居委会")], on=DAY, basis=BASIS,
    )  # fmt: skip
    heir = head_of(3101060209010000)

    assert rehome_committee(city.committee).moved == 0
    with wall(heir.scope):
        [change] = waiting(heir)
    assert (change.is_split, change.goes_on, change.people) == (True, False, 3)
    assert seen(heir) == set()  # counted, not shown


@pytest.fixture
def head_of(cast: Any):
    """Make a committee head of an area that was founded by a change."""
    from conftest import actor_with_post
    from linli.foundation.scope import Role

    return lambda code: actor_with_post("heir", Role.COMMITTEE_HEAD, code)


def test_the_page_lists_what_waits_and_takes_the_decision(world, cast, city, twice, browser_of):
    rehome_committee(city.committee)
    browser = browser_of(cast.neighbour)
    page = browser.get("/people/rehoming/").content.decode()
    assert "张叁" in page
    assert "/people/rehoming/" in browser.get("/").content.decode()

    answer = browser.post(
        f"/people/rehoming/{city.committee}/decisions/",
        {"kind": "person", "id": world.zhang.pk, "verdict": "different"},
        follow=True,
    )

    assert answer.status_code == 200
    assert again(world.zhang).citizen_id is None
