"""Persons and their bonds to homes: households become ledger entries."""

from datetime import date
from random import Random
from typing import Final, NamedTuple

from linli.demo import dirt
from linli.demo.census import AS_OF, ASSUMED_REGISTERED_ELSEWHERE_IN_CITY
from linli.demo.drafts import (
    AWAY,
    FEMALE,
    LIVING,
    MALE,
    OWNING,
    PRESENT,
    REGISTERED,
    RENTING,
    SOURCE,
    HouseholdDraft,
    PersonDraft,
    TenureDraft,
)
from linli.demo.families import HEAD, MOBILE, OTHER, SPOUSE, Household
from linli.demo.names import pools
from linli.demo.numbers import Numbers, spoilt

HERE: Final = "here"
CITY: Final = "city"
ELSEWHERE: Final = "elsewhere"

_TODAY: Final = AS_OF.toordinal()
_LAST_YEAR: Final = AS_OF.year - 1
_YEAR: Final = 365
_LONGEST_STAY: Final = 28 * _YEAR
_RENTED_STAY: Final = 6 * _YEAR
# of households that own their home, by where they are registered
_OWNERS: Final = {HERE: 0.88, CITY: 0.60, ELSEWHERE: 0.22}

_ADULTS: Final = frozenset({HEAD, SPOUSE, OTHER})  # whose names stand in a lease

# one draw decides every fault that excludes no other: cumulative limits
_NO_ID: Final = dirt.CITIZEN_ID_MISSING
_BAD_ID: Final = _NO_ID + dirt.CHECK_DIGIT_WRONG
_NO_BIRTH: Final = _BAD_ID + dirt.BIRTH_DATE_MISSING
_NO_RELATION: Final = _NO_BIRTH + dirt.RELATION_MISSING

_from_ordinal = date.fromordinal


class _Place(NamedTuple):
    """Where a household stands in the ledger, the same for all its members."""

    home: int | None
    area: int
    household: int | None
    standing: str
    origin: str
    owning: bool


class Ledger:
    """What a committee's ledger would hold, growing household by household."""

    def __init__(self, rng: Random, committee: int, numbers: Numbers) -> None:
        self.households: list[HouseholdDraft] = []
        self.persons: list[PersonDraft] = []
        self.tenures: list[TenureDraft] = []
        self._rnd = rng.random
        self._committee = committee
        self._numbers = numbers
        names = pools()
        self._surnames = names.surnames
        self._given = {MALE: names.male, FEMALE: names.female}

    def settle(self, household: Household, home: tuple[int, int]) -> None:
        """Enter a household that lives in a home."""
        rnd = self._rnd
        origin = self._origin(household)
        owning = not household.collective and rnd() < _OWNERS[origin]
        known = rnd() >= dirt.HOME_MISSING
        key = len(self.households) + 1
        place = _Place(home[0] if known else None, home[1] if known else self._committee, key, PRESENT, origin, owning)
        self.households.append(HouseholdDraft(key, place.home, "", place.area))
        surname = self._surnames[int(rnd() * len(self._surnames))]
        moved_in = _TODAY - 30 - int(rnd() * (_LONGEST_STAY if owning else _RENTED_STAY))
        for age, sex, relation, of_head in household.members:
            person, born = self._person((age, sex, relation), surname if of_head else None, place)
            if known:
                self._bind(person, relation, place, max(moved_in, born))

    def register_away(self, home: tuple[int, int]) -> None:
        """Enter somebody who is registered at a home but lives elsewhere."""
        rnd = self._rnd
        age = MOBILE[int(rnd() * len(MOBILE))]
        sex = MALE if rnd() < 0.5 else FEMALE  # noqa: PLR2004
        person, born = self._person((age, sex, ""), None, _Place(*home, None, AWAY, HERE, owning=False))
        since = max(born, _TODAY - int(rnd() * _LONGEST_STAY))
        self.tenures.append(TenureDraft(person, home[0], REGISTERED, _from_ordinal(since), None, SOURCE))

    def _origin(self, household: Household) -> str:
        rnd = self._rnd
        if rnd() < household.elsewhere:
            return ELSEWHERE
        return CITY if rnd() < ASSUMED_REGISTERED_ELSEWHERE_IN_CITY else HERE

    def _person(self, who: tuple[int, int, str], surname: str | None, place: _Place) -> tuple[int, int]:
        """Enter a person, with the faults of a real register; gives the key and the day of birth."""
        rnd = self._rnd
        age, sex, relation = who
        given = self._given[sex]
        if surname is None:
            surname = self._surnames[int(rnd() * len(self._surnames))]
        # on AS_OF, a 1 January, everybody born in this year is exactly this old
        born, citizen_id = self._numbers.birth(_LAST_YEAR - age, sex)
        birth_date: date | None = born
        fault = rnd()
        if fault < _NO_RELATION:
            if fault < _NO_ID:
                citizen_id = ""
            elif fault < _BAD_ID:
                citizen_id = spoilt(citizen_id)
            elif fault < _NO_BIRTH:
                birth_date = None
            elif relation != HEAD:
                relation = ""
        has_telephone = age >= dirt.ADULT_FROM and rnd() >= dirt.TELEPHONE_MISSING
        key = len(self.persons) + 1
        self.persons.append(
            PersonDraft(
                key,
                surname + given[int(rnd() * len(given))],
                sex,
                birth_date,
                citizen_id,
                self._numbers.telephone() if has_telephone else "",
                place.home,
                place.household,
                relation,
                place.standing,
                place.origin,
                place.area,
            )
        )
        return key, born.toordinal()

    def _bind(self, person: int, relation: str, place: _Place, since: int) -> None:
        """Bind a person who lives in a home to it."""
        home = place.home
        assert home is not None
        day = _from_ordinal(since)
        tenures = self.tenures
        tenures.append(TenureDraft(person, home, LIVING, day, None, SOURCE))
        if place.origin == HERE:
            tenures.append(TenureDraft(person, home, REGISTERED, day, None, SOURCE))
        if relation in _ADULTS:
            if not place.owning:
                tenures.append(TenureDraft(person, home, RENTING, day, None, SOURCE))
            elif relation == HEAD:
                tenures.append(TenureDraft(person, home, OWNING, day, None, SOURCE))
