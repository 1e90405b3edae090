"""The demonstration's cards."""

from __future__ import annotations

import pytest

from linli.foundation.accounts.tests.people import posts_of
from linli.foundation.scope import Role


@pytest.fixture
def demo(settings):
    settings.LINLI_DEMO = True
    return settings


@pytest.fixture
def card(person):
    return posts_of(person("demo.head", role=Role.COMMITTEE_HEAD, is_demo=True))[0]


def test_one_click_signs_in(client, demo, card):
    page = client.get("/sign-in/").content.decode()
    assert f'action="/sign-in/as/{card.pk}/"' in page
    assert client.post(f"/sign-in/as/{card.pk}/").url == "/"
    assert client.get("/account/").wsgi_request.actor.post_id == card.pk


def test_there_is_one_card_for_each_role(client, demo, person):
    for number in range(3):
        person(f"demo{number}", is_demo=True)
    person("demo.head", role=Role.COMMITTEE_HEAD, is_demo=True)
    assert client.get("/sign-in/").content.decode().count('action="/sign-in/as/') == 2


def test_a_real_account_is_never_a_card(client, demo, person):
    real = posts_of(person())[0]
    assert "/sign-in/as/" not in client.get("/sign-in/").content.decode()
    assert client.post(f"/sign-in/as/{real.pk}/").status_code == 404


def test_outside_of_a_demonstration_the_address_does_not_exist(client, settings, card):
    settings.LINLI_DEMO = False
    assert "/sign-in/as/" not in client.get("/sign-in/").content.decode()
    assert client.post(f"/sign-in/as/{card.pk}/").status_code == 404
    assert client.get("/account/").status_code == 302


@pytest.mark.parametrize(
    "caller",
    [
        {"REMOTE_ADDR": "192.0.2.7"},  # forges the name of this machine
        {"HTTP_HOST": "linli.example.org"},
        {"HTTP_HOST": "linli.example.org:8000"},
        {"REMOTE_ADDR": ""},
        {"HTTP_X_FORWARDED_FOR": "192.0.2.7"},  # brought by a proxy or a tunnel on this machine
        {"HTTP_FORWARDED": "for=192.0.2.7"},
        {"HTTP_VIA": "1.1 proxy"},
    ],
)
def test_a_caller_from_elsewhere_is_refused(client, demo, card, caller):
    demo.ALLOWED_HOSTS = ["*"]
    assert client.post(f"/sign-in/as/{card.pk}/", **caller).status_code == 404
    assert "/sign-in/as/" not in client.get("/sign-in/", **caller).content.decode()


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1:8123", "[::1]:8000", "localhost"])
def test_every_name_of_this_machine_is_this_machine(client, demo, card, host):
    demo.ALLOWED_HOSTS = ["*"]
    assert client.post(f"/sign-in/as/{card.pk}/", HTTP_HOST=host).status_code == 302


def test_a_click_leads_back_to_an_address_of_ours_only(client, demo, card):
    assert client.post(f"/sign-in/as/{card.pk}/", {"next": "//evil.example"}).url == "/"


def test_looking_at_a_card_signs_nobody_in(client, demo, card):
    assert client.get(f"/sign-in/as/{card.pk}/").status_code == 405
