"""No body is read that is too large for whoever sends it, and nobody else keeps a person's pages."""

from __future__ import annotations

import pytest
from django.http.request import HttpRequest
from django.test import Client

pytestmark = pytest.mark.django_db
MEGABYTE = 2**20


@pytest.fixture
def no_body(monkeypatch):
    """Fail when a body is read."""
    monkeypatch.setattr(HttpRequest, "_load_post_and_files", lambda _self: pytest.fail("the body was read"))


def send(client: Client, size: int):
    return client.post("/help/", b"x", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=str(size))


@pytest.mark.parametrize("cookie", ["", "made-up"])
def test_a_stranger_sends_no_more_than_a_form(no_body, cookie):
    client = Client(enforce_csrf_checks=True)
    if cookie:
        client.cookies["linli_session"] = cookie
    answer = send(client, MEGABYTE + 1)
    assert answer.status_code == 413
    assert "doors.too_large" in answer.content.decode()


def test_who_is_signed_in_sends_no_more_than_the_largest_file(cast, client_of, no_body, settings):
    settings.LINLI_UPLOAD_MAX_BYTES = 3 * MEGABYTE
    assert send(client_of(cast.worker), 4 * MEGABYTE + 1).status_code == 413


def test_who_is_signed_in_sends_a_file(cast, client_of, settings):
    settings.LINLI_UPLOAD_MAX_BYTES = 3 * MEGABYTE
    answer = client_of(cast.worker).post("/help/", {"text": "x" * 2 * MEGABYTE})
    assert answer.status_code != 413


def test_the_pages_of_somebody_signed_in_are_kept_nowhere(cast, client_of):
    for actor, path in [(cast.worker, "/people/"), (cast.resident, "/home/"), (cast.resident, "/nothing-here/")]:
        assert client_of(actor).get(path)["Cache-Control"] == "private, no-store", path


def test_a_page_for_everybody_says_nothing_of_the_kind(client):
    assert "no-store" not in client.get("/help/").headers.get("Cache-Control", "")
