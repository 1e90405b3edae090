"""What the tests of the accounts need beside the cast: people with passwords."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from linli.foundation.accounts.models import Account
from linli.foundation.accounts.tests.people import PASSWORD, add_post
from linli.foundation.scope import Role, Scope
from linli.foundation.scope.database import wall


@pytest.fixture(autouse=True)
def _quick_passwords(settings) -> None:
    settings.PASSWORD_HASHERS = ["linli.foundation.accounts.tests.people.QuickArgon2"]


@pytest.fixture
def person(request: pytest.FixtureRequest, city) -> Callable[..., Account]:
    """Make somebody with a password and, unless told otherwise, a committee worker's post."""
    if "committed_db" not in request.fixturenames:
        request.getfixturevalue("db")

    def make(
        username: str = "li.na",
        *,
        role: Role | None = Role.COMMITTEE_WORKER,
        area: int | None = None,
        starts_on: date = date(2020, 1, 1),
        ends_on: date | None = None,
        **fields: object,
    ) -> Account:
        area = area or city.committee
        with wall(Scope.EVERYTHING):
            account = Account(username=username, display_name=username.title(), area_code=area, **fields)
            account.set_password(PASSWORD)
            account.save()
            if role is not None:
                add_post(account, role, area, starts_on, ends_on)
        return account

    return make
