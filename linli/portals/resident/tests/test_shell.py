"""The resident's shell: four places, a person to telephone, nothing that is not there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import override_settings
from django.utils import timezone

from linli.domains.registry.models import Organisation
from linli.domains.workorders import public as workorders
from linli.foundation.scope import Actor, Scope
from linli.foundation.scope.database import wall

pytestmark = pytest.mark.django_db
PLACES = ["/home/", "/services/", "/participation/", "/mine/"]
SHARED = ["/me/", "/me/looks/", "/inbox/", "/account/", "/account/telephone/", "/help/"]


@pytest.fixture
def resident(cast, client_of):
    browser = client_of(cast.resident)
    browser.cookies["linli_language"] = "en"
    return browser


def text_of(browser, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("path", PLACES + SHARED)
def test_every_page_of_a_resident_has_the_places_the_telephone_and_the_help(path, resident):
    text = text_of(resident, path)
    assert [f'<a href="{place}"' in text for place in PLACES] == [True] * 4
    assert 'href="tel:12345"' in text
    assert 'href="/help/?from=' in text
    assert 'name="mode" value="elder"' in text
    assert 'class="rail"' not in text


@pytest.mark.parametrize("path", PLACES)
def test_each_place_knows_that_one_is_there(path, resident):
    assert f'<a href="{path}" aria-current="page"' in text_of(resident, path)


def test_my_data_and_my_account_lie_under_me(resident):
    for path in ("/me/looks/", "/account/telephone/", "/inbox/"):
        assert '<a href="/mine/" aria-current="page"' in text_of(resident, path)


def test_the_committees_own_number_goes_before_the_hotline(cast, city, resident):
    with wall(Scope.EVERYTHING):
        Organisation.objects.create(
            area_code=city.committee, name="居委会", kind="committee", telephone="021-5600 0000",
            recorded_at=timezone.now(),
        )  # fmt: skip
        Organisation.objects.create(
            area_code=city.neighbour, name="别的居委会", kind="committee", telephone="021-9", recorded_at=timezone.now()
        )
    text = text_of(resident, "/home/")
    assert 'href="tel:02156000000"' in text
    assert "tel:0219" not in text
    assert "has not entered a number" not in text


@override_settings(LINLI_HELPLINE="962345")
def test_the_hotline_is_a_setting_and_said_to_be_assumed(resident):
    text = text_of(resident, "/home/")
    assert 'href="tel:962345"' in text
    assert "has not entered a number of its own yet" in text


def test_no_link_on_the_four_places_leads_nowhere(resident):
    import re

    for path in PLACES:
        for link in set(re.findall(r'href="(/[^"]*)"', text_of(resident, path))):
            if not link.startswith("/static/"):
                assert resident.get(link).status_code in {200, 302}, link


def test_in_elder_mode_the_first_page_has_six_entries_at_most(resident):
    resident.cookies["linli_mode"] = "elder"
    text = text_of(resident, "/home/")
    # reading aloud is the sixth
    assert 2 <= text.count('class="entry"') <= 5
    assert "<linli-read-aloud" in text


def test_staff_and_partners_keep_their_own_frame(cast, client_of):
    assert 'class="rail"' in text_of(client_of(cast.worker), "/account/")
    assert 'class="rail"' in text_of(client_of(cast.block_head), "/me/")
    assert client_of(cast.worker).get("/home/").status_code == 403


def test_staff_find_help_as_well(cast, client_of):
    assert 'href="/help/?from=' in text_of(client_of(cast.worker), "/account/")


def test_the_entry_counts_what_runs_and_says_apart_what_waits_for_my_word(cast, resident):
    def past(*steps):
        now = timezone.now()
        return workorders.PastOrder(
            area_code=cast.resident.area_code, kind=workorders.Kind.WATER, source=workorders.Source.RESIDENT,
            words="漏水", place_words="门口", reporter_account_id=cast.resident.account_id, reporter_name="张三",
            steps=[workorders.PastStep(now - timedelta(hours=3 - at), *step) for at, step in enumerate(steps)],
        )  # fmt: skip

    verb, party = workorders.Verb, workorders.Party
    report, accept = (verb.REPORT, party.REPORTER), (verb.ACCEPT, party.COMMITTEE)
    with wall(Scope.EVERYTHING):
        workorders.settle(
            Actor.system(because="test"),
            [*(past(report) for _ in range(4)), past(report, accept, (verb.ANSWER, party.COMMITTEE))],
        )
    resident.cookies["linli_mode"] = "elder"
    text = text_of(resident, "/home/")
    assert "4 run · 1 answered: please rate it" in text
