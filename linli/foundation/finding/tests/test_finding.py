"""Sources are asked in order, each within its limit, and none brings down another."""

from __future__ import annotations

import pytest
from django.db import connection
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from linli.foundation.finding import sources
from linli.foundation.finding.marking import pieces
from linli.foundation.finding.public import Command, Hit, Source, find
from linli.foundation.finding.tests.declared import only
from linli.foundation.scope.database import wall

pytestmark = pytest.mark.django_db


def source(key, order, hits=(), permission="signed-in", **more):
    def answer(_actor, _text, limit):
        return [Hit(title, "", f"/{title}/") for title in hits][:limit]

    return Source(key, key, permission, order, more.pop("find", answer), **more)


def keys_and_titles(actor, text="x", limit=5):
    with wall(actor.scope):
        return [(group.key, [row.hit.title for row in group.rows]) for group in find(actor, text, limit)]


def test_sources_answer_in_their_order(cast):
    with only(source("second", 20, ["b"]), source("first", 10, ["a"])):
        assert keys_and_titles(cast.worker) == [("first", ["a"]), ("second", ["b"])]


def test_a_source_that_found_nothing_is_left_out(cast):
    with only(source("empty", 10), source("full", 20, ["a"])):
        assert keys_and_titles(cast.worker) == [("full", ["a"])]


def test_whoever_lacks_the_permission_is_not_answered(cast):
    with only(source("secret", 10, ["a"], permission="registry:person:list")):
        assert keys_and_titles(cast.worker) == [("secret", ["a"])]
        assert keys_and_titles(cast.resident) == []


def test_more_than_the_limit_leads_to_the_list(cast):
    with only(source("many", 10, list("abcdefgh"), more_url=lambda text: f"/many/?q={text}")), wall(cast.worker.scope):
        (few,) = find(cast.worker, "x", 5)
        (all_of_them,) = find(cast.worker, "x", 8)
    assert (len(few.rows), few.more_url) == (5, "/many/?q=x")
    assert all_of_them.more_url == ""


def broken(_actor, _text, _limit):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 / 0")
    return []


def slow(_actor, _text, _limit):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(5)")
    return []


def test_a_source_that_fails_is_named_and_the_others_answer(cast):
    with only(source("broken", 10, find=broken), source("well", 20, ["a"])), wall(cast.worker.scope):
        failed, well = find(cast.worker, "x", 5)
        assert (failed.key, failed.has_failed, failed.rows) == ("broken", True, ())
        assert [row.hit.title for row in well.rows] == ["a"]
        with connection.cursor() as cursor:  # the transaction lives on
            cursor.execute("SELECT 1")


def test_a_source_that_takes_too_long_is_given_up(cast, monkeypatch):
    monkeypatch.setattr(sources, "MOST_MILLISECONDS", 50)
    with only(source("slow", 10, find=slow)), wall(cast.worker.scope):
        (group,) = find(cast.worker, "x", 5)
        assert group.has_failed
        with connection.cursor() as cursor:  # and nobody else inherits the haste
            cursor.execute("SELECT pg_sleep(0.1)")


def test_before_anything_is_typed_only_those_answer_that_have_something_to_say(cast):
    with only(source("people", 10, ["a"]), source("commands", 20, ["b"], answers_nothing=True)):
        assert keys_and_titles(cast.worker, "") == [("commands", ["b"])]
        assert keys_and_titles(cast.worker, " \0 ") == [("commands", ["b"])]


def test_a_source_is_declared_once(cast):
    with only(source("one", 10, ["a"])):
        sources.declare(source("one", 10, ["b"]))
        assert keys_and_titles(cast.worker) == [("one", ["a"])]


COMMANDS = [
    ("登记", "登记人员"),
    ("djry", "登记人员"),
    ("dengjiren", "登记人员"),
    ("enter a p", "登记人员"),
    ("独居", "独居老人"),
    ("djlr", "独居老人"),
    ("alone", "独居老人"),
    ("空巢", "独居老人"),
    ("导入", "导入表格"),
    ("Excel", "导入表格"),
    ("zhanghao", "我的账号"),
]


@pytest.mark.parametrize(("text", "label"), COMMANDS)
def test_a_command_is_found_by_word_initials_pinyin_and_english(text, label, cast):
    with override("zh-hans"), wall(cast.worker.scope):
        groups = {group.key: group for group in find(cast.worker, text, 5)}
    assert label in [row.hit.title for row in groups["commands"].rows]


@pytest.mark.parametrize("text", ["zhang", "q", "li", "。"])
def test_a_command_is_not_found_by_what_only_happens_to_be_inside(text, cast):
    with override("zh-hans"), wall(cast.worker.scope):
        assert "commands" not in {group.key for group in find(cast.worker, text, 5)}


def test_commands_are_those_that_the_post_may_do(cast):
    def labels(actor):
        with override("en"), wall(actor.scope):
            return {row.hit.title for group in find(actor, "", 50) for row in group.rows}

    assert "Enter a person" in labels(cast.worker)
    assert "Enter a person" not in labels(cast.street)
    assert "Elders living alone" in labels(cast.street)
    assert not labels(cast.resident) & {"Enter a person", "Elders living alone", "Import a spreadsheet"}


def test_a_command_of_a_module_that_is_switched_off_is_none(cast):
    assert Command("x", "nowhere:at-all", "signed-in").url == ""


@pytest.mark.parametrize(
    ("title", "text", "marked"),
    [
        ("张三丰", "张三", "张三"),
        ("张三丰", "zs", "张三"),
        ("张三丰", "zhangsan", "张三"),
        ("闻喜路251弄3号502室", "251弄3号", "251弄3号"),
        ("Import a spreadsheet", "import", "Import"),
        ("登记人员", "renyuan", "人员"),
        ("张*", "zs", ""),
        ("张三", "李", ""),
        ("张三", "", ""),
    ],
)
def test_what_matched_is_set_apart(title, text, marked):
    assert "".join(piece.text for piece in pieces(title, text) if piece.is_match) == marked


@given(st.text(max_size=40), st.text(max_size=10))
def test_the_pieces_are_the_title_again(title, text):
    assert "".join(piece.text for piece in pieces(title, text)) == title
