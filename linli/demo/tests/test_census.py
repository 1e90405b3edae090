"""The invented city is as old, as male, as large in its households and as mobile as the real one."""

import pytest

from linli.demo import census
from linli.demo.drafts import AWAY, MALE, CommitteeDraft, PersonDraft


@pytest.fixture(scope="module")
def residents(town: list[CommitteeDraft]) -> list[PersonDraft]:
    """The census counts who lives here; those registered here who live elsewhere are not among them."""
    return [person for draft in town for person in draft.persons if person.standing != AWAY]


def _age(person: PersonDraft) -> int:
    born = int(person.citizen_id[6:10]) if person.citizen_id else person.birth_date.year
    return census.AS_OF.year - 1 - born


def _share(people: list[PersonDraft], counted: int) -> float:
    return counted / len(people)


def test_the_share_of_men_is_that_of_the_census(residents):
    found = _share(residents, sum(person.sex == MALE for person in residents))
    assert found == pytest.approx(census.SHARE_MALE, abs=census.TOLERANCE_SHARE)


@pytest.mark.parametrize(
    ("first", "last", "share"),
    [
        (0, 14, census.SHARE_CHILDREN),
        (15, 59, census.SHARE_WORKING_AGE),
        (60, 130, census.SHARE_ELDERS),
        (65, 130, census.SHARE_65_UP),
    ],
)
def test_the_ages_are_those_of_the_census(residents, first, last, share):
    dated = [person for person in residents if person.citizen_id or person.birth_date]
    found = _share(dated, sum(first <= _age(person) <= last for person in dated))
    assert found == pytest.approx(share, abs=census.TOLERANCE_SHARE)


def test_a_family_household_is_as_large_as_in_the_census(town):
    sizes = []
    for draft in town:
        members: dict[int, list[PersonDraft]] = {}
        for person in draft.persons:
            if person.household_key:
                members.setdefault(person.household_key, []).append(person)
        # a collective household is known by its unrelated members
        sizes += [len(some) for some in members.values() if all(one.relation != "8" for one in some)]
    mean = sum(sizes) / len(sizes)
    assert mean == pytest.approx(census.HOUSEHOLD_SIZE, abs=census.TOLERANCE_HOUSEHOLD)


def test_the_share_from_other_provinces_is_that_of_the_census(residents):
    found = _share(residents, sum(person.origin == "elsewhere" for person in residents))
    assert found == pytest.approx(census.SHARE_FROM_OTHER_PROVINCES, abs=2 * census.TOLERANCE_SHARE)


def test_the_share_in_collective_households_is_that_of_the_census(town):
    collective = {
        (draft.code, person.household_key) for draft in town for person in draft.persons if person.relation == "8"
    }
    inside = sum((draft.code, one.household_key) in collective for draft in town for one in draft.persons)
    here = sum(one.standing != AWAY for draft in town for one in draft.persons)
    assert inside / here == pytest.approx(census.SHARE_COLLECTIVE, abs=census.TOLERANCE_SHARE)


def test_the_bands_of_the_census_make_up_everybody():
    assert census.AGED_0_14 + census.AGED_15_59 + census.AGED_60_UP == census.PEOPLE
    assert census.MALE + census.FEMALE == census.PEOPLE
