"""The five questions that every screen is asked."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

SignIn = Callable[[object], Client]


@pytest.fixture
def address() -> str:
    return reverse("workorders:overview")


def test_a_committee_worker_sees_her_own_area(cast, client_of: SignIn, address: str) -> None:
    answer = client_of(cast.worker).get(address)

    assert answer.status_code == 200
    assert cast.worker.area_name in answer.content.decode()


def test_a_stranger_is_sent_to_sign_in(db: None, client: Client, address: str) -> None:
    answer = client.get(address)

    assert answer.status_code == 302
    assert reverse("accounts:sign-in") in answer["Location"]


def test_an_outsider_sees_nothing_of_ours(cast, client_of: SignIn, address: str) -> None:
    answer = client_of(cast.neighbour).get(address)

    assert cast.worker.area_name not in answer.content.decode()


def test_without_the_permission_it_is_refused(cast, client_of: SignIn, address: str) -> None:
    assert client_of(cast.resident).get(address).status_code == 403


def test_another_method_is_refused(cast, client_of: SignIn, address: str) -> None:
    assert client_of(cast.worker).post(address).status_code == 405
