"""The number people quote: found however it is typed, and never another day's."""

from __future__ import annotations

from datetime import date

import pytest

from linli.domains.workorders.rules.numbers import Quoted, order_number
from linli.domains.workorders.tests.desk import told


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("20261122-000017", Quoted(17, date(2026, 11, 22))),
        (" 20261122 — 000017 ", Quoted(17, date(2026, 11, 22))),
        ("20261122000017", Quoted(17, date(2026, 11, 22))),
        ("000017", Quoted(17)),
        ("17", Quoted(17)),
        ("20261345-000017", None),
        ("99999999000017", None),
        ("路灯", None),
        ("", None),
    ],
)
def test_a_number_is_read_however_it_is_typed(typed, read):
    assert order_number(typed) == read


@pytest.mark.django_db
def test_a_number_of_another_day_finds_nothing(cast, city, client_of):
    order = told(cast.worker, city.committee)
    browser = client_of(cast.worker)

    def found(number: str) -> list[int]:
        return [row.id for row in browser.get("/orders/", {"number": number}).context["rows"]]

    assert found(order.number) == found(str(order.pk)) == [order.pk]
    assert found(f"19990101-{order.pk:06d}") == []
    assert order.words in browser.get("/find/", {"q": order.number}).content.decode()
    assert order.words not in browser.get("/find/", {"q": f"19990101-{order.pk:06d}"}).content.decode()
