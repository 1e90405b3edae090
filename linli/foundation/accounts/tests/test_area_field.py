"""The area of an account or a post: suggested while typed, taken as a code or a name, and never guessed."""

from __future__ import annotations

import pytest

from linli.foundation.accounts.areas import find_area
from linli.foundation.territory.models import Area
from linli.toolbox.errors import Invalid

pytestmark = pytest.mark.django_db


def _suggested(browser, typed: str) -> str:
    return browser.get("/accounts/areas/", {"area": typed}, headers={"HX-Request": "true"}).content.decode()


def test_a_part_of_a_name_or_its_initials_is_suggested_with_the_area_around_it(cast, client_of):
    browser = client_of(cast.system_admin)
    for typed in ("彭浦新村街", "ppxc"):
        assert '<option value="3101060200000000">彭浦新村街道 · 静安区</option>' in _suggested(browser, typed)


def test_nothing_outside_the_own_area_is_suggested(cast, client_of):
    assert _suggested(client_of(cast.foreign_system_admin), "彭浦新村街").strip() == ""


def test_the_field_asks_for_suggestions_and_works_without_a_script(cast, client_of):
    browser = client_of(cast.system_admin)
    page = browser.get("/accounts/new/").content.decode()
    assert 'hx-get="/accounts/areas/"' in page
    assert '<datalist id="areas">' in page


def test_a_part_of_a_name_is_no_area_but_says_what_may_be_meant(cast):
    with pytest.raises(Invalid, match="彭浦新村街道.*3101060200000000"):
        find_area(cast.system_admin, "彭浦新村街")


def test_of_several_of_one_name_each_is_named_with_the_area_around_it(cast):
    name, parents = _a_name_of_several()
    with pytest.raises(Invalid) as refusal:
        find_area(cast.system_admin, name)
    assert all(parent in str(refusal.value) for parent in parents)


def _a_name_of_several() -> tuple[str, list[str]]:
    seen: dict[str, str] = {}
    for name, parent in Area.objects.order_by("code").values_list("name", "parent__name"):
        if seen.get(name, parent) != parent:
            return name, [seen[name], parent]
        seen[name] = parent
    raise AssertionError("every name is there once")


def test_a_post_without_an_end_says_so(cast, client_of):
    page = client_of(cast.system_admin).get(
        f"/accounts/{cast.worker.account_id}/", headers={"Accept-Language": "zh-hans"}
    )
    assert "至今" in page.content.decode()
