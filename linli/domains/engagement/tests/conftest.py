"""A small named world for the tests of the bulletin board: two buildings of an estate, and who lives in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ClassVar

import pytest
from django.utils import timezone

from linli.domains.engagement.actions.checks import BulletinText
from linli.domains.engagement.actions.delivering import deliver
from linli.domains.engagement.actions.publishing import publish_bulletin
from linli.domains.engagement.actions.writing import write_bulletin
from linli.domains.engagement.models import Bulletin, BulletinDelivery
from linli.domains.engagement.models.delivery import News
from linli.domains.registry.models import Person
from linli.domains.registry.tests.world import make_home, make_person
from linli.foundation.accounts import queries as accounts
from linli.foundation.accounts.models import Account
from linli.foundation.notices.channels import Letter
from linli.foundation.notices.models import Message
from linli.foundation.scope import Actor, Scope
from linli.foundation.scope.database import wall
from linli.foundation.territory import public as territory


@dataclass(frozen=True)
class World:
    """Where and who the tests speak of."""

    estate: int
    first: int  # building 1: 张三 (account, telephone) and 李四 (telephone)
    second: int  # building 2: 小明 (neither)
    zhang: Person
    li: Person
    boy: Person
    reader: Actor  # 张三 in the app


@pytest.fixture
def world(cast: Any, city: Any) -> Any:
    """Put three people into two buildings; 张三 reads in the app."""
    lo, hi = territory.estate_range(city.committee, 1)
    with wall(Scope.EVERYTHING):
        territory.load_units(
            [
                territory.UnitDraft(lo, hi, territory.AreaKind.ESTATE, "闻喜小区", city.committee),
                territory.UnitDraft(lo + 1, lo + 2, territory.AreaKind.BUILDING_GROUP, "闻喜小区1号", lo),
                territory.UnitDraft(lo + 2, lo + 3, territory.AreaKind.BUILDING_GROUP, "闻喜小区2号", lo),
            ]
        )
    home = make_home(lo + 1, "闻喜路251弄1号502室")
    zhang = make_person(lo + 1, "张三", telephone="13800138000", home=home)
    li = make_person(lo + 1, "李四", telephone="13900139001", home=home)
    boy = make_person(lo + 2, "小明", home=make_home(lo + 2, "共和路8弄2号101室"))
    with wall(Scope.EVERYTHING):
        Account.objects.everywhere(because="test").filter(pk=cast.resident.account_id).update(person_id=zhang.pk)
    reader = accounts.actor_for_post(cast.resident.post_id)
    yield World(lo, lo + 1, lo + 2, zhang, li, boy, reader)
    territory.forget_units(Scope(city.committee, city.committee + 10_000))


@pytest.fixture
def text(world: World) -> Callable[..., BulletinText]:
    """Give what is typed of a bulletin, for building 1 unless said otherwise."""

    def typed(**given: Any) -> BulletinText:
        words = {
            "title": "明天上午停水",
            "body": "明天 9:00 至 11:00 停水。\n\n请提前储水，详见https://example.cn/water。谢谢",
            "telephone": "021-56001234",
            "expires_on": timezone.localdate() + timedelta(days=3),
            "places": [world.first],
        }
        return BulletinText(**(words | given))

    return typed


@pytest.fixture
def published(cast: Any, text: Callable[..., BulletinText]) -> Callable[..., int]:
    """Write and publish a bulletin and tell everybody; return its number."""

    def publish(*, by: Any = None, told: bool = True, **given: Any) -> int:
        actor = by or cast.worker
        number = write_bulletin(actor, text(**given))
        publish_bulletin(actor, number, version=1)
        if told:
            deliver(number, News.PUBLISHED)
        return number

    return publish


def bulletin(number: int) -> Bulletin:
    with wall(Scope.EVERYTHING):
        return Bulletin.objects.everywhere(because="test").get(pk=number)


def deliveries(number: int, **given: Any) -> list[BulletinDelivery]:
    with wall(Scope.EVERYTHING):
        found = BulletinDelivery.objects.everywhere(because="test").filter(bulletin_id=number, **given)
        return list(found.order_by("pk"))


def messages_to(account_id: int) -> list[Message]:
    with wall(Scope.EVERYTHING):
        return list(Message.objects.everywhere(because="test").filter(recipient_id=account_id).order_by("pk"))


class Recorder:
    """A gateway that remembers whom it was asked to reach."""

    sent: ClassVar[list[Letter]] = []

    def send(self, letter: Letter) -> str:
        self.sent.append(letter)
        return f"no-{len(self.sent)}"


@pytest.fixture
def texts(settings: Any) -> list[Letter]:
    """Give the text messages that left."""
    Recorder.sent.clear()
    settings.LINLI_CHANNELS = {**settings.LINLI_CHANNELS, "sms": f"{__name__}.Recorder"}
    return Recorder.sent
