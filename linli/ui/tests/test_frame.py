"""The frame: places, look, language, and what may not be smuggled into them."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.conf import settings
from django.test import Client, RequestFactory

from linli.ui import frame, navigation
from linli.ui.appearance import Look, look_of
from linli.ui.navigation import Entry


@pytest.fixture
def places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_entries", [])
    for label, name, permission, order, section in [
        ("Gallery", "ui:gallery", "a", 30, "Looks"),
        ("Resident", "ui:gallery-resident", "a", 10, ""),
        ("Plain", "ui:gallery-plain", "b", 40, "Looks"),
        ("Appearance", "ui:appearance", navigation.SIGNED_IN, 20, ""),
        ("Gone", "nowhere:at-all", "a", 1, ""),
    ]:
        navigation.declare(Entry(label, name, permission, order=order, section=section))


def asking(path: str = "/", *, holds: str | None = "a"):
    request = RequestFactory().get(path)
    request.actor = holds and SimpleNamespace(
        may=lambda permission: permission in holds, display_name="李娜", area_name="和源"
    )
    return request


def test_a_person_sees_the_places_they_may_open_in_order(places: None) -> None:
    sections = navigation.sections_for(asking())
    assert [(s.heading, [p.label for p in s.places]) for s in sections] == [
        ("", ["Resident", "Appearance"]),
        ("Looks", ["Gallery"]),
    ]


def test_a_stranger_sees_no_place(places: None) -> None:
    assert navigation.sections_for(asking(holds=None)) == []


def test_a_place_is_entered_once(places: None) -> None:
    before = len(navigation.entries_for(asking()))
    navigation.declare(Entry("Again", "ui:gallery", "a"))
    assert len(navigation.entries_for(asking())) == before


def test_the_deepest_place_that_holds_the_page_is_the_current_one(places: None) -> None:
    shown = [place for s in navigation.sections_for(asking("/_ui/resident")) for place in s.places]
    assert [place.label for place in shown if place.is_current] == ["Resident"]


def test_without_a_source_the_frame_shows_name_and_area(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frame, "_standing", None)
    standing = frame.Frame(asking()).standing
    assert (standing.name, standing.area, standing.sign_out_url) == ("李娜", "和源", "")
    assert frame.Frame(asking(holds=None)).standing is None


def test_the_look_lays_the_right_palettes_over_the_light_one() -> None:
    def sheets(look: Look) -> list[tuple[str, str]]:
        return [(palette.path.split("/")[-1], palette.media) for palette in look.palettes]

    assert sheets(Look(theme="light")) == [("contrast.css", "(prefers-contrast: more)")]
    assert ("dark.css", "(prefers-color-scheme: dark)") in sheets(Look())
    assert sheets(Look(theme="dark", contrast="more"))[-1] == ("contrast-dark.css", "all")


def test_an_unknown_look_counts_as_none() -> None:
    request = RequestFactory().get("/")
    request.COOKIES = {"linli_theme": "hot pink", "linli_contrast": "more"}
    assert look_of(request) == Look(theme="auto", contrast="more")


def test_a_choice_is_kept_and_leads_back() -> None:
    answer = Client().post("/_ui/appearance", {"theme": "dark", "language": "en", "next": "/_ui/?a=1"})
    assert (answer.status_code, answer["Location"]) == (302, "/_ui/?a=1")
    assert answer.cookies["linli_theme"].value == "dark"
    assert answer.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_a_choice_never_leads_to_another_house(address: str) -> None:
    assert Client().post("/_ui/appearance", {"theme": "dark", "next": address})["Location"] == "/"


def test_nonsense_is_not_kept() -> None:
    answer = Client().post("/_ui/appearance", {"theme": "pink", "language": "xx"})
    assert not answer.cookies.keys() & {"linli_theme", settings.LANGUAGE_COOKIE_NAME}


def test_a_look_is_not_chosen_by_following_a_link() -> None:
    assert Client().get("/_ui/appearance").status_code == 405


def test_a_choice_needs_the_security_token() -> None:
    assert Client(enforce_csrf_checks=True).post("/_ui/appearance", {"theme": "dark"}).status_code == 403
