"""The search from which a worker came is there again when she is done with a person."""

import re
from html import unescape
from urllib.parse import quote, unquote

import pytest

from linli.domains.registry.tests.test_correct import form

pytestmark = pytest.mark.django_db

SEARCH = "/people/?q=%E5%BC%A0&sex=1"


def hrefs(text, part):
    return [unescape(found) for found in re.findall(r'href="([^"]*)"', text) if part in found]


def test_another_purpose_leads_back_to_the_card_beside_the_same_search(world, cast, browser_of):
    browser = browser_of(cast.worker)
    here = f"{SEARCH}&open={world.zhang.pk}"
    (link,) = hrefs(browser.get(here).content.decode(), "/people/purpose/")
    asked = browser.get(link).content.decode().split('action="/people/purpose/"')[1]
    then = re.search(r'name="next" value="([^"]*)"', asked)
    assert unescape(then[1]) == here
    answer = browser.post("/people/purpose/", {"purpose": "safety", "next": unescape(then[1])})
    assert answer.url == here
    assert [row.name for row in browser.get(answer.url).context["rows"]] == ["张三", "张小明"]


def test_a_correction_leads_back_to_the_card_beside_the_same_search(world, cast, browser_of):
    browser = browser_of(cast.worker)
    (link,) = hrefs(browser.get(f"{SEARCH}&open={world.zhang.pk}").content.decode(), "/correct/")
    text = browser.get(link).content.decode()
    back = f"{SEARCH}&open={world.zhang.pk}"
    assert back in hrefs(text, "/people/?")
    kept = unescape(re.search(r'name="from" value="([^"]*)"', text)[1])
    refused = browser.post(f"/people/{world.zhang.pk}/correct/", form(world.zhang, reason="") | {"from": kept})
    assert f'name="from" value="{kept.replace("&", "&amp;")}"' in refused.content.decode()  # also through a refusal
    answer = browser.post(
        f"/people/{world.zhang.pk}/correct/", form(world.zhang, name="张三丰", reason="改名") | {"from": kept}
    )
    assert (answer.status_code, answer.url) == (302, back)


@pytest.mark.parametrize("part", ["/history/", "/tenures/new/", "/end/", "/withdraw/"])
def test_whatever_is_done_with_the_person_the_way_back_is_the_search(part, world, tenure, cast, browser_of):
    browser = browser_of(cast.worker)
    (link,) = hrefs(browser.get(f"{SEARCH}&open={world.zhang.pk}").content.decode(), part)
    assert unquote(link.split("?from=")[1]) == SEARCH
    assert f"{SEARCH}&open={world.zhang.pk}" in hrefs(browser.get(link).content.decode(), "/people/?")


@pytest.mark.parametrize(
    "asked",
    ["https://example.org/people/?q=1", "//example.org/people/", "/people/7/", "javascript:alert(1)", "people/"],
)
def test_the_way_back_never_leads_elsewhere(asked, world, cast, browser_of):
    answer = browser_of(cast.worker).post(
        f"/people/{world.zhang.pk}/correct/?from={quote(asked)}", form(world.zhang, name="张三丰", reason="改名")
    )
    assert answer.url == f"/people/{world.zhang.pk}/"


def test_who_did_not_come_from_a_search_goes_back_to_the_card(world, cast, browser_of):
    browser = browser_of(cast.worker)
    text = browser.get(f"/people/{world.zhang.pk}/").content.decode()
    assert [link for link in hrefs(text, "from=") if not link.startswith("/help/")] == []
    (link,) = hrefs(text, "/people/purpose/")
    assert unquote(link) == f"/people/purpose/?next=/people/{world.zhang.pk}/"
