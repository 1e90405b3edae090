"""Tenure: the database refuses overlaps, and the person at the screen is told in words."""

import uuid
from datetime import date

import pytest

from linli.domains.registry.actions.tenures import end_tenure, record_tenure, withdraw_tenure
from linli.domains.registry.models import Tenure
from linli.domains.registry.models.tenure import TenureKind
from linli.foundation.audit import public as audit
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall
from linli.toolbox.errors import Invalid, NotAllowed, NotFound

pytestmark = pytest.mark.django_db


def tenures(person):
    with wall(Scope.EVERYTHING):
        return list(Tenure.objects.everywhere(because="test").filter(person_id=person.pk).order_by("id"))


def test_a_bond_is_recorded_with_its_days_and_source(world, cast):
    record_tenure(cast.worker, world.li.pk, world.home.pk, TenureKind.OWNING, since=date(1998, 5, 1))
    (bond,) = tenures(world.li)
    assert (bond.kind, bond.period.lower, bond.period.upper) == (TenureKind.OWNING, date(1998, 5, 1), None)
    with wall(cast.worker.scope):
        (row,) = audit.rows(cast.worker)
    assert (row.action, row.subject_id, row.detail) == ("registry:tenure:record", world.li.pk, {"kind": "owning"})


def test_the_same_bond_twice_at_one_time_is_refused(world, cast):
    ours = (cast.worker, world.li.pk, world.home.pk, TenureKind.LIVING)
    record_tenure(*ours, since=date(2001, 1, 1), until=date(2010, 1, 1))
    with pytest.raises(Invalid, match=r"already says|已有"):
        record_tenure(*ours, since=date(2009, 12, 31))
    record_tenure(*ours, since=date(2010, 1, 1))
    assert len(tenures(world.li)) == 2


def test_a_person_is_registered_at_one_place_at_a_time(world, cast, tenure):
    with pytest.raises(Invalid, match=r"one place|一处户籍"):
        record_tenure(cast.worker, world.zhang.pk, world.other_home.pk, TenureKind.REGISTERED, since=date(2020, 1, 1))
    end_tenure(cast.worker, tenure.pk, on=date(2020, 1, 1), reason="户口迁出")
    record_tenure(cast.worker, world.zhang.pk, world.other_home.pk, TenureKind.REGISTERED, since=date(2020, 1, 1))
    assert [bond.period.upper for bond in tenures(world.zhang)] == [date(2020, 1, 1), None]


def test_days_that_run_backwards_are_refused(world, cast, tenure):
    with pytest.raises(Invalid):
        record_tenure(
            cast.worker, world.li.pk, world.home.pk, TenureKind.LIVING, since=date(2020, 1, 1), until=date(2019, 1, 1)
        )
    with pytest.raises(Invalid):
        end_tenure(cast.worker, tenure.pk, on=date(1999, 1, 1), reason="写错")


def test_what_has_ended_is_not_ended_again(world, cast, tenure):
    end_tenure(cast.worker, tenure.pk, on=date(2020, 1, 1), reason="户口迁出")
    with pytest.raises(Invalid):
        end_tenure(cast.worker, tenure.pk, on=date(2021, 1, 1), reason="又迁")


def test_others_bind_and_end_nothing_here(world, cast, tenure):
    with pytest.raises(NotFound):
        record_tenure(cast.neighbour, world.li.pk, world.stranger.home_id, TenureKind.LIVING, since=None)
    with pytest.raises(NotFound):
        record_tenure(cast.worker, world.li.pk, world.stranger.home_id, TenureKind.LIVING, since=None)
    with pytest.raises(NotFound):
        end_tenure(cast.neighbour, tenure.pk, on=date(2020, 1, 1), reason="越界")


def test_a_form_sent_twice_binds_once(world, cast):
    token = uuid.uuid4()
    numbers = {
        record_tenure(cast.worker, world.li.pk, world.home.pk, TenureKind.LIVING, since=None, token=token)
        for _ in range(2)
    }
    assert len(numbers) == len(tenures(world.li)) == 1


def test_the_screen_says_the_overlap_beside_the_day(world, cast, tenure, browser_of):
    typed = {"kind": "1", "home": "闻喜路251弄12号101室", "since": "2020-01-01", "source": "committee"}
    answer = browser_of(cast.worker).post(f"/people/{world.zhang.pk}/tenures/new/", typed)
    assert answer.status_code == 422
    assert "since" in answer.context["form"].errors


def test_the_screens_bind_and_end(world, cast, tenure, browser_of):
    browser = browser_of(cast.worker)
    typed = {"kind": "3", "home": "闻喜路251弄3号502室", "since": "1998-05-01", "source": "committee"}
    assert browser.post(f"/people/{world.zhang.pk}/tenures/new/", typed).status_code == 302
    answer = browser.post(
        f"/people/{world.zhang.pk}/tenures/{tenure.pk}/end/", {"on": "2020-01-01", "reason": "户口迁出"}
    )
    assert answer.status_code == 302
    assert [bond.period.upper for bond in tenures(world.zhang)] == [date(2020, 1, 1), None]


def test_a_bond_is_ended_only_on_its_own_persons_page(world, cast, tenure, browser_of):
    answer = browser_of(cast.worker).get(f"/people/{world.li.pk}/tenures/{tenure.pk}/end/")
    assert answer.status_code == 404


def test_a_mistaken_bond_is_withdrawn_and_stays_in_the_history_as_a_mistake(world, cast, tenure, browser_of):
    browser = browser_of(cast.worker)
    address = f"/people/{world.zhang.pk}/tenures/{tenure.pk}/withdraw/"
    assert address in browser.get(f"/people/{world.zhang.pk}/").content.decode()
    assert browser.post(address, {"reason": ""}).status_code == 422
    assert len(tenures(world.zhang)) == 1
    assert browser.post(address, {"reason": "录错了人"}).url == f"/people/{world.zhang.pk}/"
    assert tenures(world.zhang) == []
    shown = browser.get(f"/people/{world.zhang.pk}/history/").content.decode()
    mistakes = shown.split("误录后作废的")[1]
    for said in ("户籍", "闻喜路251弄3号502室", "2001-05-01", "录错了人"):
        assert said in mistakes
    with wall(cast.worker.scope):
        (row,) = audit.rows(cast.worker, audit.Filters(action="registry:tenure:withdraw"))
    assert (row.subject_id, row.object_id, row.purpose) == (world.zhang.pk, tenure.pk, "录错了人")
    assert row.detail["source"] == "police"
    # the days are free again
    record_tenure(cast.worker, world.zhang.pk, world.other_home.pk, TenureKind.REGISTERED, since=date(2001, 5, 1))


def test_whoever_sees_no_house_sees_none_among_what_was_withdrawn(world, cast, tenure, browser_of):
    withdraw_tenure(cast.worker, tenure.pk, reason="张三说从未落户")
    text = browser_of(cast.district, purpose="核实统计口径").get(f"/people/{world.zhang.pk}/history/").content.decode()
    assert "502室" not in text
    assert "张三" not in text
    assert "2001-05-01" in text


def test_others_withdraw_nothing_here(world, cast, tenure):
    with pytest.raises(NotFound):
        withdraw_tenure(cast.neighbour, tenure.pk, reason="录错")
    with pytest.raises(NotAllowed):
        withdraw_tenure(cast.street, tenure.pk, reason="录错")
    assert len(tenures(world.zhang)) == 1
