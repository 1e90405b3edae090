"""Receipts: one form, one deed."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from linli.domains.registry.actions.corrections import correct_person
from linli.domains.registry.actions.people import NewPerson, add_person
from linli.domains.registry.models import Receipt
from linli.domains.registry.tasks import forget_receipts
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall
from linli.toolbox.errors import Conflict

pytestmark = pytest.mark.django_db


def test_a_token_of_one_deed_opens_no_other(world, cast):
    token = uuid.uuid4()
    add_person(cast.worker, NewPerson(name="孙七"), token=token)
    with pytest.raises(Conflict):
        correct_person(cast.worker, world.zhang.pk, {"name": "张山"}, version=1, reason="更正", token=token)


def test_somebody_elses_token_is_refused(world, cast):
    token = uuid.uuid4()
    add_person(cast.worker, NewPerson(name="孙七"), token=token)
    with pytest.raises(Conflict):
        add_person(cast.head, NewPerson(name="钱八"), token=token)
    with pytest.raises(Conflict):
        add_person(cast.neighbour, NewPerson(name="钱八"), token=token)


def test_a_refused_form_can_be_sent_again(world, cast):
    token = uuid.uuid4()
    with pytest.raises(Exception, match=r"."):
        add_person(cast.worker, NewPerson(name="孙七", citizen_id="1"), token=token)
    assert add_person(cast.worker, NewPerson(name="孙七"), token=token)


def test_receipts_are_forgotten_after_a_week(world, cast):
    add_person(cast.worker, NewPerson(name="孙七"), token=uuid.uuid4())
    forget_receipts.func(0)
    with wall(Scope.EVERYTHING):
        assert Receipt.objects.everywhere(because="test").count() == 1
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        forget_receipts.func(0)
    with wall(Scope.EVERYTHING):
        assert Receipt.objects.everywhere(because="test").count() == 0
