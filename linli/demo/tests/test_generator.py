"""The stream: exact, in order, and the same for the same seed."""

import hashlib
from collections import Counter
from itertools import islice

import pytest

from linli.demo import cast
from linli.demo.city import stage
from linli.demo.drafts import CommitteeDraft, CommitteeSeed
from linli.demo.generator import DEFAULT_SEED, generate, shares


def _digest(drafts: list[CommitteeDraft]) -> str:
    return hashlib.sha256(repr(drafts).encode()).hexdigest()


def test_the_same_seed_gives_the_same_bytes(committees):
    assert _digest(list(generate(2_000, committees, 11))) == _digest(list(generate(2_000, committees, 11)))


def test_the_order_of_the_committees_makes_no_difference(committees):
    assert _digest(list(generate(500, committees, 1))) == _digest(list(generate(500, committees[::-1], 1)))


def test_another_seed_gives_another_city(committees):
    assert _digest(list(generate(2_000, committees, 11))) != _digest(list(generate(2_000, committees, 12)))


def test_nothing_hangs_on_the_hash_seed_of_the_interpreter(committees):
    """Written down once: a city that changes between two machines shows here."""
    first = next(generate(267, committees, 1))
    assert (first.name, first.persons[0].citizen_id, first.premises[0].label) == EXPECTED


EXPECTED = ("新安居委会", "990000198407295118", "海榆路")


def test_the_city_holds_exactly_the_people_asked_for(town):
    assert sum(len(draft.persons) for draft in town) == 100_000


def test_every_committee_comes_once_in_code_order(town, committees):
    assert [draft.code for draft in town] == sorted(one.code for one in committees)


def test_the_stream_gives_the_first_committee_before_it_makes_the_last(committees):
    drafts = generate(1_000_000, committees, 3)
    first = list(islice(drafts, 1))
    drafts.close()
    assert len(first[0].persons) > 1_000


def test_a_committee_may_be_empty(committees):
    drafts = list(generate(3, committees, 5))
    assert sum(len(draft.persons) for draft in drafts) == 3
    assert all(draft.organisations for draft in drafts)


def test_shares_add_up_and_differ():
    seeds = [CommitteeSeed(3101060000000000 + place * 10_000, "") for place in range(50)]
    counts = shares(10_001, seeds, 1)
    assert sum(counts) == 10_001
    assert min(counts) < 150
    assert max(counts) > 250


def test_keys_point_inside_their_committee(town):
    for draft in town[:40]:
        premises = {one.key for one in draft.premises}
        households = {one.key for one in draft.households}
        people = {one.key for one in draft.persons}
        assert {one.home_key for one in draft.households} <= premises | {None}
        assert {one.home_key for one in draft.persons} <= premises | {None}
        assert {one.household_key for one in draft.persons} <= households | {None}
        assert {one.premises_key for one in draft.tenures} <= premises
        assert {one.person_key for one in draft.tenures} <= people
        assert {one.premises_key for one in draft.organisations} <= premises | {None}


def test_every_area_code_lies_in_its_committee(town):
    for draft in town:
        inside = range(draft.code, draft.code + 10_000)
        rows = [*draft.premises, *draft.households, *draft.persons, *draft.organisations]
        assert all(row.area_code in inside for row in rows)


@pytest.mark.parametrize("people", [3_000, 20_000])
def test_the_cast_s_committee_is_large_enough_to_be_looked_at_in_a_small_city(committees, people):
    drafts = {one.code: one for one in generate(people, committees, DEFAULT_SEED, stage(people))}
    assert sum(len(one.persons) for one in drafts.values()) == people
    here = drafts[cast.COMMITTEE]
    assert len(here.persons) >= 600
    assert sum(unit.kind == "building_group" for unit in here.units) >= 10
    members = Counter(one.household_key for one in here.persons if one.household_key)
    alone = [one for one in here.persons if members[one.household_key] == 1 and one.birth_date]
    assert sum(one.birth_date.year <= 1960 for one in alone) >= 3


def test_a_committee_that_is_large_by_itself_stays_as_it_is():
    seeds = [CommitteeSeed(3101060000000000 + place * 10_000, "") for place in range(50)]
    plain = shares(100_000, seeds, 1)
    assert shares(100_000, seeds, 1, {seeds[3].code: 650}) == plain


def test_every_committee_can_be_telephoned(town):
    offices = [one for draft in town for one in draft.organisations if one.kind == "committee"]
    assert offices
    assert all(one.telephone for one in offices)
