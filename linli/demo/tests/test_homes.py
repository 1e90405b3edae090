"""The homes: a tree in order, each address once, each home under an estate with its own codes."""

from collections import Counter

from linli.demo.drafts import CommitteeDraft
from linli.demo.generator import generate

ORDER = {"road": 0, "lane": 1, "building": 2, "number": 2, "entrance": 3, "room": 4}


def _paths(draft: CommitteeDraft) -> list[str]:
    paths: dict[int | None, str] = {None: ""}
    for node in draft.premises:
        paths[node.key] = paths[node.parent_key] + node.label
    return list(paths.values())[1:]


def test_a_parent_comes_before_its_children_and_stands_higher(town):
    for draft in town:
        kinds: dict[int, str] = {}
        for node in draft.premises:
            if node.parent_key is not None:
                assert ORDER[kinds[node.parent_key]] < ORDER[node.kind]
            kinds[node.key] = node.kind


def test_no_address_stands_twice_in_a_committee(town):
    for draft in town:
        paths = _paths(draft)
        assert len(set(paths)) == len(paths)


def test_no_address_stands_twice_where_a_committee_has_many_estates(committees):
    for draft in generate(200_000, committees[:2], 2):
        paths = _paths(draft)
        assert sum(unit.kind == "estate" for unit in draft.units) > 50
        assert len(set(paths)) == len(paths)


def test_only_rooms_are_homes_and_some_stand_empty(town):
    rooms = [node for draft in town for node in draft.premises if node.is_home]
    lived_in = {(draft.code, home.home_key) for draft in town for home in draft.households}
    assert {room.kind for room in rooms} == {"room"}
    assert 0.02 < 1 - len(lived_in) / len(rooms) < 0.2


def test_no_two_households_share_a_home(town):
    for draft in town:
        shared = Counter(one.home_key for one in draft.households if one.home_key)
        assert max(shared.values(), default=1) == 1


def test_units_nest_and_every_home_lies_in_one(town):
    for draft in town:
        estates = {unit.lo: unit for unit in draft.units if unit.kind == "estate"}
        groups = {unit.lo: unit for unit in draft.units if unit.kind == "building_group"}
        assert len(estates) + len(groups) == len(draft.units)
        assert all(draft.code < unit.lo and unit.hi <= draft.code + 10_000 for unit in estates.values())
        assert all(unit.parent_code < unit.lo < estates[unit.parent_code].hi for unit in groups.values())
        assert {node.area_code for node in draft.premises if node.is_home} <= set(groups)


def test_a_person_stands_under_the_code_of_their_home(town):
    for draft in town[:60]:
        area_of = {node.key: node.area_code for node in draft.premises}
        for person in draft.persons:
            assert person.area_code == (area_of[person.home_key] if person.home_key else draft.code)
