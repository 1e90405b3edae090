"""The residents' pages as an app: what may be kept, by whom, and what may not."""

from __future__ import annotations

import json

import pytest
from django.contrib.staticfiles import finders
from django.test import override_settings

pytestmark = pytest.mark.django_db
KEEP = "Linli-Keep"


def test_the_manifest_makes_it_installable(client):
    answer = client.get("/manifest.webmanifest")
    manifest = json.loads(answer.content)
    assert answer["Content-Type"] == "application/manifest+json"
    assert manifest["start_url"] == "/home/"
    assert {icon["sizes"] for icon in manifest["icons"]} == {"192x192", "512x512"}
    for icon in manifest["icons"]:
        assert finders.find(icon["src"].removeprefix("/static/"))


def test_a_residents_pages_may_be_kept_under_a_mark_that_is_the_accounts_alone(cast, client_of):
    browser = client_of(cast.resident)
    marks = {browser.get(path)[KEEP] for path in ("/home/", "/me/", "/me/looks/", "/inbox/", "/services/")}
    assert len(marks) == 1
    assert str(cast.resident.account_id) not in marks


@pytest.mark.parametrize(
    "path", ["/me/?shown=1", "/account/", "/help/", "/sign-in/", "/manifest.webmanifest", "/nowhere/"]
)
def test_what_shows_whole_numbers_or_belongs_to_nobody_is_not_kept(path, cast, client_of):
    assert KEEP not in client_of(cast.resident).get(path)


def test_nothing_of_staff_or_partners_is_kept(cast, client_of):
    for actor, path in ((cast.worker, "/inbox/"), (cast.worker, "/people/"), (cast.block_head, "/me/")):
        answer = client_of(actor).get(path)
        assert answer.status_code == 200
        assert KEEP not in answer


def test_an_answer_to_a_form_is_not_kept(cast, client_of):
    assert KEEP not in client_of(cast.resident).post("/me/code/")


def test_signing_out_clears_what_the_browser_kept(cast, client_of):
    assert client_of(cast.resident).post("/sign-out/")["Clear-Site-Data"] == '"cache", "storage"'


def test_the_worker_is_served_from_the_root_and_asked_for_each_time(client):
    answer = client.get("/sw.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Cache-Control"] == "no-cache"
    assert b"Linli-Keep" in answer.content


@override_settings(LINLI_OFFLINE=False)
def test_it_can_be_switched_off_and_then_clears_away(cast, client_of):
    browser = client_of(cast.resident)
    home = browser.get("/home/")
    assert KEEP not in home
    assert "linli-worker" not in home.content.decode()
    assert b"unregister" in browser.get("/sw.js").content


def test_only_a_residents_pages_call_the_worker(cast, client_of):
    assert 'name="linli-worker" content="/sw.js"' in client_of(cast.resident).get("/home/").content.decode()
    assert "linli-worker" not in client_of(cast.worker).get("/account/").content.decode()
