"""The reporter at her telephone, for the tests of every screen of a report."""

from __future__ import annotations

import pytest
from django.test import Client

from linli.domains.workorders.actions.drafting import save_draft


@pytest.fixture
def resident(cast, client_of) -> Client:
    return client_of(cast.resident)


@pytest.fixture
def written(cast, city) -> None:
    save_draft(cast.resident, kind="lamp", place_code=city.committee, place_words="3 号楼门口", words="路灯不亮了")
