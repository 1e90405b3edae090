"""Fixtures of the registry's tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.utils import timezone

from linli.domains.registry.models import Organisation, Tenure
from linli.domains.registry.models.organisation import OrganisationKind
from linli.domains.registry.models.person import Source
from linli.domains.registry.models.tenure import TenureKind
from linli.domains.registry.tests.world import World, make_world
from linli.domains.registry.views.purposes import KEY
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall


@pytest.fixture
def world(cast: Any, city: Any) -> World:
    """Put the named people into the ledger of the worker's committee, and one next door."""
    return make_world(city.committee, city.neighbour)


@pytest.fixture
def browser_of(client_of: Callable[[Any], Client]) -> Callable[..., Client]:
    """Sign somebody in who has said for what purpose they look."""

    def signed_in(actor: Any, *, purpose: str = "visit") -> Client:
        browser = client_of(actor)
        if purpose:
            session = browser.session
            session[KEY] = {"post": actor.post_id, "text": purpose, "until": 4_000_000_000}
            session.save()
        return browser

    return signed_in


@pytest.fixture
def tenure(world: World) -> Tenure:
    """Let 张三 be registered at home."""
    with wall(Scope.EVERYTHING):
        return Tenure.objects.create(
            area_code=world.zhang.area_code,
            person=world.zhang,
            premises=world.home,
            kind=TenureKind.REGISTERED,
            period=DateRange(date(2001, 5, 1), None),
            source=Source.POLICE,
            recorded_at=timezone.now(),
        )


@pytest.fixture
def organisation(cast: Any, city: Any) -> Organisation:
    """Put one shop into the worker's committee."""
    with wall(Scope.EVERYTHING):
        return Organisation.objects.create(
            area_code=city.committee,
            name="闻喜路面包房",
            name_initials="wxlmbf",
            kind=OrganisationKind.ENTERPRISE,
            recorded_at=timezone.now(),
        )
