"""The examples: a snippet of template each, shown and printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from linli.ui.frame import Frame, Inbox, PostChoice, Standing
from linli.ui.gallery.catalogue import GROUPS, Group, Sample
from linli.ui.gallery.forms import areas_form, empty_form, report_form, wrong_form, wrong_report
from linli.ui.gallery.numbers import numbers
from linli.ui.navigation import Place, Section
from linli.ui.tables import Column, table_choice

ICONS: Final = {"page": "panel-top", "actions": "mouse-pointer-click", "forms": "square-pen", "rows": "table",
                "states": "circle-dot", "numbers": "chart-column", "paper": "file-text"}  # fmt: skip
SNIPPETS: Final = Path(__file__).resolve().parents[1] / "templates" / "gallery" / "examples"


@dataclass(frozen=True, slots=True)
class Example:
    """A rendered snippet beside its source."""

    sample: Sample
    source: str
    html: SafeString


class GalleryFrame(Frame):
    """A frame with invented places, so that the gallery needs no account."""

    @property
    def sections(self) -> list[Section]:
        here = self.here.split("?")[0]
        pages = [("ui:gallery-resident", "居民端页面", "smartphone"), ("ui:gallery-plain", "登录与错误", "key-round"),
                 ("ui:gallery-print", "打印", "printer")]  # fmt: skip
        return [
            Section("", [_place("总览", reverse("ui:gallery"), "layout-grid", here)]),
            Section("组件", [
                _place(group.title, reverse("ui:gallery-group", args=[group.name]), ICONS[group.name], here)
                for group in GROUPS
            ]),
            Section("整页", [_place(label, reverse(name), icon, here) for name, label, icon in pages]),
        ]  # fmt: skip

    @property
    def direction(self) -> str:
        """Turn the page around on request: ``?dir=rtl``."""
        return "rtl" if self._request.GET.get("dir") == "rtl" else super().direction

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


def examples(request: HttpRequest, group: Group) -> list[Example]:
    """Render the examples of a group, in order."""
    context = {**example_context(), "residents": table_choice(request, "gallery", RESIDENTS)}
    return [
        Example(
            sample,
            (SNIPPETS / f"{sample.name}.html").read_text(encoding="utf-8"),
            SafeString(render_to_string(f"gallery/examples/{sample.name}.html", context, request)),
        )
        for sample in group.samples
    ]


def example_context() -> dict[str, Any]:
    """Give what the snippets speak of. Names, numbers and telephones are invented."""
    now = timezone.now()
    return {
        **numbers(),
        "in_an_hour": now + timedelta(minutes=185),
        "tomorrow": now + timedelta(hours=30, minutes=5),
        "next_week": now + timedelta(days=7, minutes=5),
        "day_before": now - timedelta(days=2, minutes=5),
        "minutes_ago": now - timedelta(minutes=12, seconds=5),
        "people": PEOPLE,
        "empty_form": empty_form(),
        "wrong_form": wrong_form(),
        "areas_form": areas_form(),
        "report_form": report_form(),
        "wrong_report": wrong_report(),
        "areas_wrong": areas_form({}),
        "now": now,
        "last_year": datetime(2025, 10, 18, 21, 46, tzinfo=timezone.get_current_timezone()),
        "day": datetime(2026, 11, 22, 9, 30, tzinfo=timezone.get_current_timezone()),
    }


def _place(label: str, url: str, icon: str, here: str) -> Place:
    return Place(label, url, icon, "", url == here)


RESIDENTS: Final = [
    Column("name", "姓名", is_fixed=True),
    Column("age", "年龄", is_number=True),
    Column("home", "住址"),
    Column("state", "状态"),
]
# name, age, home, last four of the id, state, its word
_ROWS: Final = [
    ("吴秀英", 86, "和源名城 7 号 1203 室", "0021", "done", "已核实"),
    ("欧阳志远", 41, "平型关路 1083 弄 12 号 602 室", "3318", "soon", "7 天内到期"),
    ("陈美华", 63, "和源名城 9 号 204 室", "7765", "late", "已逾期 3 天"),
    ("阿卜杜热合曼·买买提依明", 29, "共和新路 1988 弄 3 支弄 25 号后门 2 楼亭子间", "1040", "info", "新迁入"),
    ("周 宁", 8, "和源名城 7 号 1203 室", "902X", "", "未联系"),
]
PEOPLE: Final = [dict(zip(("name", "age", "home", "tail", "state", "word"), row, strict=True)) for row in _ROWS]
