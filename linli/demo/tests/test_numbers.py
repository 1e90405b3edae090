"""Numbers that belong to nobody: prefix, check digit, agreement, and each given once."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.demo.drafts import FEMALE, MALE
from linli.demo.numbers import Numbers, spoilt
from linli.toolbox.identifiers import citizen_id, citizen_id_check_digit, credit_code, telephone


def test_every_citizen_id_has_the_prefix_of_nowhere(town):
    ids = [person.citizen_id for draft in town for person in draft.persons if person.citizen_id]
    assert {one[:6] for one in ids} == {"990000"}


def test_no_citizen_id_is_given_twice_in_a_town(town):
    """Ids without their check digit, so that a spoilt one cannot hide a second holder."""
    bodies = [person.citizen_id[:17] for draft in town for person in draft.persons if person.citizen_id]
    assert len(set(bodies)) == len(bodies) > 90_000


def test_no_citizen_id_is_given_twice_in_a_city_of_a_million():
    """267 committees of 3,800 people, 19 of each sex in each year of birth from 1926 to 2025."""
    seen: set[int] = set()
    for place in range(267):
        giver = Numbers(place, 267, seed=4)
        seen.update(
            int(giver.birth(year, sex)[1][:17])
            for year in range(1926, 2026)
            for sex in (MALE, FEMALE)
            for _person in range(19)
        )
    assert len(seen) == 267 * 3_800 > 1_000_000
    assert {body // 10**11 for body in seen} == {990_000}


@given(
    people=st.lists(st.tuples(st.integers(1920, 2025), st.sampled_from([MALE, FEMALE])), max_size=60),
    committees=st.integers(1, 400),
    seed=st.integers(0, 10**9),
)
def test_no_two_committees_ever_give_the_same_id(people, committees, seed):
    givers = [Numbers(place, committees, seed) for place in {0, committees // 2, committees - 1}]
    ids = [giver.birth(year, sex)[1] for giver in givers for year, sex in people]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("year", [1931, 2000])
def test_a_year_gives_every_one_of_its_numbers_before_it_leaves_the_prefix(year):
    """365 days of 500 numbers for each sex, and not one more."""
    giver = Numbers(0, 1, seed=9)
    bodies = {giver.birth(year, MALE)[1][:17] for _ in range(182_500)}
    assert len(bodies) == 182_500
    assert {body[:6] for body in bodies} == {"990000"}
    assert giver.birth(year, MALE)[1][:6] == "990001"


def test_the_id_agrees_with_the_birth_date_and_the_sex(town):
    for draft in town[:60]:
        for person in draft.persons:
            if person.citizen_id and person.birth_date:
                assert person.citizen_id[6:14] == f"{person.birth_date:%Y%m%d}"
                assert int(person.citizen_id[16]) % 2 == (person.sex == MALE)


def test_nearly_every_check_digit_is_right_and_the_rest_is_the_dirt_we_put_there(town):
    problems = Counter(
        citizen_id(person.citizen_id).problems for draft in town for person in draft.persons if person.citizen_id
    )
    assert set(problems) == {(), ("citizen_id.check_digit",)}
    assert problems["citizen_id.check_digit",] / problems.total() == pytest.approx(0.0054, abs=0.001)


@given(body=st.from_regex(r"990000(19|20)[0-9]{2}0[1-9]1[0-9][0-9]{3}", fullmatch=True))
def test_a_spoilt_id_always_fails_its_check(body):
    whole = body + citizen_id_check_digit(body)
    assert "citizen_id.check_digit" in citizen_id(spoilt(whole)).problems


def test_telephones_lie_in_the_block_of_nobody_and_read_as_mobiles(town):
    numbers = [person.telephone for draft in town for person in draft.persons if person.telephone]
    assert all(number.startswith("154") for number in numbers)
    assert all(telephone(number).is_valid for number in numbers[:2_000])


def test_a_telephone_is_given_once(town):
    numbers = [person.telephone for draft in town for person in draft.persons if person.telephone]
    assert len(set(numbers)) == len(numbers)


def test_credit_codes_check_out_lie_nowhere_and_are_given_once(town):
    codes = [one.credit_code for draft in town for one in draft.organisations if one.credit_code]
    assert all(code[2:8] == "990000" for code in codes)
    assert [code for code in codes if credit_code(code) != (code, (), ())] == []
    assert len(set(codes)) == len(codes)
