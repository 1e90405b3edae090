"""Health is answered to anybody and says nothing."""

import pytest


def test_alive_needs_no_database(client):
    assert client.get("/healthz").content == b"ok\n"


@pytest.mark.django_db
def test_ready_asks_the_database(client):
    assert client.get("/readyz").content == b"ok\n"
