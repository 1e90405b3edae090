"""The first administrators of a new installation."""

from __future__ import annotations

import pytest

from linli.foundation.accounts.public import administrators_exist, create_first_administrators
from linli.foundation.scope import Role
from linli.toolbox.errors import Conflict


def test_three_people_are_made_and_each_must_choose_a_password(client, city, db):
    made = create_first_administrators(city.city)
    assert {one.role for one in made} == {
        Role.SYSTEM_ADMINISTRATOR,
        Role.SECURITY_ADMINISTRATOR,
        Role.AUDIT_ADMINISTRATOR,
    }
    for one in made:
        answer = client.post("/sign-in/", {"username": one.username, "password": one.password})
        assert answer.url == "/sign-in/password/"
        assert one.password not in repr(one)


def test_it_happens_once(city, db):
    assert not administrators_exist()
    create_first_administrators(city.city)
    assert administrators_exist()
    with pytest.raises(Conflict):
        create_first_administrators(city.city)
