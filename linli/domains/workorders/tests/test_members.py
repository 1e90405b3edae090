"""Who works for a unit, until when; and what becomes of its orders when it closes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from django.utils import timezone

from conftest import actor_with_post
from linli.domains.workorders import public as workorders
from linli.domains.workorders.actions.deciding import decide
from linli.domains.workorders.actions.moving import Given
from linli.domains.workorders.actions.units import close_unit, remove_member
from linli.domains.workorders.models import HandlingUnit, Order, Step
from linli.domains.workorders.queries.news import news_of
from linli.domains.workorders.rules.states import State, Verb
from linli.domains.workorders.tests.desk import told
from linli.foundation.accounts.models import Post
from linli.foundation.audit.models import AuditRow
from linli.foundation.scope import Role, Scope
from linli.foundation.scope.database import wall
from linli.toolbox.errors import Conflict, Invalid, NotFound

pytestmark = pytest.mark.django_db
TEST = "a test"


@pytest.fixture
def firm(cast, city) -> int:
    scope = Scope(city.street, city.street + 10**7)
    unit = workorders.add_unit(cast.street, name="彭浦物业", kind=workorders.UnitKind.PROPERTY_FIRM, scope=scope)
    workorders.add_member(cast.street, unit, cast.property_firm.post_id)
    return unit


@pytest.fixture
def task(firm, cast, city) -> Order:
    order = told(cast.worker, city.committee)
    workorders.dispatch(cast.worker, order.pk, unit_id=firm)
    return order


def end(post_id: int) -> None:
    with wall(Scope.EVERYTHING):
        Post.objects.everywhere(because=TEST).filter(pk=post_id).update(ends_on=timezone.localdate())


def seen_by_database(actor) -> bool:
    with wall(Scope.NOTHING, account_id=actor.account_id):
        return Order.objects.everywhere(because=TEST).exists() or Step.objects.everywhere(because=TEST).exists()


def accounts_told(order: Order) -> list[int]:
    with wall(Scope.EVERYTHING):
        step = Step.objects.everywhere(because=TEST).filter(order=order, verb=Verb.DISPATCH).get()
    return list(news_of(order.pk, step.pk).unit_accounts)


def kept(order: Order) -> Order:
    with wall(Scope.EVERYTHING):
        return Order.objects.everywhere(because=TEST).get(pk=order.pk)


def test_whose_post_has_ended_sees_nothing_of_the_unit_in_the_database_either(task, cast):
    assert seen_by_database(cast.property_firm)
    assert accounts_told(task) == [cast.property_firm.account_id]

    end(cast.property_firm.post_id)

    assert not seen_by_database(cast.property_firm)
    assert accounts_told(task) == []


@pytest.mark.parametrize("changes", [{"granted_at": None}, {"starts_on": date(2999, 1, 1), "ends_on": None}])
def test_a_post_not_granted_or_not_begun_opens_nothing(changes, task, cast):
    with wall(Scope.EVERYTHING):
        Post.objects.everywhere(because=TEST).filter(pk=cast.property_firm.post_id).update(**changes)
    assert not seen_by_database(cast.property_firm)


def test_another_post_of_the_same_account_does_not_open_the_units_orders(task, cast, city, client_of):
    elsewhere = actor_with_post("elsewhere", Role.PROPERTY_FIRM, city.neighbour)
    with wall(Scope.EVERYTHING):
        Post.objects.everywhere(because=TEST).filter(pk=elsewhere.post_id).update(
            account_id=cast.property_firm.account_id
        )
    moved = replace(elsewhere, account_id=cast.property_firm.account_id)

    browser = client_of(moved)
    assert browser.get("/tasks/").context["rows"] == []
    assert browser.get(f"/tasks/{task.pk}/").status_code == 404
    with pytest.raises(NotFound):
        workorders.handle(moved, task.pk, Verb.FINISH, Given(words="做完了"))
    assert client_of(cast.property_firm).get(f"/tasks/{task.pk}/").status_code == 200


def test_whose_post_has_ended_is_given_nothing_and_named_as_such(firm, cast, city, client_of):
    end(cast.property_firm.post_id)
    order = told(cast.worker, city.committee)
    with pytest.raises(Invalid):
        workorders.dispatch(cast.worker, order.pk, unit_id=firm, post_id=cast.property_firm.post_id)
    card = client_of(cast.street).get(f"/orders/units/{firm}/").context["unit"]
    assert card.members == []
    assert [post for post, _name in card.former] == [cast.property_firm.post_id]


def test_a_member_is_removed_with_a_reason_and_sees_nothing_more(task, firm, cast, client_of):
    browser, post = client_of(cast.street), cast.property_firm.post_id
    sent = browser.post(f"/orders/units/{firm}/", {"deed": "remove", "post": post, "reason": ""})
    assert sent.status_code == 422
    assert seen_by_database(cast.property_firm)

    browser.post(f"/orders/units/{firm}/", {"deed": "remove", "post": post, "reason": "调离"})

    assert not seen_by_database(cast.property_firm)
    with wall(Scope.EVERYTHING):
        row = AuditRow.objects.everywhere(because=TEST).get(action="workorders:unit:remove_member")
    assert (row.purpose, row.object_id) == ("调离", firm)


def test_what_one_person_held_is_the_whole_units_when_they_go(firm, cast, city):
    order = told(cast.worker, city.committee)
    workorders.dispatch(cast.worker, order.pk, unit_id=firm, post_id=cast.property_firm.post_id)
    remove_member(cast.street, firm, cast.property_firm.post_id, reason="调离")
    assert (kept(order).holder_unit_id, kept(order).holder_post_id) == (firm, None)


def test_another_street_removes_nobody_and_closes_nothing(task, firm, cast):
    with pytest.raises(NotFound):
        remove_member(cast.other_street, firm, cast.property_firm.post_id, reason="调离")
    with pytest.raises(NotFound):
        close_unit(cast.other_street, firm, reason="合同到期")
    assert seen_by_database(cast.property_firm)


def test_a_closed_unit_gives_back_what_it_holds_and_gets_nothing_new(task, firm, cast, city, client_of):
    sent = client_of(cast.street).post(f"/orders/units/{firm}/", {"deed": "close", "reason": "合同到期"})
    assert sent["Location"] == "/orders/units/"

    assert kept(task).state == State.REPORTED
    assert "合同到期" in client_of(cast.worker).get(f"/orders/{task.pk}/").content.decode()
    with pytest.raises(Invalid):
        workorders.dispatch(cast.worker, task.pk, unit_id=firm)
    with pytest.raises(NotFound):
        workorders.add_member(cast.street, firm, cast.property_firm.post_id)
    with wall(Scope.EVERYTHING):
        assert AuditRow.objects.everywhere(because=TEST).get(action="workorders:unit:close").detail == {"orders": 1}


def test_what_a_closed_unit_did_badly_is_given_to_another(task, firm, cast, city):
    workorders.handle(cast.property_firm, task.pk, Verb.FINISH, Given(words="做完了"))
    assert close_unit(cast.street, firm, reason="合同到期") == 0

    with pytest.raises(Conflict):
        decide(cast.worker, task.pk, Verb.REWORK, Given(words="还有一盏"))
    other = workorders.add_unit(
        cast.street,
        name="和平物业",
        kind=workorders.UnitKind.PROPERTY_FIRM,
        scope=Scope(city.street, city.street + 10**7),
    )
    workorders.dispatch(cast.worker, task.pk, unit_id=other)
    assert (kept(task).state, kept(task).holder_unit_id) == (State.HANDLING, other)


def test_a_closed_unit_entered_again_goes_on(firm, cast, city):
    close_unit(cast.street, firm, reason="合同到期")
    scope = Scope(city.street, city.street + 10**7)
    again = workorders.add_unit(cast.street, name="彭浦物业", kind=workorders.UnitKind.PROPERTY_FIRM, scope=scope)
    assert again == firm
    with wall(Scope.EVERYTHING):
        assert HandlingUnit.objects.everywhere(because=TEST).get(pk=firm).is_active


def test_what_a_unit_returned_it_sees_no_more(task, firm, cast, client_of):
    browser = client_of(cast.property_firm)
    form = {"verb": "return", "words": "市政路灯，不归物业", "token": str(uuid4())}
    assert browser.post(f"/tasks/{task.pk}/", form)["Location"] == "/tasks/"

    assert not seen_by_database(cast.property_firm)
    assert browser.get(f"/tasks/{task.pk}/").status_code == 404
    assert browser.get("/tasks/?shown=given_back").context["rows"] == []
    with wall(Scope.EVERYTHING):  # the step still says who it was
        assert Step.objects.everywhere(because=TEST).filter(order=task, holder_unit=firm).exists()


def test_a_return_sent_twice_is_one_return_and_no_fault(task, cast):
    given = Given(words="不归物业", token=uuid4())
    first, second = (workorders.handle(cast.property_firm, task.pk, Verb.RETURN, given) for _ in range(2))
    assert first.pk == second.pk


def test_what_a_unit_has_done_it_sees_on(task, cast):
    workorders.handle(cast.property_firm, task.pk, Verb.FINISH, Given(words="做完了"))
    assert seen_by_database(cast.property_firm)
