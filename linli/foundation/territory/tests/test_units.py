"""Units below a committee take the next free code and never one that was used."""

import pytest
from django.db import IntegrityError

from linli.foundation.territory.actions.units import add_unit
from linli.foundation.territory.bulk_units import UnitDraft, load_units
from linli.foundation.territory.models import Area, AreaKind
from linli.toolbox.errors import Conflict, Invalid, NotAllowed, NotFound

pytestmark = pytest.mark.django_db


def test_estates_take_a_hundred_codes_each(cast, city):
    first = add_unit(cast.head, city.committee, "云栖小区")
    second = add_unit(cast.head, city.committee, "云栖公寓")
    assert (first.code, first.hi) == (city.committee + 100, city.committee + 200)
    assert (second.code, second.hi) == (city.committee + 200, city.committee + 300)


def test_building_groups_take_one_code_each_inside_the_estate(cast, city):
    estate = add_unit(cast.head, city.committee, "云栖小区")
    group = add_unit(cast.head, estate.code, "1号楼组", AreaKind.BUILDING_GROUP)
    assert (group.code, group.hi) == (estate.code + 1, estate.code + 2)


def test_a_closed_unit_keeps_its_number(cast, city):
    from datetime import date

    first = add_unit(cast.head, city.committee, "云栖小区")
    Area.objects.filter(pk=first.pk).update(valid_from=None, valid_to=date(2025, 1, 1))
    assert add_unit(cast.head, city.committee, "云栖小区").code == first.code + 100


def test_two_estates_of_one_name_are_refused(cast, city):
    add_unit(cast.head, city.committee, "云栖小区")
    with pytest.raises(Conflict):
        add_unit(cast.head, city.committee, "云栖小区")


def test_a_building_group_straight_below_a_committee_is_refused(cast, city):
    with pytest.raises(Invalid):
        add_unit(cast.head, city.committee, "1号楼组", AreaKind.BUILDING_GROUP)


def test_an_estate_holds_99_building_groups(cast, city):
    estate = add_unit(cast.head, city.committee, "云栖小区")
    load_units(
        UnitDraft(estate.code + n, estate.code + n + 1, AreaKind.BUILDING_GROUP, f"{n}号", estate.code)
        for n in range(1, 100)
    )
    with pytest.raises(Conflict):
        add_unit(cast.head, estate.code, "100号", AreaKind.BUILDING_GROUP)


def test_a_head_cannot_add_a_unit_to_the_neighbours(cast, city):
    with pytest.raises(NotFound):
        add_unit(cast.head, city.neighbour, "云栖小区")


def test_a_worker_cannot_add_a_unit(cast, city):
    with pytest.raises(NotAllowed):
        add_unit(cast.worker, city.committee, "云栖小区")


def test_units_in_bulk_come_once(city):
    units = [
        UnitDraft(city.committee + 101, city.committee + 102, AreaKind.BUILDING_GROUP, "1号", city.committee + 100),
        UnitDraft(city.committee + 100, city.committee + 200, AreaKind.ESTATE, "云栖小区", city.committee),
    ]
    assert load_units(units) == 2
    assert load_units(units) == 0


def test_the_table_refuses_a_range_that_runs_backwards(city):
    with pytest.raises(IntegrityError):
        Area.objects.create(
            code=city.committee + 100, hi=city.committee + 100, level=5, kind=AreaKind.ESTATE, name="甲",
            short_name="甲", parent_id=city.committee,
        )  # fmt: skip
