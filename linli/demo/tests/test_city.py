"""The city that stands: whole, counted, with a card for every role; building it again does no harm."""

import os

import psycopg
import pytest
from django.db import connections
from psycopg import sql

from linli.demo import cast, city
from linli.demo.models import Build
from linli.demo.tests.ground import level
from linli.domains.registry import public as registry
from linli.domains.registry.models import Household, Organisation, Person, Premises, Tally, Tenure
from linli.domains.registry.models.sealed import CITIZEN_ID
from linli.foundation.accounts.demo_cards import demo_cards
from linli.foundation.accounts.models import Account
from linli.foundation.audit import public as audit
from linli.foundation.scope import Actor, Role, Scope
from linli.foundation.scope.database import wall
from linli.foundation.territory import public as territory
from linli.foundation.territory.models import Overlay, OverlayZone
from linli.toolbox.errors import NotAllowed
from linli.toolbox.identifiers import citizen_id

PEOPLE = 1_500
SEED = 5
JINGAN = Scope(cast.DISTRICT, cast.DISTRICT + 10**10)
WHY = "counting in a test"


@pytest.fixture(scope="module")
def standing(django_db_setup, django_db_blocker):
    """Build a city once, for those tests that only look at it or build the same again."""
    with django_db_blocker.unblock():
        yield city.build(PEOPLE, SEED)
        connections["default"].close()
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        tables = [
            name
            for (name,) in owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            if name.startswith(("demo_", "registry_", "accounts_", "audit_"))
        ]
        owner.execute(sql.SQL("TRUNCATE {} CASCADE").format(sql.SQL(", ").join(map(sql.Identifier, tables))))
        level(owner)


def _count(model) -> int:
    with wall(Scope.EVERYTHING):
        return model.objects.everywhere(because=WHY).count()


def test_the_city_is_built_whole(standing):
    assert (standing.people, standing.loaded, standing.replaced) == (PEOPLE, PEOPLE, False)
    assert _count(Person) == PEOPLE
    assert min(_count(Household), _count(Premises), _count(Tenure), _count(Organisation)) > 500
    assert city.is_built(PEOPLE, SEED)


def test_every_committee_has_its_numbers_and_the_audit_says_where_they_came_from(standing):
    tallies = Tally.objects.all()
    assert tallies.count() == 267
    assert 0 < sum(one.people for one in tallies) <= PEOPLE
    with wall(Scope.EVERYTHING):
        loads = [
            row
            for row in audit.rows(Actor.system(because=WHY), audit.Filters(), limit=10_000)
            if row.action == "registry:committee:load"
        ]
    assert loads


def test_there_are_85_grids_marked_as_demonstration(standing):
    assert OverlayZone.objects.filter(overlay__code=city.GRIDS_CODE).count() == 85
    assert Overlay.objects.get(code=city.GRIDS_CODE).is_demo
    [zone] = territory.zones_of(cast.COMMITTEE)
    assert cast.COMMITTEE in {area.code for area in territory.members_of(zone)}


def test_there_is_a_card_for_every_role(standing):
    assert {card.role for group in demo_cards() for card in group.cards} == set(Role)


def test_the_resident_is_somebody_of_the_ledger(standing):
    with wall(Scope.EVERYTHING):
        account = Account.objects.everywhere(because=WHY).get(username="resident")
        person = Person.objects.everywhere(because=WHY).get(pk=account.person_id)
    assert person.name == account.display_name
    assert person.area_code // 10_000 == cast.COMMITTEE // 10_000


def test_building_again_changes_nothing(standing):
    before = (_count(Person), _count(Premises), _count(Account), Overlay.objects.count(), Build.objects.count())
    assert city.build(PEOPLE, SEED).loaded == 0
    after = (_count(Person), _count(Premises), _count(Account), Overlay.objects.count(), Build.objects.count())
    assert after == before


def test_what_is_kept_is_sealed_and_opens_to_an_id_of_nobody(standing):
    with wall(territory.area(cast.COMMITTEE).scope):
        people = list(Person.objects.within(territory.area(cast.COMMITTEE).scope).exclude(citizen_id=None))
    ids = [CITIZEN_ID.open(person.citizen_id) for person in people]
    assert ids
    assert all(one.startswith("990000") and len(one) == 18 for one in ids)
    agreeing = [
        citizen_id(one).birth_on == person.birth_date
        for one, person in zip(ids, people, strict=True)
        if person.birth_date and citizen_id(one).is_valid
    ]
    assert agreeing
    assert all(agreeing)


def test_outside_demo_mode_the_ledger_is_never_emptied(standing, settings):
    settings.LINLI_DEMO = False
    with pytest.raises(NotAllowed):
        registry.empty_the_ledger()
    assert _count(Person) == PEOPLE
