"""The audit page and its verification."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

import linli
from linli.foundation.accounts.public import disable_account, end_post
from linli.foundation.audit import public as audit
from linli.foundation.scope import Actor, Scope
from linli.foundation.scope.database import wall
from linli.foundation.scope.grants import declared_permissions
from linli.portals.administration import verification
from linli.portals.administration.tasks import verify_audit
from linli.portals.administration.words import ACTIONS

PAGES = ["/administration/audit/", "/administration/audit/verification/"]
pages = pytest.mark.parametrize("url", PAGES)


@pages
def test_it_works(url, cast, client_of):
    assert client_of(cast.audit_admin).get(url).status_code == 200


@pages
def test_a_stranger_is_sent_to_sign_in(url, client, db):
    assert client.get(url).url.startswith("/sign-in/")


@pages
@pytest.mark.parametrize("who", ["system_admin", "security_admin", "worker", "city", "resident"])
def test_without_the_permission_it_is_403(url, cast, client_of, who):
    assert client_of(getattr(cast, who)).get(url).status_code == 403


@pages
def test_the_wrong_method_is_405(url, cast, client_of):
    assert client_of(cast.audit_admin).put(url).status_code == 405


def test_an_audit_administrator_sees_their_own_area_only(cast, client_of, city):
    from conftest import actor_with_post
    from linli.foundation.scope import Role

    disable_account(cast.system_admin, cast.worker.account_id, reason="离职")
    theirs = actor_with_post("their-audit", Role.AUDIT_ADMINISTRATOR, city.other_street)
    assert "离职" in client_of(cast.audit_admin).get(PAGES[0]).content.decode()
    assert "离职" not in client_of(theirs).get(PAGES[0]).content.decode()


@pytest.fixture
def two_rows(cast):
    disable_account(cast.system_admin, cast.worker.account_id, reason="one-reason")
    end_post(cast.security_admin, cast.neighbour.post_id, reason="another-reason")


@pytest.mark.parametrize(
    ("question", "seen"),
    [
        ("", (True, True)),
        ("action=accounts:account:disable", (True, False)),
        ("action=accounts:post:", (False, True)),
        ("action=accounts:", (True, True)),
        ("action=registry:", (False, False)),
        ("who=system-admin", (True, False)),
        ("who=SECURITY-ADMIN", (False, True)),
        ("who=nobody-of-that-name", (False, False)),
        ("kind=post", (False, True)),
        ("since=2999-01-01", (False, False)),
        ("until=2999-01-01", (True, True)),
        ("until=2020-01-01", (False, False)),
        ("since=nonsense", (True, True)),
        ("before=1", (False, False)),
    ],
)
def test_what_is_asked_narrows_the_rows(two_rows, cast, client_of, question, seen):
    page = client_of(cast.audit_admin).get(f"{PAGES[0]}?{question}").content.decode()
    assert ("one-reason" in page, "another-reason" in page) == seen


def test_who_may_be_a_number(two_rows, cast, client_of):
    page = client_of(cast.audit_admin).get(f"{PAGES[0]}?who={cast.system_admin.account_id}").content.decode()
    assert "one-reason" in page
    assert "another-reason" not in page


def test_the_pages_follow_each_other_without_a_gap(cast, client_of, monkeypatch):
    from linli.portals.administration.views import audit as view

    monkeypatch.setattr(view, "PAGE", 3)
    with wall(Scope.EVERYTHING):
        for number in range(8):
            audit.record(
                Actor.system(because="test"), "test:row:add", object_id=number, area_code=cast.worker.area_code
            )
    browser, seen, more = client_of(cast.audit_admin), [], "action=test:row:add"
    while more:
        answer = browser.get(f"{PAGES[0]}?{more}")
        seen += [row.object_id for row in answer.context["rows"]]
        more = answer.context["next_page"]
    assert seen == [7, 6, 5, 4, 3, 2, 1, 0]


def test_htmx_gets_the_rows_and_nothing_around_them(two_rows, cast, client_of):
    page = client_of(cast.audit_admin).get(PAGES[0], headers={"HX-Request": "true"}).content.decode()
    assert "one-reason" in page
    assert "<html" not in page


def test_a_verification_runs_in_the_background_and_says_what_it_found(chain, cast, client_of):
    browser = client_of(cast.audit_admin)
    assert browser.post(PAGES[1]).status_code == 302
    assert browser.get(PAGES[1]).context["running"]
    assert jobs() == 1
    browser.post(PAGES[1])
    assert jobs() == 1  # one at a time
    seal_all()
    verify_audit(cast.audit_admin.post_id)
    answer = browser.get(PAGES[1])
    assert not answer.context["running"]
    result = answer.context["results"][0]
    assert result.holds
    assert result.rows > 0


def test_a_changed_row_is_named(chain, cast, client_of, owner_connection):
    disable_account(cast.system_admin, cast.worker.account_id, reason="one-reason")
    seal_all()
    changed = owner_connection.execute(
        "UPDATE audit_row SET actor_name = 'somebody else' WHERE action = 'accounts:account:disable' RETURNING id"
    ).fetchone()[0]
    verify_audit(cast.audit_admin.post_id)
    answer = client_of(cast.audit_admin).get(PAGES[1])
    assert not answer.context["results"][0].holds
    assert str(changed) in answer.context["results"][0].sentence


def test_a_verification_asked_for_under_a_post_that_has_ended_does_not_run(chain, cast):
    end_post(cast.security_admin, cast.audit_admin.post_id, reason="x")
    verify_audit(cast.audit_admin.post_id)
    assert verification.past_results(cast.audit_admin) == []


def test_the_state_tells_how_many_rows_wait(chain, cast, client_of):
    disable_account(cast.system_admin, cast.worker.account_id, reason="x")
    assert client_of(cast.audit_admin).get(PAGES[1]).context["state"].unsealed >= 1
    seal_all()
    state = audit.state()
    assert (state.unsealed, state.oldest_unsealed_at) == (0, None)
    assert state.last_seal == 1


@pytest.fixture
def chain(committed_db, settings, tmp_path):
    settings.LINLI_HOME = tmp_path  # the anchors of this chain lie beside it


def seal_all() -> None:
    # rows are sealed once no older transaction runs anywhere in the cluster, other tests' included
    end = time.monotonic() + 60
    while audit.state().unsealed and time.monotonic() < end:
        audit.seal()
        time.sleep(0.05)


def jobs() -> int:
    from procrastinate.contrib.django.models import ProcrastinateJob

    return ProcrastinateJob.objects.filter(task_name="administration.verify_audit").count()


def test_the_chinese_page_tells_details_reasons_and_purposes_in_chinese(cast, client_of, city):
    with wall(Scope.EVERYTHING):
        audit.record(
            cast.worker, "registry:person:correct", kind="person", object_id=1, purpose="visit",
            area_code=city.committee, detail={"fields": ["birth_date", "telephone"], "version": 2, "is_home": True},
        )  # fmt: skip
        audit.record(Actor.system(because="nightly clearing"), "registry:file:remove", kind="file",
                     area_code=city.committee, detail={"files": 3})  # fmt: skip
    page = client_of(cast.audit_admin).get(PAGES[0], headers={"Accept-Language": "zh-hans"}).content.decode()
    cells = re.findall(r'<td data-label="(?:做了什么|为什么|对象|.{1,6})">(.*?)</td>', page, flags=re.DOTALL)
    told = " ".join(re.sub(r"<code.*?</code>|<[^>]*>", " ", cell) for cell in cells)
    for words in ("出生日期, 电话", "版本: 2", "是住房: 是", "夜间清理", "文件: 3", "走访"):
        assert words in told
    for english in ("birth_date", "version", "visit", "nightly", "files", "True"):
        assert english not in told


def test_every_action_written_by_this_house_has_words():
    root = Path(linli.__file__).parent
    written = set()
    for path in [*root.glob("foundation/**/*.py"), *root.glob("domains/**/*.py")]:
        if not {"tests", "migrations"} & set(path.parts) and path.name != "access.py":
            written |= set(re.findall(r'"((?:registry|files|accounts|territory):[a-z-]+:[a-z-]+)"', path.read_text()))
    assert {action for action in written if action not in ACTIONS} - set(declared_permissions()) == set()
