"""One circle of work: from a neighbour's report to her rating, and back when it is not solved."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone, translation
from PIL import Image

from linli.domains.workorders import public as workorders
from linli.domains.workorders.actions.deciding import call_back, decide, dispatch, urge
from linli.domains.workorders.actions.following import rate, reopen, urge_own, withdraw
from linli.domains.workorders.actions.handling import handle
from linli.domains.workorders.actions.lapsing import close_unrated
from linli.domains.workorders.actions.moving import Given
from linli.domains.workorders.models import Order, OrderPhoto, ReportDraft, Step
from linli.domains.workorders.models.unit import UnitKind
from linli.domains.workorders.queries.card import order_card
from linli.domains.workorders.queries.matters import my_draft
from linli.domains.workorders.rules.states import Office, State, Verb
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall
from linli.toolbox.errors import Conflict, Invalid, NotAllowed, NotFound

pytestmark = pytest.mark.django_db
WORDS = Given(words="已知晓，马上去看。")


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def picture() -> BytesIO:
    file = BytesIO()
    Image.new("RGB", (40, 30), "navy").save(file, "JPEG")
    file.seek(0)
    return file


def inside(actor):
    return wall(actor.scope, person_id=actor.person_id, account_id=actor.account_id)


def reported(actor, city, *, photo=False) -> Order:
    workorders.save_draft(actor, kind="lamp", place_code=city.committee, place_words="3 号楼门口", words="路灯不亮了")
    if photo:
        workorders.add_photo(actor, picture(), "lamp.jpg")
    with inside(actor):
        token = my_draft(actor).token
    return workorders.send_report(actor, token)


@pytest.fixture
def firm(cast, city) -> int:
    unit = workorders.add_unit(
        cast.street, name="彭浦物业", kind=UnitKind.PROPERTY_FIRM, scope=Scope(city.street, city.street + 10**7)
    )
    workorders.add_member(cast.street, unit, cast.property_firm.post_id)
    return unit


def card(actor, order):
    with inside(actor):
        return order_card(actor, order.pk)


def test_a_report_goes_round_and_comes_back_to_whoever_made_it(cast, city, firm) -> None:
    order = reported(cast.resident, city, photo=True)
    assert card(cast.worker, order).row.state is State.REPORTED

    decide(cast.worker, order.pk, Verb.SEND_UP, WORDS)
    dispatch(cast.street, order.pk, unit_id=firm)
    assert card(cast.street, order).row.holder == "彭浦物业"

    handle(cast.property_firm, order.pk, Verb.FINISH, Given(words="灯泡换好了", photos=[(picture(), "done.jpg")]))
    decide(cast.street, order.pk, Verb.ANSWER, Given(words="路灯已经修好，谢谢您。"))
    rate(cast.resident, order.pk, is_solved=True, satisfaction="satisfied")

    seen = card(cast.resident, order)
    assert seen.row.state is State.CLOSED
    assert seen.is_solved
    assert [step.verb for step in reversed(seen.steps)] == [
        Verb.REPORT, Verb.SEND_UP, Verb.DISPATCH, Verb.FINISH, Verb.ANSWER, Verb.RATE,
    ]  # fmt: skip
    assert [len(step.photos) for step in reversed(seen.steps)] == [1, 0, 0, 1, 0, 0]


def test_an_unsolved_matter_goes_back_to_whoever_answered(cast, city, firm) -> None:
    order = reported(cast.resident, city)
    decide(cast.worker, order.pk, Verb.SEND_UP, WORDS)
    dispatch(cast.street, order.pk, unit_id=firm)
    handle(cast.property_firm, order.pk, Verb.FINISH, WORDS)
    decide(cast.street, order.pk, Verb.ANSWER, WORDS)

    reopen(cast.resident, order.pk, Given(words="今晚又不亮了"))

    seen = card(cast.street, order)
    assert seen.row.state is State.SENT_UP
    assert seen.row.reopened == 1
    assert seen.row.is_running


def test_after_ten_days_a_matter_closes_by_itself_and_stays_closed(cast, city) -> None:
    order = reported(cast.resident, city)
    decide(cast.worker, order.pk, Verb.ACCEPT)
    decide(cast.worker, order.pk, Verb.ANSWER, WORDS)
    assert close_unrated() == 0

    with time_machine.travel(timezone.now() + timedelta(days=10, minutes=1)):
        assert close_unrated() == 1
        with pytest.raises(Conflict, match="ten days"):
            reopen(cast.resident, order.pk, WORDS)
    assert card(cast.worker, order).row.state is State.CLOSED


def test_a_form_sent_twice_moves_the_order_once(cast, city) -> None:
    order = reported(cast.resident, city)
    given = Given(words="转街道", token=uuid4())

    first, second = (decide(cast.worker, order.pk, Verb.SEND_UP, given) for _ in range(2))

    assert first.pk == second.pk


def test_a_report_sent_twice_is_one_order(cast, city) -> None:
    workorders.save_draft(cast.resident, kind="lamp", place_code=city.committee, words="路灯不亮了")
    with inside(cast.resident):
        token = my_draft(cast.resident).token

    first, second = workorders.send_report(cast.resident, token), workorders.send_report(cast.resident, token)

    assert first.pk == second.pk


def test_who_saw_less_may_not_move_it(cast, city) -> None:
    order = reported(cast.resident, city)
    seen = card(cast.worker, order).seen
    decide(cast.head, order.pk, Verb.NOTE, Given(words="居民来电催问", is_inside=True))

    with pytest.raises(Conflict, match="while you were writing"):
        decide(cast.worker, order.pk, Verb.ACCEPT, Given(seen=seen))


def test_the_reporter_does_not_read_what_the_offices_say_among_themselves(cast, city, owner_connection) -> None:
    order = reported(cast.resident, city)
    decide(cast.worker, order.pk, Verb.NOTE, Given(words="内部意见", is_inside=True))

    assert "内部意见" not in str(card(cast.resident, order).steps)
    assert "内部意见" in str(card(cast.street, order).steps)
    with inside(cast.resident):  # nor does the database show it
        assert not Step.objects.everywhere(because="a test of the wall").filter(is_inside=True).exists()


def test_a_unit_does_not_learn_who_reported(cast, city, firm) -> None:
    order = reported(cast.resident, city)
    dispatch(cast.worker, order.pk, unit_id=firm)

    assert card(cast.property_firm, order).reporter == ""
    assert card(cast.worker, order).reporter == "r*"
    assert "resident" not in str(card(cast.property_firm, order).steps)


def test_another_unit_another_committee_and_another_resident_find_nothing(cast, city, firm) -> None:
    order = reported(cast.resident, city)

    for stranger in (cast.neighbour, cast.other_street, cast.property_firm, cast.volunteer, cast.department):
        with pytest.raises(NotFound):
            card(stranger, order)


def test_nobody_does_what_is_not_theirs_to_do(cast, city, firm) -> None:
    order = reported(cast.resident, city)

    with pytest.raises(Conflict):
        decide(cast.street, order.pk, Verb.ACCEPT)
    with pytest.raises(NotFound):
        decide(cast.neighbour, order.pk, Verb.ACCEPT)
    with pytest.raises(NotAllowed):
        decide(cast.resident, order.pk, Verb.ACCEPT)
    with pytest.raises(NotFound):
        rate(cast.volunteer, order.pk, is_solved=True, satisfaction="satisfied")
    with pytest.raises(NotFound):
        handle(cast.property_firm, order.pk, Verb.FINISH, WORDS)


def test_a_worker_who_reports_elsewhere_decides_nothing_there(cast, city) -> None:
    order = reported(cast.resident, city)
    with wall(Scope.EVERYTHING):
        Order.objects.everywhere(because="a test").filter(pk=order.pk).update(
            reporter_account_id=cast.neighbour.account_id
        )

    with pytest.raises(Conflict):
        decide(cast.neighbour, order.pk, Verb.ACCEPT)


def test_a_unit_works_only_where_it_belongs(cast, city, firm) -> None:
    elsewhere = workorders.add_unit(
        cast.other_street,
        name="江宁物业",
        kind=UnitKind.PROPERTY_FIRM,
        scope=Scope(city.other_street, city.other_street + 10**7),
    )
    order = reported(cast.resident, city)

    with pytest.raises(Invalid, match="does not work where"):
        dispatch(cast.worker, order.pk, unit_id=elsewhere)


def test_urging_counts_once_a_day(cast, city) -> None:
    order = reported(cast.resident, city)
    urge_own(cast.resident, order.pk)

    with pytest.raises(Conflict, match="today already"):
        urge_own(cast.resident, order.pk)
    urge(cast.street, order.pk)
    assert card(cast.worker, order).row.urged == 2


def test_withdrawn_before_anybody_worked_on_it(cast, city) -> None:
    order = reported(cast.resident, city)
    withdraw(cast.resident, order.pk)

    assert card(cast.worker, order).row.state is State.WITHDRAWN
    with pytest.raises(Conflict):
        decide(cast.worker, order.pk, Verb.ACCEPT)


def test_staff_write_down_what_they_are_told_and_ask_back_by_telephone(cast, city) -> None:
    written = workorders.Written(
        kind="water",
        place_code=city.committee,
        words="门口积水",
        reporter_name="吴阿婆",
        reporter_telephone="15400001234",
    )
    order = workorders.write_down(cast.worker, written, Given(token=uuid4()))
    decide(cast.worker, order.pk, Verb.ACCEPT)
    decide(cast.worker, order.pk, Verb.ANSWER, WORDS)
    call_back(cast.worker, order.pk, is_solved=True, satisfaction="fairly")

    seen = card(cast.worker, order)
    assert seen.row.state is State.CLOSED
    assert seen.reporter == "吴*"
    with wall(Scope.EVERYTHING):
        kept = Order.objects.everywhere(because="a test").get(pk=order.pk)
    assert b"15400001234" not in bytes(kept.reporter_telephone)


def test_a_sent_draft_is_gone_and_an_empty_one_is_refused(cast, city) -> None:
    reported(cast.resident, city)
    with wall(Scope.EVERYTHING):
        assert not ReportDraft.objects.everywhere(because="a test").exists()

    with pytest.raises(Invalid):
        workorders.send_report(cast.resident, uuid4())


def test_the_committee_may_give_it_to_a_firm_and_then_checks_itself(cast, city, firm) -> None:
    order = reported(cast.resident, city)
    dispatch(cast.worker, order.pk, unit_id=firm)
    handle(cast.property_firm, order.pk, Verb.FINISH, WORDS)
    with wall(Scope.EVERYTHING):
        now = Order.objects.everywhere(because="a test").get(pk=order.pk)
    assert (now.state, now.holder, now.giver) == (State.HANDLED, Office.COMMITTEE, Office.COMMITTEE)

    decide(cast.worker, order.pk, Verb.REWORK, Given(words="还有一盏"))
    assert card(cast.property_firm, order).row.holder == "彭浦物业"


def test_deadlines_run_in_working_time(cast, city) -> None:
    friday = timezone.make_aware(timezone.datetime(2026, 11, 20, 16, 0))
    with time_machine.travel(friday, tick=False):
        order = reported(cast.resident, city)

    assert timezone.localtime(order.step_due_at).strftime("%m-%d %H:%M") == "11-23 12:00"  # 4 working hours
    assert timezone.localtime(order.due_at).strftime("%m-%d %H:%M") == "11-27 17:00"  # 5 working days


def test_a_post_of_elsewhere_is_not_made_a_member(cast, firm) -> None:
    with pytest.raises(NotFound):
        workorders.add_member(cast.street, firm, cast.other_street.post_id)


def test_what_the_offices_note_for_themselves_stays_with_them(cast, city, firm) -> None:
    order = reported(cast.resident, city)
    decide(
        cast.worker, order.pk, Verb.NOTE, Given(words="报告人住 302 室", is_inside=True, photos=[(picture(), "x.jpg")])
    )
    dispatch(cast.worker, order.pk, unit_id=firm)
    handle(cast.property_firm, order.pk, Verb.NOTE, Given(words="配件明天到", is_inside=True))

    assert "302" not in str(card(cast.property_firm, order).steps)
    assert "配件明天到" in str(card(cast.property_firm, order).steps)
    assert "302" in str(card(cast.street, order).steps)
    for above in (cast.district, cast.city):
        seen = card(above, order)
        assert (seen.reporter, "302" in str(seen.steps), "配件" in str(seen.steps)) == ("", False, False)
    with inside(cast.property_firm):  # nor does the database show it to the unit
        assert not Step.objects.everywhere(because="a test of the wall").filter(words__contains="302").exists()
        assert not OrderPhoto.objects.everywhere(because="a test of the wall").exists()


def test_no_office_rates_in_the_name_of_a_resident_who_can(cast, city) -> None:
    order = reported(cast.resident, city)
    decide(cast.worker, order.pk, Verb.ACCEPT)
    decide(cast.worker, order.pk, Verb.ANSWER, WORDS)

    assert "call_back" not in card(cast.worker, order).can
    with pytest.raises(Conflict, match="in the app"):
        call_back(cast.worker, order.pk, is_solved=True, satisfaction="satisfied")
