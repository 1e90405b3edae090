"""Entering somebody new."""

import uuid
from datetime import date

import pytest

from linli.domains.registry.actions.people import AlreadyThere, NewPerson, add_person
from linli.domains.registry.models import Person, Tenure
from linli.domains.registry.models.person import Sex, Source
from linli.domains.registry.models.tenure import TenureKind
from linli.domains.registry.tests.test_correct import at_once
from linli.domains.registry.tests.world import citizen_id
from linli.foundation.audit import public as audit
from linli.foundation.events.models import Event
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall
from linli.toolbox.errors import Invalid, NotFound


def entries(name):
    with wall(Scope.EVERYTHING):
        return list(Person.objects.everywhere(because="test").filter(name=name))


@pytest.mark.django_db
def test_a_new_person_is_in_the_ledger_with_initials_birth_date_and_home(world, cast):
    number = citizen_id(date(1980, 3, 4), 8)
    new = NewPerson(
        name=" 欧阳 娜娜 ", citizen_id=number, home_id=world.home.pk, kinds=[TenureKind.RENTING], since=date(2024, 1, 1)
    )
    person_id = add_person(cast.worker, new)
    (person,) = entries("欧阳 娜娜")
    assert person.pk == person_id
    assert (person.name_initials[:2], person.birth_date, person.sex) == ("oy", date(1980, 3, 4), Sex.FEMALE)
    assert (person.home_id, person.area_code, person.source) == (world.home.pk, world.home.area_code, Source.COMMITTEE)
    with wall(Scope.EVERYTHING):
        tenure = Tenure.objects.everywhere(because="test").get(person=person)
    assert (tenure.kind, tenure.premises_id, tenure.period.lower) == (
        TenureKind.RENTING,
        world.home.pk,
        date(2024, 1, 1),
    )


@pytest.mark.django_db
def test_it_is_recorded_and_announced(world, cast):
    person_id = add_person(cast.worker, NewPerson(name="孙七", telephone="13912345678"))
    with wall(cast.worker.scope):
        (row,) = audit.rows(cast.worker)
    assert (row.action, row.subject_id) == ("registry:person:add", person_id)
    assert row.detail["fields"] == ["name", "standing", "telephone"]
    assert Event.objects.get(name__endswith="PersonAdded").payload["person_id"] == person_id


@pytest.mark.django_db
def test_the_same_citizen_id_in_one_committee_leads_to_the_entry(world, cast):
    with pytest.raises(AlreadyThere) as conflict:
        add_person(cast.worker, NewPerson(name="张三", citizen_id=citizen_id(date(1950, 1, 1), 1)))
    assert conflict.value.person_id == world.zhang.pk


@pytest.mark.django_db
def test_the_same_citizen_id_in_two_committees_is_two_entries(world, cast):
    add_person(cast.worker, NewPerson(name="王五", citizen_id=citizen_id(date(1960, 1, 1), 4)))
    assert len(entries("王五")) == 2


@pytest.mark.django_db
def test_a_home_or_household_next_door_does_not_exist(world, cast):
    with pytest.raises(NotFound):
        add_person(cast.worker, NewPerson(name="孙七", home_id=world.stranger.home_id))
    with pytest.raises(NotFound):
        add_person(cast.neighbour, NewPerson(name="孙七", household_id=world.household.pk))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "new", [NewPerson(name=""), NewPerson(name="孙七", citizen_id="1"), NewPerson(name="孙七", telephone="x")]
)
def test_what_cannot_be_is_refused(new, world, cast):
    with pytest.raises(Invalid):
        add_person(cast.worker, new)
    assert entries("孙七") == []


@pytest.mark.django_db
def test_when_the_tenure_is_refused_nobody_is_entered(world, cast):
    twice = [TenureKind.LIVING, TenureKind.LIVING]
    with pytest.raises(Invalid):
        add_person(cast.worker, NewPerson(name="孙七", home_id=world.home.pk, kinds=twice))
    assert entries("孙七") == []


@pytest.mark.django_db
def test_the_screen_enters_and_leads_to_the_card(world, cast, browser_of):
    typed = {
        "name": "孙七",
        "sex": "1",
        "standing": "present",
        "source": "self",
        "kinds": ["2"],
        "home": "251弄12号101室",
    }
    answer = browser_of(cast.worker).post("/people/new/", typed)
    (person,) = entries("孙七")
    assert (answer.status_code, answer.url) == (302, f"/people/{person.pk}/")
    assert (person.home_id, person.source) == (world.other_home.pk, Source.SELF)


@pytest.mark.django_db
def test_the_screen_joins_a_household(world, cast, browser_of):
    browser = browser_of(cast.worker)
    page = browser.get(f"/people/new/?household={world.household.pk}").content.decode()
    assert 'value="闻喜路251弄3号502室"' in page
    typed = {"name": "孙七", "sex": "1", "standing": "present", "source": "self", "home": "闻喜路251弄3号502室"}
    browser.post("/people/new/", {**typed, "household": world.household.pk})
    assert entries("孙七")[0].household_id == world.household.pk


@pytest.mark.django_db
def test_the_screen_links_to_the_entry_that_is_there(world, cast, browser_of):
    typed = {
        "name": "张三",
        "sex": "1",
        "standing": "present",
        "source": "self",
        "citizen_id": citizen_id(date(1950, 1, 1), 1),
    }
    answer = browser_of(cast.worker).post("/people/new/", typed)
    assert answer.status_code == 409
    assert f'href="/people/{world.zhang.pk}/"' in answer.content.decode()
    assert 'value="张三"' in answer.content.decode()


def test_a_form_sent_twice_at_once_enters_one_person(committed_db, cast, city):
    token = uuid.uuid4()
    results = at_once(*[lambda: add_person(cast.worker, NewPerson(name="孙七"), token=token)] * 4)
    assert len(set(results)) == 1
    assert isinstance(results[0], int)
    assert len(entries("孙七")) == 1


def test_two_workers_entering_one_human_at_once_make_one_entry(committed_db, cast, city):
    new = NewPerson(name="孙七", citizen_id=citizen_id(date(1970, 1, 1), 9))
    results = at_once(lambda: add_person(cast.worker, new), lambda: add_person(cast.head, new))
    assert sorted(type(result).__name__ for result in results) == ["AlreadyThere", "int"]
    assert len(entries("孙七")) == 1


@pytest.mark.django_db
def test_all_mistakes_of_a_form_are_said_at_once(world, cast, browser_of):
    typed = {
        "name": "钱八",
        "sex": "0",
        "citizen_id": "990000194401011234",
        "telephone": "1549606196",
        "home": "没有这条路9号",
        "standing": "present",
        "source": "committee",
    }
    answer = browser_of(cast.worker).post("/people/new/", typed)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"citizen_id", "telephone", "home"}
    assert entries("钱八") == []
