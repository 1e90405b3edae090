"""A form with one field of each kind, empty and wrong."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django import forms

from linli.ui.areas import AreasField, Branch
from linli.ui.ranges import DateRange, RangeField
from linli.ui.uploads import FilesField, PhotosField
from linli.ui.widgets import CitizenIdInput, DateInput, TelephoneInput

# a street as the widget takes it; the last name is as long as names in Ürümqi are
STREET = [
    Branch("s", "共和新路街道", note="3 个居委会", children=(
        Branch("c1", "和源居民委员会", children=(
            Branch("e1", "和源名城", note="1,630 户"), Branch("e2", "平型关路 1083 弄", note="412 户"),
        )),
        Branch("c2", "柳营居民委员会", children=(Branch("e3", "柳营新村", note="988 户"),)),
        Branch("c3", "吉木萨尔县吉木萨尔镇南门社区居民委员会（共建）", note="5,021 户"),
    )),
    Branch("t", "彭浦新村街道", note="2 个居委会", children=(
        Branch("c4", "临汾居民委员会"), Branch("c5", "闻喜居民委员会"),
    )),
]  # fmt: skip
TENURES = [("", "请选择"), ("owned", "自有"), ("rented", "租住"), ("borrowed", "借住")]


class ExampleForm(forms.Form):
    """A correction of a person, as the registry might ask for it."""

    name = forms.CharField(label="姓名", help_text="与证件上一致。")
    citizen_id = forms.CharField(
        label="公民身份号码", widget=CitizenIdInput, help_text="18 位，末位可以是 X。", required=False
    )
    telephone = forms.CharField(label="联系电话", widget=TelephoneInput, required=False)
    born_on = forms.DateField(label="出生日期", widget=DateInput)
    tenure = forms.ChoiceField(label="居住方式", choices=TENURES)
    language = forms.ChoiceField(
        label="回访方式", choices=[("call", "电话"), ("visit", "上门"), ("app", "站内消息")], widget=forms.RadioSelect
    )
    wishes = forms.MultipleChoiceField(
        label="需要的服务",
        choices=[("meal", "助餐"), ("bath", "助浴"), ("talk", "陪聊")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="可以多选。",
    )
    reason = forms.CharField(label="更正原因", widget=forms.Textarea, help_text="会写进时间线，本人看得到。")
    proof = forms.FileField(label="证明材料", required=False, help_text="图片或 PDF，不超过 20 MB。")
    agreed = forms.BooleanField(label="已当面向本人说明用途")

    def clean(self) -> None:
        """Refuse the form as a whole, to show how that looks."""
        raise forms.ValidationError("这位居民的资料刚刚被另一位同事改过。请先看新的内容，再决定是否更正。")


class AreasForm(forms.Form):
    """To whom a notice goes."""

    areas = AreasField(label="发给哪些地方", tree=STREET, help_text="选了上一级，就包括里面的每一处。")


class ReportForm(forms.Form):
    """A report of something broken, and the days in which to look for reports."""

    period = RangeField(label="报修日期", required=False)
    photos = PhotosField(label="照片", required=False, most=4, help_text="拍清楚坏的地方；不用拍人。")
    papers = FilesField(label="材料", required=False, accept="application/pdf,image/*", help_text="合同、通知等。")


def report_form() -> ReportForm:
    return ReportForm(initial={"period": DateRange(date(2026, 11, 1), date(2026, 11, 22))}, auto_id="report_%s")


def wrong_report() -> ReportForm:
    return ReportForm({"period_since": "2026-11-22", "period_until": "2026-11-01"}, auto_id="wrong_report_%s")


def areas_form(data: Mapping[str, object] | None = None) -> AreasForm:
    name = "wrong_areas_%s" if data is not None else "areas_%s"
    return AreasForm(data, initial={"areas": ["e1", "c4"]}, auto_id=name)


def empty_form() -> ExampleForm:
    return ExampleForm(initial={"name": "吴秀英"}, auto_id="empty_%s")


def wrong_form() -> ExampleForm:
    return ExampleForm({"name": "", "born_on": "1940-02-31", "citizen_id": "99000019400101"}, auto_id="wrong_%s")
