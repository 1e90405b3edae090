"""The tags: typed, wired for everybody, exact."""

from __future__ import annotations

from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest
from django import forms
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation

from linli.ui import formats, icons


def draw(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


class Elements(HTMLParser):
    """Collects start tags with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def one(self, *tags: str) -> dict[str, str | None]:
        (attributes,) = [attributes for tag, attributes in self.found if tag in tags]
        return attributes

    @property
    def ids(self) -> set[str | None]:
        return {attributes["id"] for _, attributes in self.found if "id" in attributes}


class PersonForm(forms.Form):
    token = forms.CharField(widget=forms.HiddenInput)
    name = forms.CharField(label="Name", help_text="As on the card.")
    age = forms.IntegerField(label="Age", required=False)
    tenure = forms.ChoiceField(label="Tenure", choices=[("a", "Owned"), ("b", "Rented")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="Agreed")


@pytest.mark.parametrize(
    "source",
    [
        '{% page_header titel="A" %}',
        '{% page_header "A" %}',
        '{% page_header_with titel="A" %}x{% endpage_header_with %}',
        '{% empty_state title="A" txt="B" %}',
        '{% pager next="?a" %}',
        "{% field form.name hnit='x' %}",
        "{% error_summary form focsu=False %}",
        "{% when day prat='date' %}",
        "{% masked value waht='id' %}",
        "{% masked value %}",
        "{% progress label='a' value=1 totl=2 %}",
        '{% icon "users" lable="x" %}',
    ],
)
def test_a_misspelt_parameter_is_an_error_when_the_template_is_read(source: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        Template(source)


def test_a_field_is_wired_to_its_label_hint_and_error() -> None:
    form = PersonForm({"name": ""})
    page = Elements(draw("{% field form.name %}", form=form))
    control = page.one("input")
    assert page.one("label")["for"] == control["id"] == "id_name"
    assert control["aria-describedby"] == "id_name_hint id_name_error"
    assert {"id_name_hint", "id_name_error"} <= page.ids
    assert control["aria-invalid"] == "true"
    assert "required" in control


def test_a_field_without_hint_and_error_describes_nothing() -> None:
    control = Elements(draw("{% field form.age %}", form=PersonForm({"name": "x"}))).one("input")
    assert not control.keys() & {"aria-describedby", "aria-invalid", "required"}


def test_a_group_of_choices_is_a_fieldset_with_a_legend() -> None:
    html = draw("{% field form.tenure %}", form=PersonForm({}))
    page = Elements(html)
    assert page.one("fieldset")["aria-describedby"].strip() == "id_tenure_error"
    assert "id_tenure_error" in page.ids
    assert "Tenure" in html[html.index("<legend>") : html.index("</legend>")]


def test_a_single_box_stands_before_its_label() -> None:
    html = draw("{% field form.agreed %}", form=PersonForm({}))
    assert html.index("<input") < html.index("<label")


def test_a_hidden_field_is_only_itself() -> None:
    assert draw("{% field form.token %}", form=PersonForm()).strip().startswith('<input type="hidden"')


def test_what_was_typed_is_kept_and_escaped() -> None:
    html = draw("{% field form.name %}", form=PersonForm({"name": "<b>吴秀英"}))
    assert "&lt;b&gt;吴秀英" in html


def test_every_link_of_the_error_summary_leads_to_a_control() -> None:
    form = PersonForm({"age": "x", "token": "t"})
    page = Elements(draw("{% error_summary form %}{% fields form %}", form=form))
    targets = {str(attributes["href"])[1:] for tag, attributes in page.found if tag == "a"}
    assert targets == {"id_name", "id_age", "id_tenure_0", "id_agreed"}
    assert targets <= page.ids


def test_an_error_of_a_hidden_field_is_not_swallowed() -> None:
    html = draw("{% error_summary form %}", form=PersonForm({"name": "x", "tenure": "a", "agreed": "on"}))
    assert "Token" in html


def test_no_summary_without_errors() -> None:
    assert draw("{% error_summary form %}{% form_errors form %}", form=PersonForm()).strip() == ""


def test_field_refuses_what_is_no_field() -> None:
    with pytest.raises(TemplateSyntaxError):
        draw("{% field form.nmae %}", form=PersonForm())


@pytest.mark.parametrize(
    ("language", "part", "expected"),
    [
        ("zh-hans", "datetime", "11月22日 周日 09:30"),
        ("zh-hans", "date", "11月22日 周日"),
        ("zh-hans", "time", "09:30"),
        ("en", "datetime", "Sun 22 Nov 09:30"),
    ],
)
def test_dates_are_written_as_the_house_writes_them(language: str, part: formats.Part, expected: str) -> None:
    moment = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)  # half past nine in Shanghai
    with translation.override(language):
        written = formats.house_date(moment, part=part, today=date(2026, 1, 1))
    assert written.replace("\N{NO-BREAK SPACE}", " ") == expected


def test_the_year_is_written_when_it_is_not_this_one() -> None:
    with translation.override("zh-hans"):
        assert formats.house_date(date(1940, 2, 3), today=date(2026, 1, 1)).startswith("1940年2月3日")


def test_when_gives_the_machine_a_date_and_the_reader_a_dash() -> None:
    assert 'datetime="1940-02-03"' in draw("{% when day %}", day=date(1940, 2, 3))
    assert "–" in draw("{% when day %}", day=None)


def test_a_masked_value_says_that_it_is_masked() -> None:
    with translation.override("en"):
        html = draw('{% masked value what="citizen id" %}', value="990000********0021")
    assert "citizen id, masked, ends in 0021" in html
    assert 'aria-hidden="true">990000********0021' in html


def test_progress_says_how_far_it_is_in_words_and_to_the_machine() -> None:
    with translation.override("en"):
        html = draw('{% progress label="Rows" value=742 total=1204 %}')
    assert "742 of 1204" in html
    bar = Elements(html).one("progress")
    assert (bar["value"], bar["max"], bar["aria-label"]) == ("61", "100", "Rows")


def test_progress_that_nobody_knows_has_no_value() -> None:
    assert "value" not in Elements(draw('{% progress label="Rows" value=None total=0 %}')).one("progress")


def test_a_pager_with_nowhere_to_go_is_not_there() -> None:
    assert draw("{% pager %}").strip() == ""
    assert 'rel="next"' in draw('{% pager next_url="?after=3" %}')


def test_a_header_carries_its_buttons_and_escapes_its_title() -> None:
    html = draw("{% page_header_with title=title %}<a class='button'>Go</a>{% endpage_header_with %}", title="<i>")
    assert "&lt;i&gt;" in html
    assert "<a class='button'>Go</a>" in html


def test_an_icon_is_decoration_unless_it_has_a_label() -> None:
    assert 'aria-hidden="true"' in draw('{% icon "users" %}')
    assert 'role="img" aria-label="Locked"' in draw('{% icon "lock" label="Locked" %}')


@pytest.mark.parametrize("name", ["no-such-icon", "../package", ""])
def test_an_unknown_icon_is_an_error(name: str) -> None:
    with pytest.raises(icons.NoSuchIcon):
        icons.draw(name)
