"""The committees of Jing'an, and a city small enough to look at whole."""

import pytest

from linli.demo.drafts import CommitteeDraft, CommitteeSeed
from linli.demo.generator import generate
from linli.foundation.territory.loading.city_file import SHANGHAI_2023, read_city
from linli.toolbox.levels import Level

JINGAN = range(3101060000000000, 3101070000000000)


@pytest.fixture(scope="session")
def committees() -> list[CommitteeSeed]:
    return [
        CommitteeSeed(row.code, row.name)
        for row in read_city(SHANGHAI_2023)
        if row.level is Level.COMMITTEE and row.code in JINGAN
    ]


@pytest.fixture(scope="session")
def town(committees: list[CommitteeSeed]) -> list[CommitteeDraft]:
    """Hold 100,000 people: enough for shares to settle within a few tenths of a per cent."""
    return list(generate(100_000, committees, seed=7))
