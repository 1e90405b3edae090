"""The examples: a snippet of template each, shown and printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from linli.ui.frame import Frame, Inbox, PostChoice, Standing
from linli.ui.gallery.forms import empty_form, wrong_form
from linli.ui.navigation import Place, Section

SNIPPETS: Final = Path(__file__).resolve().parents[1] / "templates" / "gallery" / "examples"
TITLES: Final[Mapping[str, str]] = {
    "page-header": "页头",
    "button": "按钮",
    "badge": "状态",
    "alert": "提示",
    "table": "表格与翻页",
    "table-stack": "表格（手机上成卡片）",
    "list": "今天的清单",
    "stat": "数字",
    "form": "表单",
    "form-errors": "表单（有错误）",
    "filters": "筛选与条件",
    "search": "搜索",
    "tabs": "页签",
    "card": "卡片",
    "facts": "资料",
    "masked": "遮盖",
    "timeline": "时间线",
    "steps": "步骤",
    "breadcrumb": "所在位置",
    "tree": "树",
    "menu": "菜单",
    "progress": "进度",
    "confirm": "就地确认",
    "empty": "空白页",
    "split": "左右分栏",
    "when": "日期时间",
    "icon": "图标",
}


@dataclass(frozen=True, slots=True)
class Example:
    """A rendered snippet beside its source."""

    name: str
    title: str
    source: str
    html: SafeString


class GalleryFrame(Frame):
    """A frame with invented places, so that the gallery needs no account."""

    @property
    def sections(self) -> list[Section]:
        return [
            Section("", [_place("今天", "sun", current=True), _place("消息", "mail")]),
            Section("台账", [_place("居民", "users"), _place("房屋", "house"), _place("单位", "building-2"),
                             _place("导入", "file-up")]),
            Section("管理", [_place("账号与岗位", "id-card"), _place("谁看过我的资料", "eye")]),
        ]  # fmt: skip

    @property
    def standing(self) -> Standing:
        return Standing(
            name="李娜",
            post="居委会工作人员",
            area="共和新路街道和源居民委员会",
            posts=[
                PostChoice(1, "居委会工作人员", "和源居委会", is_current=True),
                PostChoice(2, "楼组长", "和源名城 7 号楼"),
            ],
            switch_url="#switch",
            sign_out_url="#out",
            account_url="#account",
        )

    @property
    def inbox(self) -> Inbox:
        return Inbox("#inbox", 3)


def examples(request: HttpRequest) -> list[Example]:
    """Render every example, in order."""
    context = example_context()
    return [
        Example(
            name,
            title,
            (SNIPPETS / f"{name}.html").read_text(encoding="utf-8"),
            SafeString(render_to_string(f"gallery/examples/{name}.html", context, request)),
        )
        for name, title in TITLES.items()
    ]


def example_context() -> dict[str, Any]:
    """Give what the snippets speak of. Names, numbers and telephones are invented."""
    now = timezone.now()
    return {
        "people": PEOPLE,
        "empty_form": empty_form(),
        "wrong_form": wrong_form(),
        "now": now,
        "last_year": now - timedelta(days=400),
        "day": datetime(2026, 11, 22, 9, 30, tzinfo=timezone.get_current_timezone()),
    }


def _place(label: str, icon: str, *, current: bool = False) -> Place:
    return Place(label, "#content" if current else f"#{icon}", icon, "", current)


# name, age, home, last four of the id, state, its word
_ROWS: Final = [
    ("吴秀英", 86, "和源名城 7 号 1203 室", "0021", "done", "已核实"),
    ("欧阳志远", 41, "平型关路 1083 弄 12 号 602 室", "3318", "soon", "7 天内到期"),
    ("陈美华", 63, "和源名城 9 号 204 室", "7765", "late", "已逾期 3 天"),
    ("阿卜杜热合曼·买买提依明", 29, "共和新路 1988 弄 3 支弄 25 号后门 2 楼亭子间", "1040", "info", "新迁入"),
    ("周 宁", 8, "和源名城 7 号 1203 室", "902X", "", "未联系"),
]
PEOPLE: Final = [dict(zip(("name", "age", "home", "tail", "state", "word"), row, strict=True)) for row in _ROWS]
