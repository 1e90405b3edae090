"""The bulletins of the demonstration: what a committee says in an ordinary week, by its own worker's hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Final, NamedTuple

from linli.demo import cast
from linli.domains.engagement import public as engagement
from linli.domains.registry import public as registry
from linli.foundation.accounts import public as accounts
from linli.foundation.scope import Actor
from linli.foundation.scope.database import wall
from linli.foundation.territory import public as territory
from linli.toolbox import clock

_TELEPHONE: Final = "15400000000"  # of a block that no operator holds, see numbers
_TWO: Final = 2
_EVERYBODY: Final = ("resident", "block_head", "volunteer", "owners_committee", "property_firm")


class _Paper(NamedTuple):
    """One bulletin: what it says, for which days, for whom."""

    title: str
    body: str
    days: int = 7
    is_important: bool = False
    in_two_buildings: bool = False
    by_sms: bool = False
    roles: Sequence[str] = ("resident",)
    publish_at: datetime | None = None


def post_bulletins() -> int:
    """Hang out the week's bulletins of the demo committee, unless some hang there; return how many."""
    worker = _worker()
    if worker is None:
        return 0
    with wall(worker.scope, account_id=worker.account_id):
        if engagement.bulletins(worker, engagement.Wanted(), most=1).rows:
            return 0
    papers = _papers(clock.today())
    for paper in papers:
        engagement.publish_bulletin(worker, _write(worker, paper), version=1)
    _recalled(worker)
    _write(worker, _DRAFT)
    return len(papers) + 2


def _papers(today: date) -> list[_Paper]:
    tomorrow = today + timedelta(days=1)
    saturday = today + timedelta(days=(5 - today.weekday()) % 7 or 7)
    return [
        _Paper(
            "社区食堂 12 月 1 日开张，老年人用餐有优惠",
            "社区食堂设在居委会旁一楼，供应早餐、午餐和晚餐。\n\n"
            "70 岁以上居民凭身份证享受优惠；行动不便的居民可电话预约送餐上门。\n\n欢迎先来尝一尝、提意见。",
            days=21,
        ),
        _Paper(
            f"{saturday.month}月{saturday.day}日（周六）上午免费接种流感疫苗",
            "社区卫生服务中心医生到居委会活动室，9:00 至 11:30 为 60 岁以上居民接种流感疫苗。\n\n"
            "请带好身份证和医保卡，穿方便卷袖的衣服；正在发热或近期过敏的，请先电话咨询。",
            days=14,
        ),
        _Paper(
            "消防演练招募志愿者 12 名",
            "下周三下午在小区广场进行消防演练，需要志愿者引导疏散、照看老人。报名请打居委会电话，或向楼组长报名。",
            days=10,
            roles=("volunteer", "block_head"),
        ),
        _Paper(
            f"明天（{tomorrow.month}月{tomorrow.day}日）上午 9:00 至 11:00 停水",
            "因水管维修，明天上午 9:00 至 11:00 停水。\n\n请提前储水；恢复供水后先放一会儿水再使用。"
            "行动不便、需要送水的居民请打居委会电话，我们上门。",
            days=2,
            in_two_buildings=True,
            by_sms=True,
        ),
        _Paper(
            "台风“海葵”来临前，请收好阳台上的花盆",
            "气象台预报今晚起有大风大雨。请关好门窗，收好阳台和窗台上的花盆、晾衣杆，车辆不要停在树下。\n\n低楼层进水或"
            "需要帮忙，随时打居委会电话；紧急情况请打 119 或 110。",
            days=3,
            is_important=True,
            roles=_EVERYBODY,
        ),
        _Paper(
            "冬季燃气安全上门检查",
            "燃气公司工作人员佩戴证件上门检查，不收任何费用，也不推销产品。如有怀疑，请先打居委会电话核实。",
            days=20,
            publish_at=datetime.combine(tomorrow, time(8, 0), tzinfo=clock.CITY_TIME),
        ),
    ]


_DRAFT: Final = _Paper(
    "元旦联欢会征集节目", "元旦前在活动室举办联欢会，唱歌、沪剧、书法都欢迎。时间地点待定。", days=30
)
_MISTAKEN: Final = _Paper(
    "旧衣回收车周五来小区", "旧衣回收车周五上午停在小区门口，衣物请洗净打包。", days=5, roles=("resident", "block_head")
)


def _recalled(worker: Actor) -> None:
    number = _write(worker, _MISTAKEN)
    engagement.publish_bulletin(worker, number, version=1)
    engagement.deliver(number, engagement.News.PUBLISHED)  # whoever had it is to read why it was recalled
    engagement.recall_bulletin(worker, number, reason="回收公司改期，新的时间另行通知")


def _write(worker: Actor, paper: _Paper) -> int:
    return engagement.write_bulletin(
        worker,
        engagement.BulletinText(
            title=paper.title,
            body=paper.body,
            telephone=registry.committee_telephone(cast.COMMITTEE) or _TELEPHONE,
            expires_on=clock.today() + timedelta(days=paper.days),
            places=_two_buildings() if paper.in_two_buildings else [cast.COMMITTEE],
            roles=paper.roles,
            kind=engagement.BulletinKind.IMPORTANT if paper.is_important else engagement.BulletinKind.ORDINARY,
            publish_at=paper.publish_at,
            by_sms=paper.by_sms,
        ),
    )


def _two_buildings() -> list[int]:
    """Give two building groups of the committee, or what there is: a very small city has one."""
    units = territory.units_of(territory.area(cast.COMMITTEE))
    groups = [unit.pk for unit in units if unit.kind == territory.AreaKind.BUILDING_GROUP]
    return groups[:_TWO] or [cast.COMMITTEE]


def _worker() -> Actor | None:
    """Give the demo's committee worker under her post at the committee."""
    system = Actor.system(because="演示数据")
    with wall(system.scope):
        number = accounts.account_number(system, "worker")
    posts = [] if number is None else accounts.posts_of(replace(system, account_id=number))
    here = next((post.id for post in posts if post.area_code == cast.COMMITTEE), None)
    return None if here is None else accounts.actor_for_post(here)
