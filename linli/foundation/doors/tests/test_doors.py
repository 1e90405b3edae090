"""The doors: no view without a permission, no action without an audit row."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.urls import path

from linli.foundation.audit import public as audit
from linli.foundation.doors import checks
from linli.foundation.doors.actions import SilentAction, action
from linli.toolbox.errors import NotAllowed


def bare_view(request):
    return HttpResponse("open to all by mistake")


urlpatterns = [path("bare/", bare_view)]


def test_linli_refuses_to_start_with_a_view_that_declares_no_permission(settings):
    assert checks.check_every_view_has_a_door() == []
    settings.ROOT_URLCONF = __name__
    from django.urls import clear_url_caches

    clear_url_caches()
    try:
        assert [found.id for found in checks.check_every_view_has_a_door()] == ["linli.E001"]
    finally:
        settings.ROOT_URLCONF = "linli.config.urls"
        clear_url_caches()


@pytest.mark.django_db
def test_an_action_that_records_nothing_is_undone(cast):
    from linli.foundation.jobs.access import Permission

    @action(Permission.RETRY)
    def silent(actor):
        return 1

    @action(Permission.RETRY)
    def spoken(actor):
        audit.record(actor, "test:thing:do")
        return 1

    with pytest.raises(SilentAction):
        silent(cast.system_admin)
    assert spoken(cast.system_admin) == 1


@pytest.mark.django_db
def test_an_action_without_the_permission_does_not_begin(cast):
    from linli.foundation.jobs.access import Permission

    begun = []

    @action(Permission.RETRY)
    def anything(actor):
        begun.append(1)

    with pytest.raises(NotAllowed):
        anything(cast.worker)
    assert begun == []


@pytest.mark.django_db
def test_head_is_answered_like_get(cast, client_of):
    assert client_of(cast.worker).head("/people/").status_code == 200


@pytest.mark.django_db
def test_an_error_inside_htmx_is_a_fragment_and_otherwise_a_page(cast, client_of):
    browser = client_of(cast.worker)
    page = browser.get("/people/999999999/").content
    fragment = browser.get("/people/999999999/", headers={"HX-Request": "true"}).content
    assert b"<html" in page
    assert b"<html" not in fragment
    assert b"registry" in fragment or b"doors" in fragment


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/people/999999999/", "/no-such-page/", "/administration/audit/"])
def test_an_error_leaves_the_menu_the_name_and_the_search(path, cast, client_of):
    answer = client_of(cast.worker).get(path)
    text = answer.content.decode()
    assert answer.status_code in {403, 404}
    assert 'href="/people/"' in text
    assert 'action="/find/"' in text
    assert cast.worker.display_name in text


@pytest.mark.django_db
def test_a_resident_keeps_their_places_and_the_telephone(cast, client_of):
    assert 'class="resident-content"' in client_of(cast.resident).get("/people/").content.decode()


@pytest.mark.django_db
def test_a_frame_that_breaks_does_not_hide_what_happened(cast, client_of, monkeypatch):
    from linli.ui import frame

    browser = client_of(cast.worker)

    def broken(_request):
        raise RuntimeError("the frame is broken")

    monkeypatch.setattr(frame, "_standing", broken)
    answer = browser.get("/people/999999999/")
    assert answer.status_code == 404
    assert "这里没有这个编号的人" in answer.content.decode()
    assert 'href="/people/"' not in answer.content.decode()


@pytest.mark.django_db
def test_whoever_has_another_post_is_offered_it_where_one_is_not_enough(cast, client_of, monkeypatch):
    from dataclasses import replace

    from linli.ui import frame

    known = frame._standing
    both = [frame.PostChoice("1", "居委会工作人员", "", True), frame.PostChoice("2", "审计管理员", "", False)]
    monkeypatch.setattr(frame, "_standing", lambda request: replace(known(request), posts=both))
    browser = client_of(cast.worker)
    refused = browser.get("/administration/audit/").content.decode()
    missing = browser.get("/people/999999999/").content.decode()
    assert 'class="button" name="post" value="2"' in refused
    assert 'class="button" name="post"' not in missing
