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
