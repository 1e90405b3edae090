"""The world of the tests: a real database with two roles, the real territory, and a fixed cast."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import date

import psycopg
import pytest
from django.core.management import call_command
from django.db import connections
from django.test import Client
from hypothesis import settings as hypothesis_settings
from psycopg import sql

from linli.cli.testing import database_name

hypothesis_settings.register_profile("linli", deadline=None)  # a busy machine is not a failing test
hypothesis_settings.load_profile("linli")


def pytest_configure() -> None:
    """Serve static files by their plain names: a manifest of an earlier day would know too little."""
    from django.conf import settings

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Make this worker's database: the owner migrates, the application's role gets its rights."""
    name = sql.Identifier(database_name())
    maintenance = os.environ["LINLI_TEST_MAINTENANCE_URL"]
    with psycopg.connect(maintenance, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
        connection.execute(sql.SQL("CREATE DATABASE {}").format(name))
    with django_db_blocker.unblock():
        from linli.foundation.scope.database import grant_application_role
        from linli.foundation.territory import public as territory

        with connections["owner"].cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
        call_command("migrate", database="owner", verbosity=0)
        grant_application_role()
        connections["owner"].close()
        territory.load_city(territory.SHANGHAI_2023)
    yield
    with django_db_blocker.unblock():
        for alias in ("default", "owner"):
            connections[alias].close()
        pool = getattr(connections["default"], "pool", None)
        if pool is not None:
            connections["default"].close_pool()
    with psycopg.connect(maintenance, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))


@pytest.fixture
def owner_connection(django_db_setup: None) -> Iterator[psycopg.Connection]:
    """Open the owner's own connection: what an intruder with the database password could do."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as connection:
        yield connection


# kept between committed tests: what the session set up
_KEPT = ("django_migrations", "django_content_type", "auth_permission", "territory_")


@pytest.fixture
def committed_db(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Give a database in which transactions really commit; emptied afterwards, but for the territory."""
    with django_db_blocker.unblock():
        yield
        connections["default"].close()
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        names = [sql.Identifier(name) for (name,) in tables if not name.startswith(_KEPT)]
        connection.execute(sql.SQL("TRUNCATE {} RESTART IDENTITY CASCADE").format(sql.SQL(", ").join(names)))


@dataclass(frozen=True)
class City:
    """The few places that tests speak of, all of them real."""

    committee: int  # where the worker works
    neighbour: int  # another committee of the same street
    street: int
    other_street: int
    district: int
    city: int
    other_district: int


@pytest.fixture(scope="session")
def city(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> City:
    """Name the places: two committees of 彭浦新村街道, another street, the district and the city."""
    with django_db_blocker.unblock():
        from linli.foundation.scope import Scope
        from linli.foundation.territory import public as territory

        street = 3101060200000000
        codes = [area.code for area in territory.committees_in(Scope(street, street + 10**7))]
    return City(codes[0], codes[1], street, 3101060060000000, 3101060000000000, 3100000000000000, 3101010000000000)


@dataclass(frozen=True)
class Cast:
    """The people of the tests, one for each role; ``neighbour`` and ``other_…`` work elsewhere."""

    worker: object
    head: object
    neighbour: object
    street: object
    other_street: object
    district: object
    city: object
    department: object
    resident: object
    volunteer: object
    block_head: object
    owners: object
    property_firm: object
    organisation: object
    system_admin: object
    security_admin: object
    audit_admin: object
    foreign_system_admin: object
    foreign_security_admin: object
    foreign_audit_admin: object

    def __iter__(self) -> Iterator[tuple[str, object]]:
        return ((field.name, getattr(self, field.name)) for field in fields(self))


@pytest.fixture
def cast(request: pytest.FixtureRequest, city: City) -> Cast:
    """Put one account with one post into the database for each member of the cast."""
    if "committed_db" not in request.fixturenames:
        request.getfixturevalue("db")
    from linli.foundation.scope import Role

    places = {
        "worker": (Role.COMMITTEE_WORKER, city.committee),
        "head": (Role.COMMITTEE_HEAD, city.committee),
        "neighbour": (Role.COMMITTEE_WORKER, city.neighbour),
        "street": (Role.STREET_OPERATOR, city.street),
        "other_street": (Role.STREET_OPERATOR, city.other_street),
        "district": (Role.DISTRICT_OPERATOR, city.district),
        "city": (Role.CITY_OPERATOR, city.city),
        "department": (Role.DEPARTMENT_OFFICER, city.district),
        "resident": (Role.RESIDENT, city.committee),
        "volunteer": (Role.VOLUNTEER, city.committee),
        "block_head": (Role.BLOCK_HEAD, city.committee),
        "owners": (Role.OWNERS_COMMITTEE, city.committee),
        "property_firm": (Role.PROPERTY_FIRM, city.committee),
        "organisation": (Role.COMMUNITY_ORGANISATION, city.committee),
        "system_admin": (Role.SYSTEM_ADMINISTRATOR, city.city),
        "security_admin": (Role.SECURITY_ADMINISTRATOR, city.city),
        "audit_admin": (Role.AUDIT_ADMINISTRATOR, city.city),
        "foreign_system_admin": (Role.SYSTEM_ADMINISTRATOR, city.other_district),
        "foreign_security_admin": (Role.SECURITY_ADMINISTRATOR, city.other_district),
        "foreign_audit_admin": (Role.AUDIT_ADMINISTRATOR, city.other_district),
    }
    return Cast(**{name: actor_with_post(name, role, area) for name, (role, area) in places.items()})


def actor_with_post(username: str, role: object, area_code: int, *, starts_on: date | None = None) -> object:
    """Make an account with a granted post and return the actor it becomes."""
    from django.utils import timezone

    from linli.foundation.accounts import queries
    from linli.foundation.accounts.models import Account, Post
    from linli.foundation.scope import Scope
    from linli.foundation.scope.database import wall
    from linli.foundation.territory.models import Area

    with wall(Scope.EVERYTHING):
        account = Account(username=username.replace("_", "-"), display_name=username, area_code=area_code)
        account.set_unusable_password()
        account.save()
        post = Post.objects.create(
            account=account,
            role=role,
            area=Area.objects.get(code=area_code),
            area_code=area_code,
            starts_on=starts_on or date(2020, 1, 1),
            granted_at=timezone.now(),
        )
    return queries.actor_for_post(post.pk)


@pytest.fixture
def client_of(client: Client) -> Callable[[object], Client]:
    """Sign an actor of the cast in and return the browser."""

    def sign_in(actor: object) -> Client:
        from linli.foundation.accounts.middleware import POST_KEY
        from linli.foundation.accounts.models import Account
        from linli.foundation.scope import Scope
        from linli.foundation.scope.database import wall

        browser = Client()
        with wall(Scope.EVERYTHING):
            account = Account.objects.everywhere(because="test sign-in").get(pk=actor.account_id)
        browser.force_login(account)
        session = browser.session
        session[POST_KEY] = actor.post_id
        session.save()
        return browser

    return sign_in
