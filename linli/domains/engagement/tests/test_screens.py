"""The screens: three minutes for the office, one look for the reader, and who is let in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from linli.domains.engagement.actions.delivering import deliver
from linli.domains.engagement.actions.recalling import recall_bulletin
from linli.domains.engagement.actions.writing import write_bulletin
from linli.domains.engagement.models import Bulletin, BulletinDelivery
from linli.domains.engagement.models.bulletin import BulletinState
from linli.domains.engagement.models.delivery import DeliveryState, News, Way
from linli.domains.engagement.public import bulletins_for, drafts_and_scheduled, unread_bulletins
from linli.domains.engagement.queries.lists import Wanted, bulletins
from linli.domains.engagement.tests.conftest import bulletin, deliveries
from linli.domains.registry.models import Person
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall

pytestmark = pytest.mark.django_db


def typed(world, **given: object) -> dict[str, object]:
    words = {
        "title": "明天上午停水", "body": "请储水。", "telephone": "021-56001234", "places": [world.first, world.second],
        "roles": ["resident"], "when": "now", "expires_on": (timezone.localdate() + timedelta(days=3)).isoformat(),
    }  # fmt: skip
    return words | given


def number_in(address: str) -> int:
    return int(next(part for part in address.split("/") if part.isdecimal()))


# --- the office --------------------------------------------------------------------------------------------


def test_a_notice_to_two_buildings_is_two_pages_and_works_without_scripts(cast, world, client_of):
    browser = client_of(cast.worker)
    form = browser.get("/bulletins/new/").content.decode()
    assert "闻喜小区1号" in form
    look = browser.post("/bulletins/new/", typed(world))
    preview = browser.get(look["Location"]).content.decode()
    assert "发布到 2 个楼组" in preview
    assert "现在，按下按钮就发出" in preview
    assert "那里住着 <strong>3</strong> 人" in preview
    sent = browser.post(look["Location"], {"version": 1}, follow=True).content.decode()
    assert "已发布" in sent
    assert bulletin(number_in(look["Location"])).state == BulletinState.PUBLISHED


def test_the_numbers_before_publishing_say_app_text_and_paper(cast, world, client_of):
    browser = client_of(cast.worker)
    look = browser.post("/bulletins/new/", typed(world, by_sms="on"))
    page = browser.get(look["Location"])
    audience = page.context["audience"]
    assert (audience.people, audience.in_app, audience.by_sms, audience.sheet_only) == (3, 1, 1, 1)
    assert audience.telephones == 2
    assert "张三" not in page.content.decode()


def test_a_later_time_says_schedule_and_schedules(cast, world, client_of):
    browser = client_of(cast.worker)
    at = timezone.localtime() + timedelta(days=1)
    look = browser.post("/bulletins/new/", typed(world, when="later", publish_at=f"{at:%Y-%m-%dT%H:%M}"))
    preview = browser.get(look["Location"]).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert f"明天 {at.month}月{at.day}日" in preview
    assert f"{at:%H:%M}</time> 发布到 2 个楼组" in preview
    browser.post(look["Location"], {"version": 1})
    assert bulletin(number_in(look["Location"])).state == BulletinState.SCHEDULED


def test_a_time_typed_beside_the_button_for_now_is_a_schedule(cast, world, client_of):
    browser = client_of(cast.worker)
    at = timezone.localtime() + timedelta(days=1)
    look = browser.post("/bulletins/new/", typed(world, when="now", publish_at=f"{at:%Y-%m-%dT%H:%M}"))
    number = number_in(look["Location"])
    assert timezone.localtime(bulletin(number).publish_at) == at.replace(second=0, microsecond=0)
    # taken back: the time left over from before does not hold against the button
    again = typed(world, when="now", publish_at=f"{at:%Y-%m-%dT%H:%M}", version=1)
    browser.post(f"/bulletins/{number}/draft/", again)
    assert bulletin(number).publish_at is None


def test_a_scheduled_bulletin_is_taken_off_the_clock_or_published_now(cast, world, client_of, text):
    browser = client_of(cast.worker)
    number = write_bulletin(cast.worker, text(publish_at=timezone.now() + timedelta(hours=1)))
    look = f"/bulletins/{number}/publication/"
    browser.post(look, {"version": 1})
    assert "取消定时" in browser.get(f"/bulletins/{number}/").content.decode()
    assert "取消定时" in browser.get(look).content.decode()
    browser.post(look, {"version": 1, "now": 1})
    assert bulletin(number).state == BulletinState.PUBLISHED
    other = write_bulletin(cast.worker, text(publish_at=timezone.now() + timedelta(hours=1)))
    browser.post(f"/bulletins/{other}/publication/", {"version": 1})
    browser.post(f"/bulletins/{other}/publication/", {"version": 1, "cancel": 1})
    assert bulletin(other).state == BulletinState.DRAFT


def test_whoever_goes_back_to_the_empty_form_is_led_to_the_draft_begun(cast, world, client_of):
    browser = client_of(cast.worker)
    assert "接着写" not in browser.get("/bulletins/new/").content.decode()
    look = browser.post("/bulletins/new/", typed(world))
    number = number_in(look["Location"])
    assert f'href="/bulletins/{number}/draft/">接着写' in browser.get("/bulletins/new/").content.decode()
    assert "接着写" not in client_of(cast.head).get("/bulletins/new/").content.decode()


def test_what_is_missing_stands_beside_its_field_and_nothing_typed_is_lost(cast, world, client_of):
    answer = client_of(cast.worker).post("/bulletins/new/", typed(world, places=[], title="", when="later"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"title", "places", "publish_at"}
    assert "请储水。" in page


def test_a_place_of_others_sent_by_hand_is_refused(cast, city, world, client_of):
    answer = client_of(cast.worker).post("/bulletins/new/", typed(world, places=[city.neighbour]))
    assert "places" in answer.context["form"].errors


def test_a_draft_that_somebody_changed_meanwhile_is_not_published(cast, world, client_of, text):
    number = write_bulletin(cast.worker, text())
    client_of(cast.head).post(f"/bulletins/{number}/draft/", typed(world, title="改过了", version=1))
    answer = client_of(cast.worker).post(f"/bulletins/{number}/publication/", {"version": 1})
    assert answer.status_code == 409
    assert bulletin(number).state == BulletinState.DRAFT


def test_the_card_counts_and_names_nobody(cast, world, client_of, published):
    number = published(by_sms=True)
    client_of(world.reader).get(f"/bulletins/board/{number}/")
    page = client_of(cast.worker).get(f"/bulletins/{number}/")
    told = {way.way: (way.delivered, way.read) for way in page.context["card"].told}
    assert told == {Way.APP: (1, None), Way.SMS: (2, None)}
    assert "张三" not in page.content.decode()
    assert "hx-trigger" not in page.content.decode().split('id="counts"')[1].split(">")[0]


@pytest.mark.parametrize("readers", [4, 5])
def test_among_few_no_figure_says_who_has_read(cast, world, client_of, published, readers):
    number, shown = published(by_sms=True), None if readers == 4 else 1
    client_of(world.reader).get(f"/bulletins/board/{number}/")
    (told,) = deliveries(number, way=Way.APP)
    with wall(Scope.EVERYTHING):
        BulletinDelivery.objects.everywhere(because="test").bulk_create(
            BulletinDelivery(
                area_code=told.area_code, bulletin_id=number, way=Way.APP, account_id=900_000 + at,
                state=DeliveryState.SENT, moved_at=told.moved_at,
            )
            for at in range(readers - 1)
        )  # fmt: skip
    browser = client_of(cast.worker)
    card, lines = browser.get(f"/bulletins/{number}/"), browser.get("/bulletins/")
    assert next(way.read for way in card.context["card"].told if way.way is Way.APP) == shown
    for page in (card, lines):
        assert ("人数太少" in page.content.decode()) is (shown is None)


def test_the_card_tells_the_office_of_texts_that_nobody_can_answer_for(cast, client_of, published, world):
    number = published(by_sms=True)
    with wall(Scope.EVERYTHING):
        BulletinDelivery.objects.everywhere(because="test").filter(bulletin_id=number, way=Way.SMS).update(
            state=DeliveryState.UNCERTAIN
        )
    assert (
        "有 2 条短信正在发送，无法确认是否送达" in client_of(cast.worker).get(f"/bulletins/{number}/").content.decode()
    )


def test_the_sheet_bears_text_telephone_office_and_day(cast, client_of, published):
    number = published()
    for address in ("", "?print=large"):
        sheet = client_of(cast.worker).get(f"/bulletins/{number}/sheet/{address}").content.decode()
        for words in ("明天上午停水", "请提前储水", "021-56001234", "彭浦新村第一", 'href="https://example.cn/water"'):
            assert words in sheet
    assert 'data-print="large"' in sheet


def test_the_list_finds_by_title_state_and_page_and_asks_no_more_for_more(cast, text, client_of, published):
    published(title="停水")
    browser = client_of(cast.worker)
    browser.get("/bulletins/")
    with CaptureQueriesContext(connection) as few:
        browser.get("/bulletins/")
    for at in range(30):
        write_bulletin(cast.worker, text(title=f"草稿{at}"))
    with CaptureQueriesContext(connection) as many:
        first = browser.get("/bulletins/").context
    assert len(many) == len(few)
    assert len(first["rows"]) == 25
    rest = browser.get(f"/bulletins/{first['next_url']}").context["rows"]
    assert len(rest) == 6
    assert [row.title for row in browser.get("/bulletins/", {"q": "停水"}).context["rows"]] == ["停水"]
    assert len(browser.get("/bulletins/", {"state": "published"}).context["rows"]) == 1


def test_a_district_reads_the_list_and_writes_nothing(cast, client_of, published):
    number = published()
    browser = client_of(cast.district)
    assert "明天上午停水" in browser.get("/bulletins/").content.decode()
    assert browser.get(f"/bulletins/{number}/").status_code == 200
    for verb in ("draft", "publication", "recall"):
        assert browser.get(f"/bulletins/{number}/{verb}/").status_code == 403


def test_next_door_there_is_nothing(cast, client_of, published):
    number = published()
    browser = client_of(cast.neighbour)
    assert browser.get(f"/bulletins/{number}/").status_code == 404
    assert "明天上午停水" not in browser.get("/bulletins/").content.decode()


# --- the board ---------------------------------------------------------------------------------------------


def board_titles(browser: Client) -> list[str]:
    return [row.title for row in browser.get(reverse("engagement:board")).context["rows"]]


def test_the_board_shows_what_is_said_to_my_building_and_nothing_else(world, client_of, published, city):
    published(title="一号楼")
    published(title="二号楼", places=[world.second])
    published(title="全居委", places=[city.committee])
    published(title="志愿者", places=[city.committee], roles=["volunteer"])
    assert board_titles(client_of(world.reader)) == ["全居委", "一号楼"]


def test_partners_read_what_touches_the_area_of_their_post(cast, world, client_of, published):
    number = published(title="给志愿者", roles=["volunteer"])
    assert board_titles(client_of(cast.volunteer)) == ["给志愿者"]
    assert board_titles(client_of(cast.block_head)) == []
    assert client_of(cast.block_head).get(f"/bulletins/board/{number}/").status_code == 404


def test_important_first_then_unread_then_the_newest(world, client_of, published):
    important = published(title="重要", kind="important")
    old = published(title="旧")
    read = published(title="读过")
    browser = client_of(world.reader)
    browser.get(f"/bulletins/board/{read}/")
    browser.get(f"/bulletins/board/{important}/")
    assert board_titles(browser) == ["重要", "旧", "读过"]
    with wall(world.reader.scope, person_id=world.reader.person_id, account_id=world.reader.account_id):
        assert unread_bulletins(world.reader) == 1
        assert [row.id for row in bulletins_for(world.reader, 2)] == [important, old]


def test_opened_counts_once_and_a_page_fetched_ahead_does_not_count(world, client_of, published):
    number = published()
    browser = client_of(world.reader)
    browser.get(f"/bulletins/board/{number}/", headers={"Sec-Purpose": "prefetch;prerender"})
    browser.get(f"/bulletins/board/{number}/", headers={"Purpose": "prefetch"})
    browser.head(f"/bulletins/board/{number}/")
    assert deliveries(number)[0].read_at is None
    browser.get(f"/bulletins/board/{number}/")
    first = deliveries(number)[0].read_at
    browser.get(f"/bulletins/board/{number}/")
    assert first is not None
    assert [row.read_at for row in deliveries(number)] == [first]


def test_whoever_moves_in_later_reads_it_and_is_counted(cast, world, client_of, published):
    number = published(places=[world.second])
    browser = client_of(world.reader)
    assert board_titles(browser) == []
    with wall(Scope.EVERYTHING):
        Person.objects.everywhere(because="test").filter(pk=world.zhang.pk).update(area_code=world.second)
    browser.get(f"/bulletins/board/{number}/")
    assert [row.read_at is not None for row in deliveries(number)] == [True]


def test_a_recalled_bulletin_says_so_to_whoever_had_it_and_is_gone_for_the_others(cast, world, client_of, published):
    number = published(roles=["resident", "volunteer"])
    with wall(Scope.EVERYTHING):
        BulletinDelivery.objects.everywhere(because="test").filter(account_id=cast.volunteer.account_id).delete()
    recall_bulletin(cast.worker, number, reason="供水公司改期")
    deliver(number, News.RECALLED)
    assert "供水公司改期" in client_of(world.reader).get(f"/bulletins/board/{number}/").content.decode()
    assert client_of(cast.volunteer).get(f"/bulletins/board/{number}/").status_code == 404


def test_a_link_in_the_text_can_be_followed_and_markup_is_only_text(world, client_of, published):
    number = published(body="<script>alert(1)</script> javascript:alert(1) 见https://example.cn/a?b=1&c=2。好")
    page = client_of(world.reader).get(f"/bulletins/board/{number}/").content.decode()
    assert "<script>alert" not in page
    assert 'href="https://example.cn/a?b=1&amp;c=2"' in page
    assert 'href="javascript' not in page


# --- the wall ----------------------------------------------------------------------------------------------


def test_the_database_shows_a_reader_published_bulletins_and_their_own_deliveries_only(cast, text, published, world):
    published(roles=["resident", "volunteer"])
    write_bulletin(cast.worker, text(title="草稿"))
    with wall(Scope.NOTHING, account_id=world.reader.account_id):
        assert [b.title for b in Bulletin.objects.everywhere(because="test")] == ["明天上午停水"]
        own = [d.account_id for d in BulletinDelivery.objects.everywhere(because="test")]
    assert own == [world.reader.account_id]
    with wall(Scope.NOTHING):
        assert not Bulletin.objects.everywhere(because="test").exists()


def test_drafts_and_scheduled_are_the_office_s_own(cast, text):
    write_bulletin(cast.worker, text(title="草稿"))
    for actor, titles in ((cast.head, ["草稿"]), (cast.neighbour, [])):
        with wall(actor.scope):
            assert [row.title for row in drafts_and_scheduled(actor)] == titles
            assert [row.title for row in bulletins(actor, Wanted()).rows] == titles


def test_what_goes_out_next_stands_first_however_many_drafts_are_later(cast, text):
    soon = timezone.now() + timedelta(hours=1)
    for title, at in (("明天", soon + timedelta(days=1)), ("一小时后", soon)):
        write_bulletin(cast.worker, text(title=title, publish_at=at))
    for number in range(5):
        write_bulletin(cast.worker, text(title=f"草稿{number}"))
    with wall(cast.worker.scope):
        titles = [row.title for row in drafts_and_scheduled(cast.worker)]
    assert titles == ["一小时后", "明天", "草稿4", "草稿3", "草稿2"]
