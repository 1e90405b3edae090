"""What failed in the background is seen by a system administrator and can be tried again."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

pytestmark = pytest.mark.django_db


def a_failed_job() -> int:
    job_id = app.configure_task("notices.deliver").defer(delivery_id=0)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE id = %s", [job_id])
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed' WHERE id = %s", [job_id])
    return job_id


def test_it_works(cast, client_of):
    job_id = a_failed_job()
    browser = client_of(cast.system_admin)
    assert f">{job_id}<" in browser.get("/jobs/").content.decode()
    answer = browser.post(f"/jobs/{job_id}/retry/", follow=True)
    assert answer.status_code == 200
    assert ProcrastinateJob.objects.get(pk=job_id).status == "todo"


def test_a_job_that_did_not_fail_is_not_tried_again(cast, client_of):
    job_id = app.configure_task("notices.deliver").defer(delivery_id=0)
    assert client_of(cast.system_admin).post(f"/jobs/{job_id}/retry/").status_code == 409


def test_a_second_click_changes_nothing(cast, client_of):
    job_id = a_failed_job()
    browser = client_of(cast.system_admin)
    assert browser.post(f"/jobs/{job_id}/retry/").status_code == 302
    assert browser.post(f"/jobs/{job_id}/retry/").status_code == 409


def test_the_list_is_paged_by_key_with_a_flat_number_of_queries(cast, client_of):
    browser = client_of(cast.system_admin)
    a_failed_job()
    with CaptureQueriesContext(connection) as few:
        browser.get("/jobs/")
    for _ in range(60):
        a_failed_job()
    with CaptureQueriesContext(connection) as many:
        first = browser.get("/jobs/")
    assert len(many) == len(few)
    assert len(first.context["rows"]) == 50
    assert len(browser.get(f"/jobs/?before={first.context['next_before']}").context["rows"]) == 11
