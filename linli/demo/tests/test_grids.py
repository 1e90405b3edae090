"""Jing'an: 14 streets, 266 neighbourhood committees and 1 village, 85 grids."""

from collections import Counter

from linli.demo.grids import draw_grids
from linli.foundation.territory.loading.city_file import SHANGHAI_2023, read_city
from linli.foundation.territory.models import AreaKind

JINGAN = range(3101060000000000, 3101070000000000)


def test_jingan_is_whole():
    kinds = Counter(row.kind for row in read_city(SHANGHAI_2023) if row.code in JINGAN)
    assert kinds == {
        AreaKind.DISTRICT: 1,
        AreaKind.SUBDISTRICT: 13,
        AreaKind.TOWN: 1,
        AreaKind.NEIGHBOURHOOD_COMMITTEE: 266,
        AreaKind.VILLAGE_COMMITTEE: 1,
    }


def test_there_are_85_grids_with_codes_of_their_own(committees):
    grids = draw_grids(committees)
    assert len({grid.code for grid in grids}) == len(grids) == 85


def test_every_committee_lies_in_exactly_one_grid(committees):
    ranges = [one for grid in draw_grids(committees) for one in grid.ranges]
    assert sorted(ranges) == sorted((one.code, one.code + 10_000) for one in committees)


def test_a_grid_lies_in_one_street_and_its_committees_are_neighbours_by_code(committees):
    codes = sorted(one.code for one in committees)
    for grid in draw_grids(committees):
        first = codes.index(grid.ranges[0][0])
        assert [lo for lo, _hi in grid.ranges] == codes[first : first + len(grid.ranges)]
        assert len({lo // 10**7 for lo, _hi in grid.ranges}) == 1


def test_grids_are_of_like_size(committees):
    sizes = [len(grid.ranges) for grid in draw_grids(committees)]
    assert min(sizes) >= 2
    assert max(sizes) <= 4
