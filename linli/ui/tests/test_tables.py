"""Columns and rows as the person wants them."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.template import Context, Template
from django.test import Client, RequestFactory

from linli.ui.tables import Column, TableChoice, table_choice

COLUMNS = [
    Column("name", "Name", is_fixed=True),
    Column("age", "Age", is_number=True),
    Column("home", "Home"),
    Column("note", "Note", is_shown=False),
]


def choice(cookie: str | None = None) -> TableChoice:
    request = RequestFactory().get("/people/?age=60")
    if cookie is not None:
        request.COOKIES["linli_table_people"] = cookie
    return table_choice(request, "people", COLUMNS)


def test_without_a_choice_the_usual_columns_show() -> None:
    table = choice()
    assert [column.name for column in table.visible] == ["name", "age", "home"]
    assert table.size == 25


@pytest.mark.parametrize(
    ("cookie", "columns", "size"),
    [
        ("home|50", ["name", "home"], 50),
        ("-|100", ["name"], 100),
        ("note.age|", ["name", "age", "note"], 25),
        ("gone.age|7", ["name", "age"], 25),
        ("<script>|" + "9" * 99, ["name"], 25),
        ("|50", ["name", "age", "home"], 50),
    ],
)
def test_a_choice_is_read_and_nonsense_is_passed_over(cookie: str, columns: list[str], size: int) -> None:
    table = choice(cookie)
    assert [column.name for column in table.visible] == columns
    assert table.size == size
    assert table.shows["name"]


def test_a_choice_is_kept_and_leads_back() -> None:
    answer = Client().post(
        "/_ui/table", {"table": "people", "column": ["age"], "size": "50", "next": "/people/?age=60"}
    )
    assert (answer.status_code, answer["Location"]) == (302, "/people/?age=60")
    assert answer.cookies["linli_table_people"].value == "age|50"
    assert choice(answer.cookies["linli_table_people"].value).size == 50


def test_no_column_at_all_is_a_choice_too() -> None:
    answer = Client().post("/_ui/table", {"table": "people", "next": "/"})
    assert [column.name for column in choice(answer.cookies["linli_table_people"].value).visible] == ["name"]


def test_a_choice_never_leads_to_another_house_nor_sets_another_cookie() -> None:
    answer = Client().post("/_ui/table", {"table": "x; path=/", "column": ["a;b"], "next": "//evil.example/"})
    assert answer["Location"] == "/"
    assert not answer.cookies.keys() - {settings.CSRF_COOKIE_NAME}


def test_a_choice_is_not_made_by_following_a_link_and_needs_the_token() -> None:
    assert Client().get("/_ui/table").status_code == 405
    assert Client(enforce_csrf_checks=True).post("/_ui/table", {"table": "people"}).status_code == 403


def test_the_form_shows_what_is_chosen() -> None:
    request = RequestFactory().get("/people/?age=60")
    html = Template("{% choose_columns table %}").render(Context({"request": request, "table": choice("home|50")}))
    assert 'value="/people/?age=60"' in html
    assert 'value="home" checked' in html
    assert 'value="age">' in html
    assert 'value="50" checked' in html
    assert 'value="name" checked disabled' in html
