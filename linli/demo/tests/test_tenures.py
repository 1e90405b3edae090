"""Who is bound to which home: 户籍, 居住, 产权, 租住, and what is missing from the ledger."""

from collections import Counter, defaultdict

import pytest

from linli.demo import census, dirt
from linli.demo.drafts import AWAY, LIVING, OWNING, REGISTERED, RENTING


@pytest.fixture(scope="module")
def bonds(town):
    """Every person of the town with the kinds of their bonds."""
    kinds = defaultdict(set)
    for draft in town:
        for bond in draft.tenures:
            kinds[draft.code, bond.person_key].add(bond.kind)
    return [(person, kinds[draft.code, person.key]) for draft in town for person in draft.persons]


def test_whoever_lives_in_a_known_home_is_bound_to_it_by_living(bonds):
    assert all(LIVING in kinds for person, kinds in bonds if person.standing != AWAY and person.home_key)


def test_registered_here_and_living_here_are_two_things(bonds):
    """人户分离 in both directions, in the shares that census.py names as assumed."""
    found = Counter((REGISTERED in kinds, LIVING in kinds) for _person, kinds in bonds)
    away = found[True, False] / len(bonds)
    assert away == pytest.approx(census.ASSUMED_AWAY, abs=0.005)
    local = sum(person.origin in {"here", "city"} and person.standing != AWAY for person, _kinds in bonds)
    apart = sum(person.origin == "city" for person, _kinds in bonds) / local
    assert apart == pytest.approx(census.ASSUMED_REGISTERED_ELSEWHERE_IN_CITY, abs=0.015)


def test_nobody_from_elsewhere_is_registered_here(bonds):
    assert not any(REGISTERED in kinds for person, kinds in bonds if person.origin != "here")


def test_nobody_owns_and_rents_the_same_home(bonds):
    assert not any({OWNING, RENTING} <= kinds for _person, kinds in bonds)


def test_bonds_begin_after_birth_and_before_today(town):
    for draft in town[:80]:
        born = {person.key: person.birth_date for person in draft.persons}
        for bond in draft.tenures:
            assert bond.since <= census.AS_OF
            assert born[bond.person_key] is None or born[bond.person_key] <= bond.since


def test_no_bond_is_entered_twice(town):
    for draft in town:
        bonds = [(bond.person_key, bond.premises_key, bond.kind) for bond in draft.tenures]
        assert len(set(bonds)) == len(bonds)


@pytest.mark.parametrize(
    ("missing", "rate"),
    [
        ("citizen_id", dirt.CITIZEN_ID_MISSING),
        ("birth_date", dirt.BIRTH_DATE_MISSING),
    ],
)
def test_persons_lack_what_a_real_register_lacks(bonds, missing, rate):
    found = sum(not getattr(person, missing) for person, _kinds in bonds) / len(bonds)
    assert found == pytest.approx(rate, abs=0.003)


def test_homes_and_telephones_are_missing_at_their_rates(bonds):
    settled = [person for person, _kinds in bonds if person.standing != AWAY]
    homeless = sum(person.home_key is None for person in settled) / len(settled)
    assert homeless == pytest.approx(dirt.HOME_MISSING, abs=0.004)
    adults = [person for person, _kinds in bonds if person.birth_date and person.birth_date.year <= 2009]
    mute = sum(not person.telephone for person in adults) / len(adults)
    assert mute == pytest.approx(dirt.TELEPHONE_MISSING, abs=0.005)


def test_most_organisations_lack_a_telephone_as_in_the_register(town):
    # the committees' own numbers stand under every page of their residents: those are all known
    units = [one for draft in town for one in draft.organisations if one.kind != "committee"]
    mute = sum(not one.telephone for one in units) / len(units)
    assert mute == pytest.approx(dirt.ORGANISATION_TELEPHONE_MISSING, abs=0.03)


def test_an_organisation_says_in_its_name_that_it_is_invented(town):
    assert all(one.name.endswith("（演示）") for draft in town for one in draft.organisations)
