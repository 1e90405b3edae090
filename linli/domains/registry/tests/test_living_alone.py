"""Households of an elder who lives alone: one member who lives there, of that age; a proposal, no label."""

from datetime import date

import pytest

from linli.domains.registry.actions.membership import take_out
from linli.domains.registry.models import Person
from linli.domains.registry.models.person import Standing
from linli.domains.registry.models.sealed import TELEPHONE
from linli.domains.registry.queries.households import elders_alone
from linli.domains.registry.tests.world import make_home, make_household, make_person
from linli.foundation.scope.database import wall

pytestmark = pytest.mark.django_db


def heads(browser, years="60"):
    return [row.id for row in browser.get("/households/", {"alone": years}).context["rows"]]


@pytest.fixture
def lone(world, city):
    """Let 孙奶奶, 91, keep house alone."""
    home = make_home(city.committee, "闻喜路251弄9号101室")
    household = make_household(home)
    make_person(city.committee, "孙奶奶", birth_date=date(1935, 1, 1), home=home, household=household)
    return household


@pytest.fixture
def worker_s(cast, browser_of):
    return browser_of(cast.worker)


def test_one_member_of_that_age_is_found(lone, cast, browser_of):
    browser = browser_of(cast.worker)
    assert heads(browser) == heads(browser, "80") == [lone.pk]


def test_whoever_lives_with_somebody_is_not_alone(lone, cast, city, browser_of):
    make_person(city.committee, "孙女", birth_date=date(2000, 1, 1), home=lone.home, household=lone)
    assert heads(browser_of(cast.worker)) == []


def test_who_is_registered_and_lives_elsewhere_keeps_nobody_company(lone, cast, city, browser_of):
    make_person(city.committee, "孙儿", standing=Standing.AWAY, home=lone.home, household=lone)
    assert heads(browser_of(cast.worker)) == [lone.pk]


@pytest.mark.parametrize(
    ("born", "years", "alone"),
    [
        (date(1950, 1, 1), "60", True),
        (date(1950, 1, 1), "80", False),
        (date(1990, 1, 1), "60", False),
        (None, "60", False),
    ],
)
def test_an_age_that_is_not_known_is_not_that_age(born, years, alone, world, worker_s):
    household = make_household(world.other_home)
    make_person(world.other_home.area_code, "周一", birth_date=born, home=world.other_home, household=household)
    assert heads(worker_s, years) == ([household.pk] if alone else [])


def test_when_the_others_leave_the_last_one_is_alone(world, cast, browser_of):
    browser = browser_of(cast.worker)
    assert heads(browser) == []
    for person in (world.li, world.boy):
        take_out(cast.worker, world.household.pk, person.pk, reason="搬走")
    assert heads(browser) == [world.household.pk]


def test_the_count_is_the_length_of_the_list(lone, cast, browser_of):
    with wall(cast.worker.scope):
        assert elders_alone(cast.worker) == len(heads(browser_of(cast.worker))) == 1


def test_next_door_they_are_not_found(lone, cast, browser_of):
    assert heads(browser_of(cast.neighbour)) == []
    assert heads(browser_of(cast.street)) == [lone.pk]


def test_the_page_says_as_of_when_and_that_it_is_a_proposal(lone, cast, browser_of):
    browser = browser_of(cast.worker)
    browser.cookies["linli_language"] = "en"
    text = browser.get("/households/?alone=60").content.decode()
    assert "as the ledger stands at" in text
    assert "A proposal for a visit" in text
    assert "A proposal for a visit" not in browser.get("/households/").content.decode()


def test_the_list_says_what_a_visit_needs(lone, cast, browser_of):
    row = browser_of(cast.worker).get("/households/", {"alone": "60"}).context["rows"][0]
    assert row.age_words == "91 岁"
    with wall(cast.worker.scope):
        Person.objects.within(cast.worker.scope).filter(household=lone).update(**TELEPHONE.keep("13812345678"))
    text = browser_of(cast.worker).get("/households/?alone=60").content.decode()
    assert "138****5678" in text
    assert "13812345678" not in text


def test_nonsense_narrows_nothing(lone, world, cast, browser_of):
    assert set(heads(browser_of(cast.worker), "7")) == {lone.pk, world.household.pk}
