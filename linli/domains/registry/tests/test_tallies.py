"""Tallies: what a number says is what its list holds."""

from datetime import date

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from linli.domains.registry import tasks
from linli.domains.registry.actions.corrections import correct_person
from linli.domains.registry.actions.tallies import count_committees
from linli.domains.registry.models import Tally
from linli.domains.registry.models.person import Standing
from linli.domains.registry.queries.people import PeopleFilter, people
from linli.domains.registry.queries.tallies import numbers_of_areas, numbers_within
from linli.domains.registry.rules.ages import Band
from linli.domains.registry.rules.gaps import Gap
from linli.domains.registry.tests.world import make_person
from linli.foundation.events.models import Event
from linli.foundation.events.outbox import tell_subscribers
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall

pytestmark = pytest.mark.django_db


def listed(actor, **wanted):
    with wall(actor.scope):
        return len(people(actor, PeopleFilter(**wanted), cursor=None, size=100).rows)


def test_each_number_is_the_length_of_its_list(world, organisation, cast, city, client_of):
    make_person(city.committee, "无名", birth_date=None)
    make_person(city.committee, "已故", standing=Standing.DEAD)
    make_person(city.committee, "户在", standing=Standing.AWAY, birth_date=date(1930, 1, 1))
    count_committees([city.committee])
    numbers = numbers_within(cast.worker)
    assert numbers.people == listed(cast.worker) == 5
    assert numbers.elders == listed(cast.worker, band=Band.ELDER) == 3
    assert numbers.without_birth_date == listed(cast.worker, gap=Gap.BIRTH_DATE) == 1
    assert numbers.without_telephone == listed(cast.worker, gap=Gap.TELEPHONE) == 3
    assert numbers.without_home == listed(cast.worker, gap=Gap.HOME) == 2
    browser = client_of(cast.worker)
    assert numbers.homes == len(browser.get("/homes/").context["rows"]) == 2
    assert numbers.households == len(browser.get("/households/").context["rows"]) == 1
    assert numbers.organisations == len(browser.get("/organisations/").context["rows"]) == 1


def test_a_count_replaces_the_one_before(world, city):
    count_committees([city.committee])
    first = Tally.objects.get(pk=city.committee).counted_at
    make_person(city.committee, "孙七")
    count_committees([city.committee])
    tally = Tally.objects.get(pk=city.committee)
    assert (tally.people, tally.counted_at > first) == (4, True)


def test_numbers_add_up_within_the_scope_and_no_further(world, cast, city):
    count_committees([city.committee, city.neighbour])
    assert numbers_within(cast.worker).people == 3
    assert numbers_within(cast.street).people == 4
    assert numbers_within(cast.street, Scope(city.neighbour, city.neighbour + 10_000)).people == 1
    assert numbers_within(cast.worker, Scope(city.neighbour, city.neighbour + 10_000)).people == 0
    assert numbers_within(cast.other_street).as_of is None


def test_the_numbers_of_many_areas_take_one_query(world, cast, city, django_assert_num_queries):
    count_committees([city.committee, city.neighbour])
    areas = [Scope(code, code + 10_000) for code in (city.committee, city.neighbour)]
    with django_assert_num_queries(1):
        counted = numbers_of_areas(cast.street, areas)
    assert [numbers.people for numbers in counted] == [3, 1]


def test_an_area_is_as_old_as_its_oldest_count(world, cast, city):
    count_committees([city.committee])
    oldest = Tally.objects.get(pk=city.committee).counted_at
    count_committees([city.neighbour])
    assert numbers_within(cast.street).as_of == oldest


def test_after_a_correction_the_committee_is_counted_anew(world, cast, city):
    correct_person(cast.worker, world.zhang.pk, {"standing": Standing.MOVED}, version=1, reason="迁出")
    tell_subscribers(Event.objects.get(name__endswith="PersonCorrected").pk)
    (job,) = ProcrastinateJob.objects.filter(task_name="registry.count_committee")
    assert job.args == {"committee_code": city.committee}


def test_a_hundred_changes_wait_as_one_count(world, city):
    for _ in range(3):
        tasks.count_soon(city.committee)
    tasks.count_soon(city.neighbour)
    assert ProcrastinateJob.objects.filter(task_name="registry.count_committee").count() == 2
