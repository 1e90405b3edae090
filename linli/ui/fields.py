"""A form field with everything that belongs to it: label, hint, error, and the wiring between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.forms import BaseForm, BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.forms.widgets import FileInput, Widget
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from linli.ui.ranges import RangeInput

_GROUPS: Final = (RadioSelect, CheckboxSelectMultiple)


@dataclass(frozen=True, slots=True)
class Field:
    """What ``ui/field.html`` needs to draw one field."""

    label: str
    control: SafeString
    control_id: str
    hint: str
    hint_id: str
    errors: Sequence[str]
    error_id: str
    required: bool
    kind: str  # "input", "check" (one box, the label behind it) or "group" (a fieldset)
    size: str
    hidden: bool


def field_of(bound: BoundField, *, hint: str = "", size: str = "") -> Field:
    """Prepare a bound field: the control names its hint and its error, and says when it is invalid."""
    control_id = bound.auto_id or bound.html_name
    errors = [str(error) for error in bound.errors]
    hint = hint or str(bound.help_text or "")
    hint_id, error_id = f"{control_id}_hint", f"{control_id}_error"
    described = " ".join(name for name, there in ((hint_id, hint), (error_id, errors)) if there)
    kind = _kind(bound.field.widget)
    # False takes out what Django would add by itself: its ids are not ours
    attributes: dict[str, str | bool] = {
        "id": control_id,
        "aria-describedby": described if described and kind != "group" else False,
    }
    if errors:
        attributes["aria-invalid"] = "true"
    if bound.field.required and kind == "input" and not isinstance(bound.field.widget, FileInput):
        attributes["required"] = "required"
    return Field(
        label=str(bound.label),
        control=bound.as_widget(attrs=attributes),
        control_id=control_id,
        hint=hint,
        hint_id=hint_id,
        errors=errors,
        error_id=error_id,
        required=bound.field.required,
        kind=kind,
        size=size,
        hidden=bound.is_hidden,
    )


def error_target(bound: BoundField) -> str:
    """Name the element that a link in the error summary goes to: the first control of the field."""
    first = bound.subwidgets[0] if isinstance(bound.field.widget, _GROUPS) and bound.subwidgets else None
    return str(first.id_for_label) if first is not None else str(bound.id_for_label or bound.auto_id)


def summary_of(form: BaseForm) -> list[tuple[str, str]]:
    """List (target, sentence) of every error: the whole form first, then the fields in their order."""
    whole = [("", str(error)) for error in form.non_field_errors()]
    of_hidden = [("", _sentence(bound, error)) for bound in form.hidden_fields() for error in bound.errors]
    of_fields = [
        (error_target(bound), _sentence(bound, error)) for bound in form.visible_fields() for error in bound.errors
    ]
    return [*whole, *of_hidden, *of_fields]


def _sentence(bound: BoundField, error: object) -> str:
    return _("%(field)s: %(error)s") % {"field": str(bound.label).rstrip("?？"), "error": error}


def _kind(widget: Widget) -> str:
    if isinstance(widget, (*_GROUPS, RangeInput)):
        return "group"
    return "check" if isinstance(widget, CheckboxInput) else "input"
