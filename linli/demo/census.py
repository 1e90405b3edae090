"""Official figures the synthetic city is drawn after, and the assumptions where there are none.

Seventh national census, Shanghai, 1 November 2020: Shanghai Municipal Bureau of Statistics, communiqués and press
conference of 18 May 2021 (shanghai.gov.cn/nw12344/20210518).
"""

from datetime import date
from typing import Final

PEOPLE: Final = 24_870_895
FROM_OTHER_PROVINCES: Final = 10_479_652
MALE: Final = 12_875_211
FEMALE: Final = 11_995_684
AGED_0_14: Final = 2_436_296
AGED_15_59: Final = 16_619_137
AGED_60_UP: Final = 5_815_462
AGED_65_UP: Final = 4_049_012
FAMILY_HOUSEHOLDS: Final = 9_644_600
IN_FAMILY_HOUSEHOLDS: Final = 22_347_600
IN_COLLECTIVE_HOUSEHOLDS: Final = 2_523_300

SHARE_MALE: Final = MALE / PEOPLE
SHARE_CHILDREN: Final = AGED_0_14 / PEOPLE
SHARE_WORKING_AGE: Final = AGED_15_59 / PEOPLE
SHARE_ELDERS: Final = AGED_60_UP / PEOPLE
SHARE_65_UP: Final = AGED_65_UP / PEOPLE
SHARE_FROM_OTHER_PROVINCES: Final = FROM_OTHER_PROVINCES / PEOPLE
SHARE_COLLECTIVE: Final = IN_COLLECTIVE_HOUSEHOLDS / PEOPLE
HOUSEHOLD_SIZE: Final = IN_FAMILY_HOUSEHOLDS / FAMILY_HOUSEHOLDS  # 2.32

# How far a sample of 100,000 may stray from each share, and from the mean household. A test holds it.
TOLERANCE_SHARE: Final = 0.01
TOLERANCE_HOUSEHOLD: Final = 0.05

# Everybody's age is counted on this day; nobody is born later.
AS_OF: Final = date(2026, 1, 1)

# Not in the figures above. Assumed, and named so that nobody takes them for statistics.
ASSUMED_AWAY: Final = 0.10  # of the ledger: registered here, living elsewhere (户在人不在)
ASSUMED_REGISTERED_ELSEWHERE_IN_CITY: Final = 0.18  # of the locals who live here (人在户不在)
ASSUMED_VACANT_HOMES: Final = 0.06
