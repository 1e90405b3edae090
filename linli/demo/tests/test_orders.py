"""The demonstration's orders: a past that the rules allow, the same for the same seed."""

from __future__ import annotations

import time

import pytest
from django.test import override_settings
from django.utils import timezone
from PIL import Image

from linli.demo.cast import COMMITTEE, hire
from linli.demo.drawings import SIZE, photo
from linli.demo.orders import build_orders
from linli.demo.stories import STORIES
from linli.domains.workorders.models import HandlingUnit, Order, OrderPhoto, Step, UnitMember
from linli.domains.workorders.rules.states import State
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall

pytestmark = pytest.mark.usefixtures("committed_db")
PEOPLE = 20_000


@pytest.fixture
def built(committed_db) -> float:
    """Hire the cast and write the orders; give how many seconds the orders took."""
    with override_settings(LINLI_DEMO=True):
        hire(1)
        began = time.monotonic()
        with wall(Scope.EVERYTHING):
            build_orders(PEOPLE, 1, None)
        return time.monotonic() - began


def everything(model):
    return model.objects.everywhere(because="a test")


def test_the_city_has_orders_in_every_state_and_some_are_late(built):
    with wall(Scope.EVERYTHING):
        orders = everything(Order)
        # a neighbour's own reports need the resident's account: withdrawn ones are hers alone
        assert set(orders.values_list("state", flat=True).distinct()) >= set(State) - {State.WITHDRAWN}
        running = orders.filter(is_running=True)
        late = running.filter(due_at__lt=timezone.now()).count()
        assert 0 < late < running.count() / 2
        assert orders.count() > 200
        told = [story for story in STORIES if story.lines[0].who != "resident"]
        assert orders.filter(area_code=COMMITTEE).count() >= len(told)
        assert everything(OrderPhoto).exists()
        assert built < 10  # seconds; about two on a quiet machine


def test_nothing_happens_before_its_time_and_the_last_step_is_known(built):
    with wall(Scope.EVERYTHING):
        for order in everything(Order):
            steps = list(everything(Step).filter(order=order).order_by("pk"))
            assert [step.at for step in steps] == sorted(step.at for step in steps)
            assert steps[-1].at <= timezone.now(), order.number
            assert order.last_step_id == steps[-1].pk
            assert order.state == steps[-1].state


def test_units_have_people_who_can_sign_in(built):
    with wall(Scope.EVERYTHING):
        names = {member.unit.name for member in everything(UnitMember).select_related("unit")}
        assert names == {"彭浦物业服务有限公司", "静安区房屋管理局"}
        assert everything(HandlingUnit).count() >= 5


def test_the_same_seed_tells_the_same_orders(committed_db):
    told = []
    with override_settings(LINLI_DEMO=True):
        hire(1)
        for seed in (1, 1, 2):
            with wall(Scope.EVERYTHING):
                build_orders(PEOPLE, seed, None)
                told.append(list(everything(Order).order_by("pk").values_list("area_code", "kind", "words", "state")))
    assert told[0] == told[1]
    assert told[0] != told[2]


@pytest.mark.parametrize("name", ["lamp", "lamp-lit", "puddle", "rubbish", "clean", "leak", "door", "facade"])
def test_each_picture_is_drawn(name):
    file, title = photo(name)
    assert title == f"{name}.jpg"
    assert Image.open(file).size == SIZE
