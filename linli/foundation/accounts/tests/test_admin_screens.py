"""The administrators' screens: each with the same five sentences."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.urls import reverse

from linli.foundation.accounts.models import Post
from linli.foundation.accounts.tests.people import fresh, posts_of
from linli.foundation.scope import Role, Scope
from linli.foundation.scope.database import wall

SYSTEM, SECURITY = "system_admin", "security_admin"


@dataclass(frozen=True)
class Screen:
    name: str
    may: frozenset[str]
    about: str = ""  # account, post
    methods: tuple[str, ...] = ("get", "post")

    def url(self, account_id: int, post_id: int) -> str:
        numbers = {"": [], "account": [account_id], "post": [post_id]}[self.about]
        return reverse(f"accounts:{self.name}", args=numbers)


BOTH = frozenset({SYSTEM, SECURITY})
SCREENS = [
    Screen("list", BOTH, methods=("get",)),
    Screen("new", frozenset({SYSTEM})),
    Screen("import", frozenset({SYSTEM})),
    Screen("import-template", frozenset({SYSTEM}), methods=("get",)),
    Screen("posts", BOTH, methods=("get",)),
    Screen("card", BOTH, "account", methods=("get",)),
    Screen("change", frozenset({SYSTEM}), "account"),
    Screen("new-password", frozenset({SYSTEM}), "account", methods=("post",)),
    Screen("closing", BOTH, "account"),
    Screen("opening", BOTH, "account", methods=("post",)),
    Screen("second-step-reset", frozenset({SECURITY}), "account"),
    Screen("post-propose", frozenset({SYSTEM}), "account"),
    Screen("post-grant", frozenset({SECURITY}), "account"),
    Screen("post-granting", frozenset({SECURITY}), "post", methods=("post",)),
    Screen("post-ending", frozenset({SECURITY}), "post"),
]
named = pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)


@pytest.fixture
def somebody(person):
    """An account with a proposed post."""
    account = person("zhou.min")
    post = posts_of(account)[0]
    with wall(Scope.EVERYTHING):
        Post.objects.within(Scope.EVERYTHING).filter(pk=post.pk).update(granted_at=None)
    return account.pk, post.pk


@pytest.fixture
def street_admins(city, db):
    """Administrators of another street: their area is not the cast's."""
    from conftest import actor_with_post

    return {
        SYSTEM: actor_with_post("their-system", Role.SYSTEM_ADMINISTRATOR, city.other_street),
        SECURITY: actor_with_post("their-security", Role.SECURITY_ADMINISTRATOR, city.other_street),
    }


@named
def test_it_works(screen, cast, client_of, somebody):
    for who in screen.may:
        browser = client_of(getattr(cast, who))
        answer = getattr(browser, screen.methods[0])(screen.url(*somebody))
        assert answer.status_code in (200, 302), who


@named
def test_a_stranger_is_sent_to_sign_in(screen, client, somebody):
    answer = getattr(client, screen.methods[0])(screen.url(*somebody))
    assert answer.status_code == 302
    assert answer.url.startswith("/sign-in/")


@pytest.mark.parametrize("screen", [screen for screen in SCREENS if screen.about], ids=lambda screen: screen.name)
def test_an_administrator_of_another_area_gets_404(screen, client_of, somebody, street_admins):
    for who in screen.may:
        browser = client_of(street_admins[who])
        for method in screen.methods:
            assert getattr(browser, method)(screen.url(*somebody)).status_code == 404, (who, method)


@named
def test_without_the_permission_it_is_403(screen, cast, client_of, somebody):
    for who in ({SYSTEM, SECURITY} - screen.may) | {"worker", "city", "resident", "audit_admin"}:
        browser = client_of(getattr(cast, who))
        assert getattr(browser, screen.methods[0])(screen.url(*somebody)).status_code == 403, who


@named
def test_the_wrong_method_is_405(screen, cast, client_of, somebody):
    browser = client_of(getattr(cast, min(screen.may)))
    for method in {"get", "post", "put", "delete"} - set(screen.methods):
        assert getattr(browser, method)(screen.url(*somebody)).status_code == 405, method


@pytest.mark.parametrize("name", ["list", "posts"])
def test_lists_show_the_own_area_only(name, client_of, street_admins, person, city):
    person("their.worker", area=city.other_street, role=Role.STREET_OPERATOR)
    person("zhou.min")
    page = client_of(street_admins[SYSTEM]).get(reverse(f"accounts:{name}") + "?state=valid").content.decode()
    assert "Their.Worker" in page
    assert "Zhou.Min" not in page


def test_an_account_is_made_and_can_do_nothing(cast, client_of, city):
    browser = client_of(cast.system_admin)
    given = {"username": "Chen.Jie", "display_name": "陈洁", "email": "", "area": str(city.committee)}
    answer = browser.post("/accounts/new/", given)
    account = fresh_named("chen.jie")
    assert answer.url == f"/accounts/{account.pk}/"
    assert account.area_code == city.committee
    assert not account.has_usable_password()
    assert posts_of(account) == []


def test_a_user_name_that_is_taken_is_said_beside_the_field(cast, client_of, city, person):
    person("chen.jie")
    given = {"username": "chen.jie", "display_name": "陈洁", "area": str(city.committee)}
    answer = client_of(cast.system_admin).post("/accounts/new/", given)
    assert answer.status_code == 422
    assert "username" in answer.context["form"].errors


@pytest.mark.parametrize("field", ["username", "display_name", "area"])
def test_what_is_missing_is_said_and_what_was_typed_stays(cast, client_of, city, field):
    given = {"username": "chen.jie", "display_name": "陈洁", "area": str(city.committee)}
    answer = client_of(cast.system_admin).post("/accounts/new/", given | {field: ""})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


def test_a_name_in_another_area_is_no_area(client_of, street_admins, city):
    given = {"username": "chen.jie", "display_name": "陈洁", "area": str(city.committee)}
    assert client_of(street_admins[SYSTEM]).post("/accounts/new/", given).status_code == 422


def test_a_new_password_is_shown_once_and_ends_the_sessions(cast, client_of, client, person):
    from linli.foundation.accounts.tests.people import PASSWORD

    account = person("zhou.min")
    client.post("/sign-in/", {"username": "zhou.min", "password": PASSWORD})
    page = client_of(cast.system_admin).post(f"/accounts/{account.pk}/password/")
    import re

    given = re.search(r"\b([a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4})\b", page.content.decode())[1]
    assert fresh(account).check_password(given)
    assert fresh(account).must_change_password
    assert client.get("/account/").status_code == 302
    assert given not in client_of(cast.system_admin).get(f"/accounts/{account.pk}/").content.decode()


def test_a_closed_account_is_out_and_may_come_back(cast, client_of, client, person):
    from linli.foundation.accounts.tests.people import PASSWORD

    account = person("zhou.min")
    client.post("/sign-in/", {"username": "zhou.min", "password": PASSWORD})
    admin = client_of(cast.system_admin)
    assert admin.post(f"/accounts/{account.pk}/closing/", {"reason": ""}).status_code == 422
    admin.post(f"/accounts/{account.pk}/closing/", {"reason": "离职"})
    assert client.get("/account/").status_code == 302
    admin.post(f"/accounts/{account.pk}/opening/")
    assert fresh(account).is_active
    assert client.get("/account/").status_code == 302  # the old session stays ended


def test_the_search_finds_by_user_name_name_mail_and_role(cast, client_of, person):
    person("zhou.min", email="zhou@example.org")
    person("sun.li", role=Role.RESIDENT)
    browser = client_of(cast.system_admin)
    for question in ("q=zhou", "q=Min", "q=zhou@example.org", "q=ZHOU", "role=committee_worker&q=zhou"):
        page = browser.get(f"/accounts/?{question}").content.decode()
        assert "Zhou.Min" in page, question
        assert "Sun.Li" not in page, question


def test_the_list_goes_on_where_the_page_ended(cast, client_of, person, monkeypatch):
    from linli.foundation.accounts import directory

    for number in range(5):
        person(f"p{number}")
    monkeypatch.setattr(directory, "PAGE", 4)
    browser, seen, after = client_of(cast.system_admin), [], ""
    while True:
        answer = browser.get(f"/accounts/?{after}")
        seen += [row.username for row in answer.context["rows"]]
        after = answer.context["next_page"]
        if not after:
            break
    assert len(seen) == len(set(seen)) == 5 + len(list(cast))


def test_the_list_costs_the_same_queries_for_many_accounts(cast, client_of, person):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser = client_of(cast.system_admin)

    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            browser.get("/accounts/")
        return len(captured)

    few = count()
    for number in range(12):
        person(f"p{number}")
    assert count() == few


def fresh_named(username: str):
    from linli.foundation.accounts.models import Account

    with wall(Scope.EVERYTHING):
        return Account.objects.everywhere(because="test").get(username=username)
