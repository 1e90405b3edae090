"""Splits, merges, moves and new names, and what old records mean afterwards."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from linli.foundation.events.models import Event
from linli.foundation.territory.actions.changes import Part, merge_areas, move_area, rename_area, split_area
from linli.foundation.territory.actions.units import add_unit
from linli.foundation.territory.history import resolve
from linli.foundation.territory.models import Area, AreaChange, AreaKind
from linli.foundation.territory.succession import left_committees, origins, succession
from linli.toolbox.errors import Conflict, Invalid, NotAllowed, NotFound

pytestmark = pytest.mark.django_db

FIRST = 3101060200010000  # 彭浦新村第一居委会
THIRD = 3101060200020000
STREET = 3101060200000000
DAY = date(2024, 3, 1)
BASIS = "静民〔2024〕12号"


def _code(number: int) -> int:
    return Area.objects.get(parent_id=STREET, name=NAMES[number]).code


NAMES = {1: "彭浦新村第一居委会", 3: "彭浦新村第三居委会", 5: "彭浦新村第五居委会"}


@pytest.fixture
def admin(cast):
    return cast.system_admin


def test_a_new_name_keeps_the_old_one_for_the_days_before(admin):
    code = _code(1)
    rename_area(admin, code, "彭一居委会", on=DAY, basis=BASIS)
    assert resolve(code, DAY - timedelta(days=1)).name == NAMES[1]
    assert resolve(code, DAY).name == "彭一居委会"
    assert resolve(code + 305, DAY).path == ("上海市", "静安区", "彭浦新村街道", "彭一居委会")


def test_a_committee_is_split_into_two_new_ones_and_closed(admin):
    code = _code(1)
    split_area(
        admin, code, [Part("310106020901", "彭一居委会"), Part("310106020902", "彭二居委会")], on=DAY, basis=BASIS
    )
    before = resolve(code + 101, date(2020, 1, 1))
    assert before.name == NAMES[1]
    assert [area.name for area in before.successors] == ["彭一居委会", "彭二居委会"]
    assert Area.objects.get(pk=code).valid_to == DAY


def test_a_committee_that_goes_on_after_a_split_keeps_its_code(admin):
    code = _code(1)
    own = Area.objects.get(pk=code).national_code
    split_area(admin, code, [Part(own, NAMES[1]), Part("310106020902", "彭二居委会")], on=DAY, basis=BASIS)
    assert [area.name for area in resolve(code, date(2020, 1, 1)).successors] == [NAMES[1], "彭二居委会"]
    assert [area.name for area in resolve(code, date(2024, 4, 1)).successors] == [NAMES[1]]


def test_two_committees_merge_into_one_of_them(admin):
    one, three = _code(1), _code(3)
    national = Area.objects.get(pk=three).national_code
    merge_areas(admin, [one, three], Part(national, "彭浦新村第一第三居委会"), on=DAY, basis=BASIS)
    assert [area.code for area in resolve(one, date(2020, 1, 1)).successors] == [three]
    assert Area.objects.get(pk=three).name == "彭浦新村第一第三居委会"
    assert resolve(three, date(2020, 1, 1)).name == NAMES[3]


def test_a_split_after_a_merge_is_followed_to_the_end(admin):
    one, three = _code(1), _code(3)
    merge_areas(admin, [one, three], Part("310106020901", "合并居委会"), on=DAY, basis=BASIS)
    split_area(
        admin,
        3101060209010000,
        [Part("310106020902", "东居委会"), Part("310106020903", "西居委会")],
        on=DAY + timedelta(days=300),
        basis=BASIS,
    )
    assert [area.name for area in resolve(one, date(2020, 1, 1)).successors] == ["东居委会", "西居委会"]


def test_a_committee_moves_to_another_street_under_a_new_code(admin):
    code = _code(1)
    move_area(admin, code, 3101060190000000, Part("310106019901", NAMES[1]), on=DAY, basis=BASIS)
    old = resolve(code, date(2020, 1, 1))
    assert old.path[2] == "彭浦新村街道"
    assert [area.parent.name for area in old.successors] == ["大宁路街道"]


def test_units_are_closed_with_their_committee_and_follow_it(admin):
    code = _code(1)
    unit = add_unit(admin, code, "彭一小区")
    unit.names.update(valid_from=date(2020, 1, 1))
    Area.objects.filter(pk=unit.pk).update(valid_from=date(2020, 1, 1))
    move_area(admin, code, 3101060190000000, Part("310106019901", NAMES[1]), on=DAY, basis=BASIS)
    assert Area.objects.get(pk=unit.pk).valid_to == DAY
    assert [area.code for area in resolve(unit.code, date(2023, 1, 1)).successors] == [3101060199010100]
    assert Area.objects.get(pk=3101060199010100).name == "彭一小区"


def test_a_unit_entered_after_the_day_of_a_change_ends_where_it_began(admin):
    unit = add_unit(admin, _code(1), "彭一小区")
    move_area(admin, _code(1), 3101060190000000, Part("310106019901", NAMES[1]), on=DAY, basis=BASIS)
    unit.refresh_from_db()
    assert unit.valid_from == unit.valid_to == unit.names.get().valid_to


def test_a_record_dated_after_the_closing_still_says_which_committee_it_meant(admin):
    code = _code(1)
    move_area(admin, code, 3101060190000000, Part("310106019901", NAMES[1]), on=DAY, basis=BASIS)
    assert resolve(code, date(2025, 1, 1)).name == NAMES[1]


def test_a_street_with_committees_is_not_closed(admin):
    with pytest.raises(Conflict, match="33"):
        split_area(admin, STREET, [Part("310106901", "甲街道"), Part("310106902", "乙街道")], on=DAY, basis=BASIS)
    assert not Area.objects.filter(name="甲街道").exists()


def test_a_code_is_never_given_twice(admin):
    code = _code(1)
    taken = Area.objects.get(pk=_code(5)).national_code
    with pytest.raises(Conflict):
        split_area(admin, code, [Part(taken, "甲"), Part("310106020902", "乙")], on=DAY, basis=BASIS)


def test_a_new_code_must_lie_under_the_parent(admin):
    with pytest.raises(Invalid):
        split_area(admin, _code(1), [Part("310106019901", "甲"), Part("310106020902", "乙")], on=DAY, basis=BASIS)


@pytest.mark.parametrize(
    ("on", "basis", "error"),
    [
        (timezone.localdate() + timedelta(days=2), BASIS, Invalid),
        (DAY, "  ", Invalid),
    ],
    ids=["a day to come", "no document"],
)
def test_a_change_needs_a_day_that_came_and_a_document(admin, on, basis, error):
    with pytest.raises(error):
        rename_area(admin, _code(1), "彭一居委会", on=on, basis=basis)


def test_two_new_names_cannot_swap_their_order(admin):
    rename_area(admin, _code(1), "彭一居委会", on=DAY, basis=BASIS)
    with pytest.raises(Conflict):
        rename_area(admin, Area.objects.get(name="彭一居委会").code, "彭甲居委会", on=DAY, basis=BASIS)


def test_an_area_outside_the_scope_is_not_there(cast):
    from dataclasses import replace

    from linli.foundation.scope import Scope

    elsewhere = replace(cast.system_admin, scope=Scope(3101070000000000, 3101080000000000))
    with pytest.raises(NotFound):
        rename_area(elsewhere, _code(1), "彭一居委会", on=DAY, basis=BASIS)


@pytest.mark.parametrize("who", ["worker", "head", "street", "district", "city", "security_admin", "audit_admin"])
def test_only_the_system_administrator_changes_the_territory(cast, who):
    with pytest.raises(NotAllowed):
        rename_area(getattr(cast, who), _code(1), "彭一居委会", on=DAY, basis=BASIS)


def test_a_change_is_written_down_with_its_document(admin):
    rename_area(admin, _code(1), "彭一居委会", on=DAY, basis=BASIS)
    assert AreaChange.objects.get().basis == BASIS


def _unit(admin, committee: int, name: str, kind: AreaKind = AreaKind.ESTATE) -> Area:
    unit = add_unit(admin, committee, name, kind)
    unit.names.update(valid_from=date(2020, 1, 1))
    Area.objects.filter(pk=unit.pk).update(valid_from=date(2020, 1, 1))
    return unit


def test_units_of_merged_committees_keep_their_digits_where_they_are_free(admin):
    one, three = _code(1), _code(3)
    first, second = _unit(admin, one, "彭一小区"), _unit(admin, one, "彭二小区")
    group = _unit(admin, first.code, "一组", AreaKind.BUILDING_GROUP)
    there = _unit(admin, three, "彭三小区")
    national = Area.objects.get(pk=three).national_code
    merge_areas(admin, [one, three], Part(national, NAMES[3]), on=DAY, basis=BASIS)

    gone = succession(one)

    assert [first.code % 10_000, second.code % 10_000, there.code % 10_000] == [100, 200, 100]
    assert gone.code_after(second.code + 7) == three + 207  # kept
    assert gone.code_after(first.code) == three + 300  # 100 is another estate there
    assert gone.code_after(group.code) == three + 301
    assert Area.objects.get(pk=three + 301).parent_id == three + 300
    assert gone.code_after(one) == three
    assert gone.code_after(one + 9_950) == three + 9_950
    assert gone.code_after(one + 305) == three  # in no unit, and 300 is one over there: no further than the committee


def test_a_committee_that_stands_or_was_split_went_into_no_other(admin):
    split_area(
        admin, _code(1), [Part("310106020901", "彭一居委会"), Part("310106020902", "彭二居委会")], on=DAY, basis=BASIS
    )
    assert succession(_code(3)) is None
    assert succession(FIRST) is None
    assert left_committees() == []
    assert [change.from_area_id for change in origins(3101060209020000)] == [_split_one()]


def _split_one() -> int:
    return Area.objects.get(parent_id=STREET, name=NAMES[1]).code


def test_what_took_effect_is_announced_with_the_change_and_a_new_name_is_not(admin):
    one, three = _code(1), _code(3)
    rename_area(admin, three, "彭三居委会", on=DAY, basis=BASIS)
    national = Area.objects.get(pk=three).national_code
    merge_areas(admin, [one, three], Part(national, "彭三居委会"), on=DAY + timedelta(days=1), basis=BASIS)
    assert [event.payload for event in Event.objects.filter(name__contains="territory")] == [
        {"code": one, "level": 4, "kind": "merge"}
    ]
