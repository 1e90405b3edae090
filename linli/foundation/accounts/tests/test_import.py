"""Bringing in a list of accounts."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from linli.foundation.accounts.models import Account, Post
from linli.foundation.accounts.tests.people import fresh, posts_of
from linli.foundation.scope import Role, Scope
from linli.foundation.scope.database import wall

HEADER = "username,display name,e-mail,role,area code,starts on"


@pytest.fixture
def good(city) -> str:
    return "\n".join(
        [
            HEADER,
            f"zhou.min,周敏,zhou@example.org,committee_worker,{city.committee},2026-01-01",
            f"sun.li,孙丽,,居村干部,{city.neighbour},2026/1/1",
            f"zhou.min,周敏,zhou@example.org,resident,{city.committee},2026年1月1日",
        ]
    )


@pytest.fixture
def browser(cast, client_of):
    return client_of(cast.system_admin)


def look(browser, text: str | bytes):
    content = text.encode() if isinstance(text, str) else text
    return browser.post("/accounts/import/", {"file": SimpleUploadedFile("list.csv", content)})


def take(browser, text: str):
    return browser.post("/accounts/import/", {"text": text, "confirm": "yes"})


def named(username: str) -> Account | None:
    with wall(Scope.EVERYTHING):
        return Account.objects.everywhere(because="test").filter(username=username).first()


def test_a_look_changes_nothing_and_says_what_it_would_do(browser, good):
    plan = look(browser, good).context["plan"]
    assert plan.errors == []
    assert (len(plan.new_accounts), len(plan.new_posts), plan.lines) == (2, 3, 3)
    assert named("zhou.min") is None


def test_it_makes_the_accounts_and_proposes_the_posts(browser, good):
    assert take(browser, good).url == "/accounts/"
    posts = posts_of(named("zhou.min"))
    assert {post.role for post in posts} == {"committee_worker", "resident"}
    assert not any(post.granted_at for post in posts)
    assert named("sun.li").display_name == "孙丽"


def test_the_same_list_twice_changes_nothing(browser, good):
    take(browser, good)
    plan = look(browser, good).context["plan"]
    assert (plan.new_accounts, plan.changed, plan.new_posts, plan.unchanged) == ([], [], [], 3)
    take(browser, good)
    with wall(Scope.EVERYTHING):
        assert Post.objects.everywhere(because="test").filter(account=named("zhou.min")).count() == 2


def test_a_name_is_corrected_and_an_e_mail_is_not(browser, good):
    take(browser, good)
    changed = good.replace("孙丽,", "孙莉,thief@example.org")
    take(browser, changed)
    assert named("sun.li").display_name == "孙莉"
    assert named("sun.li").email == ""


@pytest.mark.parametrize(
    ("was", "becomes", "column"),
    [
        ("sun.li", "孙", "username"),
        ("孙丽", "", "display_name"),
        ("zhou@example.org,committee", "zhou-at-example,committee", "email"),
        ("居村干部", "emperor", "role"),
        ("居村干部", "city_operator", "role"),
        ("2026/1/1", "2026-02-30", "starts_on"),
        ("2026/1/1", "", "starts_on"),
        (",resident,", ",committee_worker,", "role"),
        ("zhou.min,周敏,zhou@example.org,resident", "zhou.min,周民,zhou@example.org,resident", "username"),
    ],
)
def test_one_wrong_line_stops_everything_and_says_where(browser, good, was, becomes, column):
    wrong = good.replace(was, becomes, 1)
    assert wrong != good
    answer = look(browser, wrong)
    assert answer.status_code == 422
    assert column in [fault.column for fault in answer.context["plan"].errors]
    assert take(browser, wrong).status_code == 422
    assert named("zhou.min") is None


def test_an_area_outside_the_own_one_is_no_area(db, client_of, city, good):
    from conftest import actor_with_post

    theirs = client_of(actor_with_post("their-system", Role.SYSTEM_ADMINISTRATOR, city.other_street))
    assert {fault.column for fault in look(theirs, good).context["plan"].errors} == {"area"}


def test_a_user_name_taken_in_another_area_is_taken(client_of, city, person):
    from conftest import actor_with_post

    person("zhou.min", area=city.committee)
    theirs = client_of(actor_with_post("their-system", Role.SYSTEM_ADMINISTRATOR, city.other_street))
    text = f"{HEADER}\nzhou.min,周敏,,street_operator,{city.other_street},2026-01-01"
    assert [fault.column for fault in look(theirs, text).context["plan"].errors] == ["username"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_office_software_may_write_it_its_own_way(browser, good, encoding):
    assert look(browser, good.encode(encoding)).context["plan"].errors == []


def test_semicolons_tabs_and_chinese_headers_are_understood(browser, good, city):
    assert look(browser, good.replace(",", ";")).context["plan"].errors == []
    assert look(browser, good.replace(",", "\t")).context["plan"].errors == []
    chinese = good.replace(HEADER, "用户名,姓名,邮箱,角色,区划代码,开始日期")
    assert look(browser, chinese).context["plan"].errors == []


@pytest.mark.parametrize(
    "content",
    [b"", b"\x89PNG\r\n\x1a\n\x00\x00", b"PK\x03\x04\x00\x00\x00", b"a,b,c\n1,2,3", b"x" * 1_000_001, HEADER.encode()],
)
def test_what_is_no_list_gets_a_sentence(browser, content):
    assert look(browser, content).status_code == 422


def test_the_template_can_be_imported_as_it_is_but_for_its_example(browser, cast):
    text = browser.get("/accounts/import/template/").content.decode("utf-8-sig")
    assert text.splitlines()[0] == HEADER


def test_somebody_changed_meanwhile_means_nothing_is_kept(browser, good, person, city):
    from linli.foundation.accounts.actions.import_accounts import import_accounts
    from linli.foundation.accounts.import_check import plan_import
    from linli.foundation.accounts.queries import actor_for_post
    from linli.toolbox.errors import Conflict

    actor = browser.get("/accounts/").wsgi_request.actor
    assert actor_for_post(actor.post_id) == actor
    with wall(actor.scope):
        plan = plan_import(actor, good)
    person("sun.li", role=None)
    with pytest.raises(Conflict):
        import_accounts(actor, plan)
    assert named("zhou.min") is None


def test_nobody_is_let_in_by_an_import(browser, good):
    take(browser, good)
    assert not fresh(named("zhou.min")).has_usable_password()


def test_text_that_looks_like_markup_stays_text(browser, city):
    answer = look(browser, f"{HEADER}\n<b>x</b>,周敏,,resident,{city.committee},2026-01-01")
    assert "<b>x</b>" not in answer.content.decode()
