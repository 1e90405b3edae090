"""Widgets that ask the browser for the right keyboard, calendar and memory."""

from __future__ import annotations

from typing import Any

from django import forms


class DateInput(forms.DateInput):
    """A day, by the browser's own calendar; always written 2026-11-22, whatever the language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class TelephoneInput(forms.TextInput):
    """A telephone number."""

    input_type = "tel"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"autocomplete": "off", "inputmode": "tel", **(attrs or {})})


class CitizenIdInput(forms.TextInput):
    """An 18-character citizen id; the browser must not remember it."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        given = attrs or {}
        super().__init__(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", **given})


class SearchInput(forms.TextInput):
    """Words to look for."""

    input_type = "search"


class CodeInput(forms.TextInput):
    """A one-time code, offered by the telephone that received it."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", **(attrs or {})})
