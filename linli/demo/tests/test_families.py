"""Households make sense: couples, parents older than their children, one head."""

from itertools import groupby

import pytest

from linli.demo.drafts import FEMALE, MALE, PersonDraft
from linli.demo.families import GRANDCHILD, HEAD, OTHER, PARENT, SPOUSE


def _birth_year(person: PersonDraft) -> int:
    return person.birth_date.year if person.birth_date else int(person.citizen_id[6:10])


@pytest.fixture(scope="module")
def households(town) -> list[list[PersonDraft]]:
    settled = [
        [person for person in draft.persons if person.household_key and (person.birth_date or person.citizen_id)]
        for draft in town
    ]
    return [
        list(members)
        for people in settled
        for _key, members in groupby(people, key=lambda person: person.household_key)
    ]


def _pairs(households, relation):
    """Pair every head with each member of a relation."""
    for members in households:
        heads = [one for one in members if one.relation == HEAD]
        if heads:
            yield from ((heads[0], one) for one in members if one.relation == relation)


def test_a_household_has_at_most_one_head_and_one_spouse(households):
    for members in households:
        relations = [one.relation for one in members]
        assert relations.count(HEAD) <= 1
        assert relations.count(SPOUSE) <= 1


def test_couples_are_man_and_wife_of_age_and_of_like_age(households):
    couples = list(_pairs(households, SPOUSE))
    assert len(couples) > 10_000
    for head, spouse in couples:
        assert {head.sex, spouse.sex} == {MALE, FEMALE}
        assert abs(_birth_year(head) - _birth_year(spouse)) <= 6
        assert max(_birth_year(head), _birth_year(spouse)) <= 2025 - 22


@pytest.mark.parametrize("relation", ["2", "3"])
def test_children_are_younger_than_the_head_by_a_generation(households, relation):
    pairs = list(_pairs(households, relation))
    assert len(pairs) > 4_000
    assert min(_birth_year(child) - _birth_year(head) for head, child in pairs) >= 20


def test_sons_are_male_and_daughters_female(households):
    for members in households:
        assert all(one.sex == MALE for one in members if one.relation == "2")
        assert all(one.sex == FEMALE for one in members if one.relation == "3")


def test_parents_are_older_than_the_head_by_a_generation(households):
    pairs = list(_pairs(households, PARENT))
    assert len(pairs) > 1_000
    assert min(_birth_year(head) - _birth_year(parent) for head, parent in pairs) >= 20


def test_children_carry_the_name_of_the_head(households):
    for members in households:
        heads = [one for one in members if one.relation == HEAD]
        children = [one for one in members if one.relation in {"2", "3", GRANDCHILD}]
        for child in children if heads else ():
            # a few surnames have two characters; the first is the same all the same
            assert child.name[0] == heads[0].name[0]


def test_those_who_only_share_a_flat_are_adults(households):
    assert min(2025 - _birth_year(one) for members in households for one in members if one.relation == OTHER) >= 18


def test_nobody_lives_past_a_hundred_and_nobody_is_born_tomorrow(households):
    years = [_birth_year(one) for members in households for one in members]
    assert min(years) >= 1925
    assert max(years) <= 2025
