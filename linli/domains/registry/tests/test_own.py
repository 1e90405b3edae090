"""A resident reads their own entry; the database shows them that and nothing else."""

import pytest
from django.db import connection

from linli.domains.registry.models import Household, Organisation, Person, PersonRevision, Premises, Tenure
from linli.domains.registry.queries.own import own_entry
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall

pytestmark = pytest.mark.django_db


@pytest.fixture
def zhang(world, cast):
    """The resident of the cast is 张三."""
    from dataclasses import replace

    return replace(cast.resident, person_id=world.zhang.pk)


def visible(model):
    return set(model.objects.everywhere(because="the wall is what is tested").values_list("pk", flat=True))


def test_an_entry_holds_what_the_ledger_holds(world, tenure, zhang):
    with wall(zhang.scope, person_id=zhang.person_id):
        entry = own_entry(zhang)
    assert (entry.facts.name, entry.facts.address, entry.telephone) == ("张三", "闻喜路251弄3号502室", "13800138000")
    assert [bond.address for bond in entry.tenures] == ["闻喜路251弄3号502室"]


def test_behind_the_own_wall_there_is_nobody_else(world, tenure, organisation, zhang):
    with wall(zhang.scope, person_id=zhang.person_id):
        assert visible(Person) == {world.zhang.pk}
        assert visible(Tenure) == {tenure.pk}
        assert visible(Premises) == {world.home.pk}
        assert visible(Household) == visible(Organisation) == visible(PersonRevision) == set()


def test_without_a_person_the_wall_shows_nobody(world, tenure, cast):
    with wall(cast.resident.scope, person_id=None):
        assert visible(Person) == visible(Premises) == visible(Tenure) == set()
        assert own_entry(cast.resident) is None


def test_an_own_row_is_read_not_written(world, zhang):
    with wall(zhang.scope, person_id=zhang.person_id):
        changed = Person.objects.everywhere(because="the wall is what is tested").filter(pk=zhang.person_id)
        assert changed.update(name="张大") == 0


@pytest.mark.parametrize(
    "table",
    [
        "person",
        "personrevision",
        "tenure",
        "household",
        "premises",
        "organisation",
        "importbatch",
        "importproblem",
        "receipt",
    ],
)
def test_every_table_of_the_ledger_stands_behind_the_wall(table, world, tenure, organisation):
    with wall(Scope.NOTHING), connection.cursor() as cursor:
        cursor.execute("SELECT relrowsecurity FROM pg_class WHERE relname = %s", [f"registry_{table}"])
        assert cursor.fetchone() == (True,)
        cursor.execute(f"SELECT count(*) FROM registry_{table}")  # noqa: S608 - a name of ours
        assert cursor.fetchone() == (0,)
