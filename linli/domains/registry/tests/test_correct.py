"""Correcting a person: nothing is overwritten, nothing typed is lost, nothing is written twice."""

import threading
import uuid
from datetime import date

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from linli.domains.registry.actions.corrections import ChangedMeanwhile, correct_person
from linli.domains.registry.actions.people import AlreadyThere
from linli.domains.registry.models import Person, PersonRevision, Tenure
from linli.domains.registry.models.person import Sex, Source, Standing
from linli.domains.registry.models.sealed import TELEPHONE
from linli.domains.registry.models.tenure import TenureKind
from linli.domains.registry.tests.world import citizen_id, make_person, make_world
from linli.foundation.audit import public as audit
from linli.foundation.events.models import Event
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall
from linli.toolbox.errors import Invalid, NotAllowed, NotFound


def entry(person):
    with wall(Scope.EVERYTHING):
        return Person.objects.everywhere(because="test").get(pk=person.pk)


def revisions(person):
    with wall(Scope.EVERYTHING):
        return list(PersonRevision.objects.everywhere(because="test").filter(person_id=person.pk).order_by("version"))


@pytest.mark.django_db
def test_a_correction_keeps_what_was_known_before(world, cast):
    version = correct_person(
        cast.worker, world.zhang.pk, {"name": "张山", "telephone": "13911112222"}, version=1, reason="本人更正"
    )
    now, (before,) = entry(world.zhang), revisions(world.zhang)
    assert version == now.version == 2
    assert (now.name, now.name_initials, TELEPHONE.open(now.telephone)) == ("张山", "zs", "13911112222")
    assert (before.name, TELEPHONE.open(before.telephone), before.version) == ("张三", "13800138000", 1)
    assert before.superseded_at == now.recorded_at
    assert (now.reason, now.recorded_by_id, before.superseded_by_id) == (
        "本人更正",
        cast.worker.account_id,
        cast.worker.account_id,
    )


@pytest.mark.django_db
def test_a_correction_is_recorded_and_announced_without_values(world, cast):
    correct_person(cast.worker, world.zhang.pk, {"telephone": "13911112222"}, version=1, reason="本人更正")
    with wall(cast.worker.scope):
        (row,) = audit.rows(cast.worker)
    assert (row.action, row.subject_id, row.purpose) == ("registry:person:correct", world.zhang.pk, "本人更正")
    assert row.detail == {"fields": ["telephone"], "version": 2}
    event = Event.objects.get(name__endswith="PersonCorrected")
    assert "13911112222" not in str(event.payload)


@pytest.mark.django_db
def test_a_correction_needs_a_reason_and_a_difference(world, cast):
    with pytest.raises(Invalid):
        correct_person(cast.worker, world.zhang.pk, {"name": "张山"}, version=1, reason=" ")
    with pytest.raises(Invalid):
        correct_person(cast.worker, world.zhang.pk, {"name": "张三"}, version=1, reason="没有变化")
    assert revisions(world.zhang) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": "  "}, "name"),
        ({"citizen_id": "990000195001010010"}, "citizen_id"),
        ({"citizen_id": "990000195013010012"}, "citizen_id"),
        ({"citizen_id": "123"}, "citizen_id"),
        ({"telephone": "没有"}, "telephone"),
        ({"birth_date": date(2999, 1, 1)}, "birth_date"),
        ({"citizen_id": citizen_id(date(1951, 2, 3), 5), "birth_date": date(1951, 2, 4)}, "birth_date"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(changes, field, world, cast):
    with pytest.raises(Invalid) as refusal:
        correct_person(cast.worker, world.zhang.pk, changes, version=1, reason="更正")
    assert field in refusal.value.fields
    assert entry(world.zhang).version == 1


@pytest.mark.django_db
def test_a_new_citizen_id_brings_its_date_of_birth(world, cast):
    correct_person(
        cast.worker,
        world.boy.pk,
        {"citizen_id": citizen_id(date(2015, 9, 2), 7), "birth_date": None},
        version=1,
        reason="看了户口簿",
    )
    assert entry(world.boy).birth_date == date(2015, 9, 2)


@pytest.mark.django_db
def test_a_value_can_be_removed(world, cast):
    correct_person(cast.worker, world.zhang.pk, {"telephone": ""}, version=1, reason="号码停用")
    now = entry(world.zhang)
    assert (now.telephone, now.telephone_index) == (None, None)


@pytest.mark.django_db
def test_somebody_elses_citizen_id_leads_to_that_entry(world, cast):
    with pytest.raises(AlreadyThere) as conflict:
        correct_person(
            cast.worker,
            world.zhang.pk,
            {"citizen_id": citizen_id(date(1955, 6, 1), 2), "birth_date": None},
            version=1,
            reason="更正",
        )
    assert conflict.value.person_id == world.li.pk


@pytest.mark.django_db
def test_the_same_citizen_id_in_another_committee_is_told_to_nobody(world, cast):
    correct_person(
        cast.worker,
        world.boy.pk,
        {"citizen_id": citizen_id(date(1960, 1, 1), 4), "birth_date": None},
        version=1,
        reason="更正",
    )
    assert entry(world.boy).version == 2


@pytest.mark.django_db
def test_others_correct_nothing_here(world, cast):
    with pytest.raises(NotFound):
        correct_person(cast.neighbour, world.zhang.pk, {"name": "李"}, version=1, reason="越界")
    with pytest.raises(NotAllowed):
        correct_person(cast.street, world.zhang.pk, {"name": "李"}, version=1, reason="越权")


@pytest.mark.django_db
def test_a_home_outside_the_area_does_not_exist(world, cast):
    with pytest.raises(NotFound):
        correct_person(cast.worker, world.zhang.pk, {"home_id": world.stranger.home_id}, version=1, reason="搬家")


@pytest.mark.django_db
def test_corrections_of_different_fields_both_hold(world, cast):
    correct_person(cast.worker, world.zhang.pk, {"name": "张山"}, version=1, reason="第一人")
    correct_person(cast.head, world.zhang.pk, {"sex": Sex.UNKNOWN}, version=1, reason="第二人")
    now = entry(world.zhang)
    assert (now.name, now.sex, now.version) == ("张山", Sex.UNKNOWN, 3)


@pytest.mark.django_db
def test_of_two_corrections_of_one_field_the_second_is_asked(world, cast):
    correct_person(cast.worker, world.zhang.pk, {"name": "张山"}, version=1, reason="第一人")
    with pytest.raises(ChangedMeanwhile) as conflict:
        correct_person(cast.head, world.zhang.pk, {"name": "章三"}, version=1, reason="第二人")
    assert conflict.value.fields == {"name"}
    assert entry(world.zhang).name == "张山"
    correct_person(cast.head, world.zhang.pk, {"name": "章三"}, version=conflict.value.version, reason="确认")
    assert [state.name for state in revisions(world.zhang)] == ["张三", "张山"]


@pytest.mark.django_db
def test_a_version_nobody_knows_is_asked_about(world, cast):
    with pytest.raises(ChangedMeanwhile):
        correct_person(cast.worker, world.zhang.pk, {"name": "张山"}, version=99, reason="旧表")


@pytest.mark.django_db
def test_a_form_sent_twice_corrects_once(world, cast):
    token = uuid.uuid4()
    for _ in range(2):
        correct_person(cast.worker, world.zhang.pk, {"name": "张山"}, version=1, reason="双击", token=token)
    assert entry(world.zhang).version == 2
    assert len(revisions(world.zhang)) == 1


# --- the screen ----------------------------------------------------------------------------------------


def form(person, **typed):
    return {
        "name": person.name,
        "sex": person.sex,
        "birth_date": person.birth_date.isoformat(),
        "home": "闻喜路251弄3号502室",
        "relation": person.relation,
        "standing": person.standing,
        "source": "committee",
        "reason": "本人更正",
        "version": person.version,
        "token": str(uuid.uuid4()),
        **typed,
    }


@pytest.mark.django_db
def test_the_form_corrects_only_what_was_changed_in_it(world, cast, browser_of):
    path = f"/people/{world.zhang.pk}/correct/"
    answer = browser_of(cast.worker).post(path, form(world.zhang, name="张山", telephone="139 1111 2222"))
    assert (answer.status_code, answer.url) == (302, f"/people/{world.zhang.pk}/")
    now = entry(world.zhang)
    assert (now.name, TELEPHONE.open(now.telephone), now.home_id) == ("张山", "13911112222", world.home.pk)
    with wall(cast.worker.scope):
        assert audit.rows(cast.worker)[0].detail["fields"] == ["name", "telephone"]


@pytest.mark.django_db
def test_a_refused_form_keeps_everything_typed(world, cast, browser_of):
    path = f"/people/{world.zhang.pk}/correct/"
    answer = browser_of(cast.worker).post(path, form(world.zhang, name="张山", citizen_id="990000195001010010"))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="张山"' in text
    assert 'value="990000195001010010"' in text
    assert 'aria-invalid="true"' in text


def looks_at(person):
    with wall(Scope.EVERYTHING, person_id=person.pk):
        return [(row.action, row.purpose) for row in audit.looks_at(person.pk, before=None, limit=9)]


@pytest.mark.django_db
@pytest.mark.parametrize("version", [1, 99])
def test_a_refused_form_shows_nothing_of_the_person_to_whom_says_no_purpose(version, world, cast, client_of):
    sent = {"version": version, "name": "某人", "birth_date": "1990-01-01", "reason": " "}
    answer = client_of(cast.worker).post(f"/people/{world.zhang.pk}/correct/", sent)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert answer.context["facts"] is None
    assert "张三" not in text
    assert "8000" not in text  # the end of the telephone
    assert looks_at(world.zhang) == []


@pytest.mark.django_db
def test_what_a_refused_form_shows_of_the_person_is_a_look(world, cast, client_of):
    sent = form(world.zhang, version=99, name="某人")
    answer = client_of(cast.worker).post(f"/people/{world.zhang.pk}/correct/", sent)
    assert answer.status_code == 409
    assert answer.context["facts"].name == "张三"
    assert looks_at(world.zhang) == [("registry:person:open", "本人更正")]


@pytest.mark.django_db
def test_a_conflict_shows_both_values_and_loses_neither(world, cast, browser_of):
    path = f"/people/{world.zhang.pk}/correct/"
    correct_person(cast.head, world.zhang.pk, {"name": "张山", "standing": Standing.AWAY}, version=1, reason="先到")
    browser = browser_of(cast.worker)
    typed = form(world.zhang, name="章三", telephone="13911112222")
    answer = browser.post(path, typed)
    assert answer.status_code == 409
    (difference,) = answer.context["differences"]
    assert (difference.theirs, difference.yours) == ("张山", "章三")
    again = answer.context["form"]
    assert again.data["name"] == "章三"
    assert again.data["telephone"] == "13911112222"
    assert again.data["standing"] == "away"  # what only the other changed is taken over, not undone
    assert again.data["version"] == "2"
    assert browser.post(path, {**again.data.dict()}).status_code == 302
    now = entry(world.zhang)
    assert (now.name, now.standing, TELEPHONE.open(now.telephone)) == ("章三", "away", "13911112222")


@pytest.mark.django_db
def test_an_address_that_fits_several_homes_is_asked_about(world, cast, browser_of):
    path = f"/people/{world.zhang.pk}/correct/"
    browser = browser_of(cast.worker)
    answer = browser.post(path, form(world.zhang, home="闻喜路251弄"))
    assert answer.status_code == 422
    assert "闻喜路251弄12号101室" in answer.content.decode()
    chosen = form(world.zhang, home="闻喜路251弄", home_choice=world.other_home.pk)
    assert browser.post(path, chosen).status_code == 302
    assert entry(world.zhang).home_id == world.other_home.pk


@pytest.mark.django_db
def test_a_citizen_id_that_is_there_links_to_its_entry(world, cast, browser_of):
    path = f"/people/{world.zhang.pk}/correct/"
    typed = form(world.zhang, citizen_id=citizen_id(date(1955, 6, 1), 2), birth_date="")
    answer = browser_of(cast.worker).post(path, typed)
    assert answer.status_code == 409
    assert f'href="/people/{world.li.pk}/"' in answer.content.decode()


# --- races: real commits -------------------------------------------------------------------------------


def at_once(*works):
    """Run each work in its own thread and connection; give what each gave or raised."""
    results = [None] * len(works)
    gate = threading.Barrier(len(works))

    def run(number):
        gate.wait()
        try:
            results[number] = works[number]()
        except Exception as error:  # noqa: BLE001 - the test looks at it
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


def test_of_two_workers_correcting_one_field_at_once_one_is_asked(committed_db, cast, city):
    world = make_world(city.committee, city.neighbour)
    results = at_once(
        lambda: correct_person(cast.worker, world.zhang.pk, {"name": "张山"}, version=1, reason="甲"),
        lambda: correct_person(cast.head, world.zhang.pk, {"name": "章三"}, version=1, reason="乙"),
    )
    assert sorted(type(result).__name__ for result in results) == ["ChangedMeanwhile", "int"]
    assert len(revisions(world.zhang)) == 1


def test_a_form_sent_twice_at_once_corrects_once(committed_db, cast, city):
    world, token = make_world(city.committee, city.neighbour), uuid.uuid4()
    results = at_once(
        *[lambda: correct_person(cast.worker, world.zhang.pk, {"name": "张山"}, version=1, reason="双击", token=token)]
        * 4
    )
    assert results == [2, 2, 2, 2]
    assert len(revisions(world.zhang)) == 1


def test_of_two_workers_giving_two_people_one_citizen_id_at_once_one_is_led_to_the_other(committed_db, cast, city):
    first, second = (
        make_person(city.committee, "甲甲", birth_date=None),
        make_person(city.committee, "乙乙", birth_date=None),
    )
    number = citizen_id(date(1970, 1, 1), 9)
    results = at_once(
        lambda: correct_person(cast.worker, first.pk, {"citizen_id": number}, version=1, reason="甲"),
        lambda: correct_person(cast.head, second.pk, {"citizen_id": number}, version=1, reason="乙"),
    )
    assert sorted(type(result).__name__ for result in results) == ["AlreadyThere", "int"]


@pytest.mark.django_db
def test_of_a_wrong_address_lives_there_and_household_do_not_stay_behind(world, cast):
    with wall(Scope.EVERYTHING):
        living = Tenure.objects.create(
            area_code=world.zhang.area_code, person=world.zhang, premises=world.home, kind=TenureKind.LIVING,
            period=DateRange(date(2001, 5, 1), None), source=Source.IMPORT, recorded_at=timezone.now(),
        )  # fmt: skip
    correct_person(cast.worker, world.zhang.pk, {"home_id": world.other_home.pk}, version=1, reason="室号登记错了")
    now = entry(world.zhang)
    assert (now.home_id, now.household_id) == (world.other_home.pk, None)
    with wall(Scope.EVERYTHING):
        living.refresh_from_db()
    assert (living.premises_id, living.period.lower, living.period.upper) == (
        world.other_home.pk, date(2001, 5, 1), None,
    )  # fmt: skip


@pytest.mark.django_db
def test_a_correction_of_the_name_leaves_home_and_household(world, cast):
    correct_person(cast.worker, world.zhang.pk, {"name": "张山"}, version=1, reason="同音字")
    now = entry(world.zhang)
    assert (now.home_id, now.household_id) == (world.home.pk, world.household.pk)


@pytest.mark.django_db
def test_days_that_the_right_address_has_already_are_not_said_twice(world, cast):
    with wall(Scope.EVERYTHING):
        for home, days in (
            (world.home, DateRange(date(2001, 5, 1), None)),
            (world.other_home, DateRange(date(2010, 1, 1), date(2012, 1, 1))),
        ):
            Tenure.objects.create(
                area_code=world.zhang.area_code, person=world.zhang, premises=home, kind=TenureKind.LIVING,
                period=days, source=Source.IMPORT, recorded_at=timezone.now(),
            )  # fmt: skip
    correct_person(cast.worker, world.zhang.pk, {"home_id": world.other_home.pk}, version=1, reason="室号登记错了")
    assert entry(world.zhang).home_id == world.other_home.pk
