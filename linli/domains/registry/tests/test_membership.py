"""Households by hand: formed at a home, joined and left, with what was known before in the history."""

import uuid

import pytest

from linli.domains.registry.actions.membership import form_household, take_in, take_out
from linli.domains.registry.models import Household, Person, PersonRevision
from linli.domains.registry.models.person import Relation
from linli.domains.registry.tests.world import make_home, make_person
from linli.foundation.audit import public as audit
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall
from linli.toolbox.errors import Invalid, NotAllowed, NotFound

pytestmark = pytest.mark.django_db


def entry(person):
    with wall(Scope.EVERYTHING):
        return Person.objects.everywhere(because="test").get(pk=person.pk)


def households():
    with wall(Scope.EVERYTHING):
        return Household.objects.everywhere(because="test").count()


@pytest.fixture
def lodger(world, city):
    """Somebody at the home of the others who belongs to no household."""
    return make_person(city.committee, "赵六", home=world.home)


def test_a_worker_forms_a_household_by_its_head(world, lodger, cast, browser_of):
    browser = browser_of(cast.worker)
    address = f"/homes/{world.home.pk}/households/new/"
    assert address in browser.get(f"/homes/{world.home.pk}/").content.decode()
    assert "赵六" in browser.get(address).content.decode()
    answer = browser.post(address, {"person": lodger.pk, "number": "H9", "reason": "单独立户"})
    assert answer.status_code == 302
    now = entry(lodger)
    assert answer.url == f"/households/{now.household_id}/"
    assert (now.relation, now.version, now.reason) == (Relation.HEAD, 2, "单独立户")
    text = browser.get(answer.url).content.decode()
    assert "赵六" in text
    assert "H9" in text
    assert "赵六" in browser.get("/households/").content.decode()


def test_a_person_is_taken_in_and_out_and_the_history_tells(world, lodger, cast, browser_of):
    browser = browser_of(cast.worker)
    home = f"/households/{world.household.pk}/"
    form = {"person": lodger.pk, "relation": Relation.OTHER.value, "reason": "共同生活"}
    assert browser.post(f"{home}members/new/", form).url == home
    assert (entry(lodger).household_id, entry(lodger).relation) == (world.household.pk, Relation.OTHER)
    assert f"{home}members/{lodger.pk}/leave/" in browser.get(home).content.decode()
    assert browser.post(f"{home}members/{lodger.pk}/leave/", {"reason": "分开生活"}).url == home
    assert (entry(lodger).household_id, entry(lodger).relation) == (None, "")
    assert entry(lodger).home_id == world.home.pk  # where they live stays
    with wall(Scope.EVERYTHING):
        before = PersonRevision.objects.everywhere(because="test").filter(person=lodger).order_by("version")
        assert [state.household_id for state in before] == [None, world.household.pk]
    with wall(cast.worker.scope):
        rows = audit.rows(cast.worker, audit.Filters(action="registry:household:", subject_id=lodger.pk))
    assert [(row.action, row.purpose) for row in rows] == [
        ("registry:household:leave", "分开生活"),
        ("registry:household:join", "共同生活"),
    ]


def test_only_who_lives_at_the_home_can_join(world, cast, city, browser_of):
    elsewhere = make_person(city.committee, "钱七", home=world.other_home)
    with pytest.raises(Invalid):
        take_in(cast.worker, world.household.pk, elsewhere.pk, reason="共同生活")
    with pytest.raises(Invalid):
        form_household(cast.worker, world.home.pk, elsewhere.pk, reason="单独立户")
    with pytest.raises(Invalid):
        take_in(cast.worker, world.household.pk, world.li.pk, reason="共同生活")  # belongs to it already
    text = browser_of(cast.worker).get(f"/households/{world.household.pk}/members/new/").content.decode()
    assert "钱七" not in text
    assert "都已属于这一户" in text
    assert households() == 1


def test_who_forms_a_household_of_their_own_leaves_the_other(world, cast):
    number = form_household(cast.worker, world.home.pk, world.li.pk, reason="分户")
    assert entry(world.li).household_id == number != world.household.pk


def test_a_form_sent_twice_forms_one_household(world, lodger, cast):
    token = uuid.uuid4()
    first, second = (
        form_household(cast.worker, world.home.pk, lodger.pk, reason="单独立户", token=token) for _ in range(2)
    )
    assert first == second
    assert households() == 2


def test_others_form_and_change_no_household_here(world, lodger, cast, city):
    next_door = make_home(city.neighbour, "场中路100弄1号2室")
    for deed, given in (
        (form_household, (world.home.pk, lodger.pk)),
        (take_in, (world.household.pk, lodger.pk)),
        (take_out, (world.household.pk, world.li.pk)),
    ):
        with pytest.raises(NotFound):
            deed(cast.neighbour, *given, reason="代办")
        with pytest.raises(NotAllowed):
            deed(cast.street, *given, reason="代办")
        with pytest.raises(Invalid):
            deed(cast.worker, *given, reason=" ")
    with pytest.raises(NotFound):
        form_household(cast.worker, next_door.pk, lodger.pk, reason="代办")
    assert (households(), entry(world.li).household_id) == (1, world.household.pk)


def test_who_left_meanwhile_is_said_so(world, lodger, cast):
    with pytest.raises(Invalid):
        take_out(cast.worker, world.household.pk, lodger.pk, reason="分开生活")
