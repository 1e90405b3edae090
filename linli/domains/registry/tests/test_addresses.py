"""A wrongly typed step of an address is written otherwise; the place, and whoever is bound to it, stays."""

import uuid

import pytest

from linli.domains.registry.actions.addresses import correct_premises
from linli.domains.registry.models import Person, Premises
from linli.domains.registry.tests.world import make_home
from linli.foundation.audit import public as audit
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall
from linli.toolbox.errors import Conflict, Invalid, NotAllowed, NotFound

pytestmark = pytest.mark.django_db


def place(**asked):
    with wall(Scope.EVERYTHING):
        return Premises.objects.everywhere(because="test").get(**asked)


def paths():
    with wall(Scope.EVERYTHING):
        return set(Premises.objects.everywhere(because="test").values_list("path", "short_path"))


def test_a_room_is_written_otherwise_and_everybody_stays_in_it(world, cast, browser_of):
    browser = browser_of(cast.worker)
    address = f"/homes/{world.home.pk}/correct/"
    assert address in browser.get(f"/homes/{world.home.pk}/").content.decode()
    answer = browser.post(address, {"label": "503室", "was": "502室", "reason": "门牌抄错"})
    assert (answer.status_code, answer.url) == (302, f"/homes/{world.home.pk}/")
    now = place(pk=world.home.pk)
    assert (now.label, now.path, now.short_path) == ("503室", "闻喜路/251弄/3号/503室", "251弄/3号/503室")
    with wall(Scope.EVERYTHING):
        assert Person.objects.everywhere(because="test").filter(home_id=now.pk).count() == 3
    assert len(browser.get("/people/?q=闻喜路251弄3号503室").context["rows"]) == 3
    with wall(cast.worker.scope):
        (row,) = audit.rows(cast.worker, audit.Filters(action="registry:premises:correct"))
    assert (row.purpose, row.detail) == ("门牌抄错", {"before": "502室", "after": "503室"})


def test_every_address_below_follows_and_no_other(world, cast, city):
    make_home(city.committee, "闻喜路251弄30号1室")
    make_home(city.neighbour, "闻喜路251弄3号9室")
    number = place(path="闻喜路/251弄/3号", area_code=city.committee)
    correct_premises(cast.worker, number.pk, "5号", was="3号", reason="门牌抄错")
    found = paths()
    assert ("闻喜路/251弄/5号/502室", "251弄/5号/502室") in found
    assert ("闻喜路/251弄/30号/1室", "251弄/30号/1室") in found
    assert ("闻喜路/251弄/3号/9室", "251弄/3号/9室") in found  # next door it is another place
    assert ("闻喜路/251弄/3号/502室", "251弄/3号/502室") not in found


def test_a_road_is_written_otherwise_and_what_stands_behind_it_stays(world, cast, city):
    road = place(path="闻喜路", area_code=city.committee)
    with wall(Scope.EVERYTHING):
        Premises.objects.create(area_code=city.committee, kind="estate", label="闻喜路新村", path="闻喜路新村")
    correct_premises(cast.worker, road.pk, "闻喜东路", was="闻喜路", reason="路名抄错")
    found = paths()
    assert ("闻喜东路/251弄/3号/502室", "251弄/3号/502室") in found
    assert ("闻喜路新村", "") in found  # begins alike, stands elsewhere


def test_an_address_that_is_there_already_is_not_written_twice(world, cast, city):
    other = make_home(city.committee, "闻喜路251弄3号503室")
    with pytest.raises(Invalid) as refusal:
        correct_premises(cast.worker, other.pk, "502室", was="503室", reason="门牌抄错")
    assert refusal.value.code == "registry.premises.already_there"
    assert place(pk=other.pk).label == "503室"


@pytest.mark.parametrize("label", ["", "3号502室", "/", "五楼左边", "502室503室", "12号"])
def test_only_one_step_of_the_same_kind_is_taken(label, world, cast):
    with pytest.raises(Invalid):
        correct_premises(cast.worker, world.home.pk, label, was="502室", reason="门牌抄错")
    assert place(pk=world.home.pk).path == "闻喜路/251弄/3号/502室"


def test_what_the_ledger_cannot_hold_is_refused(world, cast):
    with pytest.raises(Invalid, match=r"single step|一级"):
        correct_premises(cast.worker, world.home.pk, "9" * 60, was="502室", reason="门牌抄错")


def test_an_address_below_becomes_no_longer_than_the_ledger_holds(world, cast, city):
    with wall(Scope.EVERYTHING):
        number = Premises.objects.everywhere(because="test").get(path="闻喜路/251弄/3号", area_code=city.committee)
        Premises.objects.create(
            area_code=city.committee, parent=number, kind="room", label="阁", path=number.path + "/" + "阁" * 185
        )
    with pytest.raises(Invalid, match=r"too long|太长"):
        correct_premises(cast.worker, number.pk, "123456789号", was="3号", reason="门牌抄错")


def test_a_number_does_not_become_a_building(world, cast, city):
    number = place(path="闻喜路/251弄/3号", area_code=city.committee)
    with pytest.raises(Invalid):
        correct_premises(cast.worker, number.pk, "5幢", was="3号", reason="门牌抄错")
    assert place(pk=number.pk).label == "3号"


def test_of_two_who_correct_the_same_address_the_second_is_asked(world, cast, browser_of):
    correct_premises(cast.head, world.home.pk, "503室", was="502室", reason="门牌抄错")
    with pytest.raises(Conflict):
        correct_premises(cast.worker, world.home.pk, "504室", was="502室", reason="门牌抄错")
    form = {"label": "504室", "was": "502室", "reason": "看过门牌"}
    answer = browser_of(cast.worker).post(f"/homes/{world.home.pk}/correct/", form)
    text = answer.content.decode()
    assert answer.status_code == 422
    for kept in ('value="504室"', 'value="看过门牌"', 'value="503室"', "台账里现在是"):
        assert kept in text


def test_a_form_sent_twice_corrects_once(world, cast):
    token = uuid.uuid4()
    for _ in range(2):
        correct_premises(cast.worker, world.home.pk, "503室", was="502室", reason="门牌抄错", token=token)
    with wall(cast.worker.scope):
        assert len(audit.rows(cast.worker, audit.Filters(action="registry:premises:correct"))) == 1


def test_others_correct_no_address_here(world, cast):
    with pytest.raises(NotFound):
        correct_premises(cast.neighbour, world.home.pk, "503室", was="502室", reason="门牌抄错")
    with pytest.raises(NotAllowed):
        correct_premises(cast.street, world.home.pk, "503室", was="502室", reason="门牌抄错")
    with pytest.raises(Invalid):
        correct_premises(cast.worker, world.home.pk, "503室", was="502室", reason=" ")
