"""Typed components for templates. A misspelt parameter is a TemplateSyntaxError, never a silent gap.

Lightest weight first: most of the looks are classes on plain HTML, see ``linli/ui/README.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, Literal

from django import template
from django.forms import BaseForm, BoundField
from django.http import QueryDict
from django.template import Context
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from linli.ui import formats, icons, ranges
from linli.ui.fields import field_of, summary_of
from linli.ui.figures import Kind
from linli.ui.tables import TableChoice
from linli.ui.templatetags import figures

register = template.Library()
register.tags.update(figures.register.tags)
Text = str | Promise
Size = Literal["", "short", "medium", "long"]


# --- page ---------------------------------------------------------------------------------------------
@register.inclusion_tag("ui/page_header.html")
def page_header(
    *, title: Text, lead: Text = "", over: Text = "", back_url: str = "", back_label: Text = ""
) -> dict[str, Any]:
    """Head a page: the way back, a word above, the title, one sentence under it."""
    return {"title": title, "lead": lead, "over": over, "back_url": back_url, "back_label": back_label, "actions": ""}


@register.simple_block_tag(takes_context=True)
def page_header_with(
    context: Context,
    content: str,
    *,
    title: Text,
    lead: Text = "",
    over: Text = "",
    back_url: str = "",
    back_label: Text = "",
) -> SafeString:
    """Head a page and put the enclosed buttons beside the title."""
    values = page_header(title=title, lead=lead, over=over, back_url=back_url, back_label=back_label)
    return _render(context, "ui/page_header.html", {**values, "actions": content})


@register.inclusion_tag("ui/empty_state.html")
def empty_state(
    *, title: Text, text: Text = "", icon: str = "inbox", action_url: str = "", action_label: Text = ""
) -> dict[str, Any]:
    """Say what belongs here and what the first step is."""
    return {"title": title, "text": text, "icon": icon, "action_url": action_url, "action_label": action_label}


@register.inclusion_tag("ui/pager.html")
def pager(*, previous_url: str = "", next_url: str = "", target: str = "") -> dict[str, Any]:
    """Link the previous and the next page of a keyset; nobody counts the pages."""
    return {"previous_url": previous_url, "next_url": next_url, "target": target}


@register.inclusion_tag("ui/table_choice.html", takes_context=True)
def choose_columns(context: Context, table: TableChoice) -> dict[str, Any]:
    """Let the person choose columns and rows of a table; see ``linli.ui.tables``."""
    return {"table": table, "here": context["request"].get_full_path(), "csrf_token": context.get("csrf_token")}


# --- what was done, what would be done ----------------------------------------------------------------
@register.inclusion_tag("ui/undo.html", takes_context=True)
def undo(context: Context, *, text: Text, url: str, label: Text, name: str = "", value: str = "") -> dict[str, Any]:
    """Say what was done and offer, in the page, to take it back."""
    values = {"text": text, "url": url, "label": label, "name": name, "value": value}
    return {**values, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("ui/toast.html", takes_context=True)
def toast(context: Context, *, text: Text, kind: Kind = "done", url: str = "", label: Text = "") -> dict[str, Any]:
    """Say again, for a moment and in a corner, what also stands in the page."""
    return {"text": text, "kind": kind, "url": url, "label": label, "csrf_token": context.get("csrf_token")}


@register.simple_block_tag(takes_context=True)
def dialog(
    context: Context,
    content: str,
    *,
    name: str,
    opener: Text,
    title: Text,
    keep: Text,
    kind: Literal["danger", "primary", ""] = "danger",
    opened: bool = False,
) -> SafeString:
    """Ask before what cannot be undone: the title says what will happen to whom, the form inside does it."""
    values = {"name": name, "opener": opener, "title": title, "keep": keep, "kind": kind, "opened": opened}
    return _render(context, "ui/dialog.html", {**values, "content": content})


# --- forms --------------------------------------------------------------------------------------------
@register.inclusion_tag("ui/field.html")
def field(bound: BoundField, *, hint: Text = "", size: Size = "") -> dict[str, Any]:
    """Draw a form field: label above, hint, error, control, all wired together."""
    if not isinstance(bound, BoundField):
        raise template.TemplateSyntaxError(f"{{% field %}} wants a form's field, not {bound!r}.")
    return {"field": field_of(bound, hint=str(hint), size=size)}


@register.inclusion_tag("ui/fields.html")
def fields(form: BaseForm) -> dict[str, Any]:
    """Draw every field of a form in its order, hidden ones included."""
    return {"fields": [field_of(bound) for bound in form]}


@register.inclusion_tag("ui/error_summary.html")
def error_summary(form: BaseForm, *, focus: bool = True) -> dict[str, Any]:
    """List what is wrong above the form; each line leads to its field, and the focus goes here."""
    return {"errors": summary_of(form) if form.is_bound else [], "focus": focus}


@register.inclusion_tag("ui/form_errors.html")
def form_errors(form: BaseForm) -> dict[str, Any]:
    """Show only what is wrong with the form as a whole; for forms of one or two fields."""
    return {"errors": [str(error) for error in form.non_field_errors()]}


@register.inclusion_tag("ui/range_presets.html", takes_context=True)
def range_presets(
    context: Context, bound: BoundField, *, label: Text, direction: ranges.Direction = "back"
) -> dict[str, Any]:
    """Link the usual ranges beside a ``RangeField``; the other filters of the address stay as they are."""
    given: QueryDict = context["request"].GET
    return {"label": label, "presets": ranges.links(bound.html_name, given, timezone.localdate(), direction)}


# --- values -------------------------------------------------------------------------------------------
@register.simple_tag
def icon(name: str, *, label: Text = "") -> SafeString:
    """Draw an icon of the package; with a label it is a picture, without one it is decoration."""
    return icons.draw(name, str(label))


@register.simple_tag
def when(value: date | datetime | None, *, part: formats.Part = "datetime") -> SafeString:
    """Write a moment in the house format inside ``<time>``; a dash when there is none."""
    if not value:
        return format_html('<span class="none">{}</span>', "–")
    return format_html(
        '<time datetime="{}">{}</time>', formats.machine_date(value, part=part), formats.house_date(value, part=part)
    )


@register.inclusion_tag("ui/due.html")
def due(moment: datetime, *, soon: int = 24, now: datetime | None = None) -> dict[str, Any]:
    """Say how long there is until a deadline; ``soon`` is in hours. The exact time is on hover and read aloud."""
    moment_now = now or timezone.now()
    is_soon = moment - moment_now <= timedelta(hours=soon)
    kind = "late" if moment < moment_now else "soon" if is_soon else ""
    exact = formats.house_date(moment)
    words = formats.due_words(moment, moment_now)
    return {"kind": kind, "exact": exact, "machine": formats.machine_date(moment), "words": words}


@register.inclusion_tag("ui/masked.html")
def masked(value: str, *, what: Text, reveal_url: str = "", target: str = "") -> dict[str, Any]:
    """Show a masked value as masked; ``what`` is its name ("citizen id"), the link asks for a purpose."""
    return {"value": value, "what": what, "tail": value.rpartition("*")[2], "reveal_url": reveal_url, "target": target}


@register.inclusion_tag("ui/progress.html")
def progress(*, label: Text, value: int | None, total: int, done: bool = False) -> dict[str, Any]:
    """Show how far long work is: words and a bar; ``value=None`` while nobody knows."""
    share = None if value is None or not total else min(100, value * 100 // total)
    return {"label": label, "value": value, "total": total, "percent": share, "done": done}


@register.simple_tag
def kind_of_message(tags: str) -> str:
    """Translate the level of a Django message into the kind of an alert."""
    kinds: Mapping[str, str] = {"success": "done", "warning": "soon", "error": "error"}
    return next((kinds[tag] for tag in tags.split() if tag in kinds), "info")


@register.simple_tag
def kind_word(kind: str) -> str:
    """Say the kind of an alert in a word, so that colour is never alone."""
    return {"done": _("Done"), "soon": _("Take care"), "error": _("Problem"), "late": _("Problem")}.get(
        kind, _("For your information")
    )


def _render(context: Context, name: str, values: dict[str, Any]) -> SafeString:
    loaded = context.template.engine.get_template(name) if context.template else None
    assert loaded is not None
    return loaded.render(context.new(values))
