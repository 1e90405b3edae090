"""Building the city after an interruption, in another size, and never where it does not belong."""

import pytest

from linli.demo import city
from linli.demo.tests.ground import level
from linli.domains.registry.models import Person
from linli.foundation.accounts.demo_cards import demo_cards
from linli.foundation.accounts.models import Account
from linli.foundation.scope import Role, Scope
from linli.foundation.scope.database import wall
from linli.toolbox.errors import NotAllowed

PEOPLE = 1_500
SEED = 5
WHY = "counting in a test"


@pytest.fixture
def ground(committed_db, owner_connection):
    """Lend an empty database in which transactions commit."""
    yield
    level(owner_connection)


def _count(model) -> int:
    with wall(Scope.EVERYTHING):
        return model.objects.everywhere(because=WHY).count()


class PulledPlugError(Exception):
    """The machine stops here."""


def test_a_city_that_was_interrupted_is_finished_not_begun_again(ground):
    people = 5_000

    def stop_half_way(_done: int, _everybody: int) -> None:
        raise PulledPlugError

    with pytest.raises(PulledPlugError):
        city.build(people, SEED, stop_half_way)
    half = _count(Person)
    assert 1_000 < half < 4_000
    assert not city.is_built(people, SEED)
    built = city.build(people, SEED)
    assert built.loaded == people - half
    assert _count(Person) == people
    assert city.is_built(people, SEED)


def test_a_city_of_another_size_replaces_the_one_that_stands(ground):
    city.build(PEOPLE, SEED)
    built = city.build(PEOPLE + 300, SEED)
    assert (built.loaded, built.replaced) == (PEOPLE + 300, True)
    assert _count(Person) == PEOPLE + 300
    assert {card.role for group in demo_cards() for card in group.cards} == set(Role)
    with wall(Scope.EVERYTHING):
        account = Account.objects.everywhere(because=WHY).get(username__startswith="resident", is_active=True)
        assert Person.objects.everywhere(because=WHY).filter(pk=account.person_id).exists()


def test_outside_demo_mode_no_city_is_built(ground, settings):
    settings.LINLI_DEMO = False
    with pytest.raises(NotAllowed):
        city.build(PEOPLE, SEED)
    assert _count(Person) == 0
