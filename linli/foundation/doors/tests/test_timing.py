"""The header that tells how long an answer took."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory

from linli.foundation.doors.timing import ServerTiming


def _answer(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(0.02)")
        cursor.execute("SELECT 1")
    return HttpResponse("ok")


def test_the_header_counts_statements_and_their_time(db, settings) -> None:
    settings.LINLI_SERVER_TIMING = True

    said = ServerTiming(_answer)(RequestFactory().get("/"))["Server-Timing"]

    app, database, statements = re.fullmatch(r'app;dur=([\d.]+), db;dur=([\d.]+);desc="(\d+)"', said).groups()
    assert statements == "2"
    assert 20 <= float(database) <= float(app)


def test_nobody_is_told_unless_the_settings_say_so(settings) -> None:
    settings.LINLI_SERVER_TIMING = False

    with pytest.raises(MiddlewareNotUsed):
        ServerTiming(_answer)


def test_pages_are_sent_compressed(client, db) -> None:
    answer = client.get("/sign-in/", headers={"accept-encoding": "gzip"})

    assert answer["Content-Encoding"] == "gzip"
