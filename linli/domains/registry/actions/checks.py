"""What is typed by hand is checked before it is kept; each refusal says what to do."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.domains.registry.queries.wrong_numbers import WRONG_NUMBERS
from linli.toolbox import clock, identifiers
from linli.toolbox.errors import Invalid
from linli.toolbox.identifiers.citizen import EARLIEST_BIRTH
from linli.toolbox.texts import holds_long_number, tidy

LONGEST_NAME: Final = 80
NUMBER_INSIDE: Final = _(
    "Here stand 11 digits or more in a row, as in a citizen id or a telephone. Others read this sentence and it stays "
    "in the audit for good: say it without the number."
)


def checked_name(text: str) -> str:
    """Tidy a name, or refuse it."""
    name = tidy(text)
    if not name:
        raise _wrong("name", _("Enter the name."))
    if len(name) > LONGEST_NAME:
        raise _wrong("name", _("This name is too long. Enter at most 80 characters."))
    return name


def checked_citizen_id(text: str) -> identifiers.CitizenId | None:
    """Normalise a citizen id, or refuse it; nothing typed is None."""
    if not tidy(text):
        return None
    found = identifiers.citizen_id(text)
    if not found.is_valid:
        raise _wrong("citizen_id", *(WRONG_NUMBERS[problem] for problem in found.problems))
    return found


def checked_telephone(text: str) -> str:
    """Normalise a person's telephone number, or refuse it; nothing typed stays empty."""
    return _number(identifiers.personal_telephone(text)) if tidy(text) else ""


def checked_office_telephone(text: str) -> str:
    """Normalise an office's telephone number, which may be a hotline, or refuse it; nothing typed stays empty."""
    return _number(identifiers.telephone(text)) if tidy(text) else ""


def _number(found: identifiers.Telephone) -> str:
    if not found.is_valid:
        raise _wrong("telephone", *(WRONG_NUMBERS[problem] for problem in found.problems))
    return found.value


def checked_birth_date(birth: date | None, citizen_id: identifiers.CitizenId | None) -> date | None:
    """Agree with the citizen id, which says the date of birth itself; refuse what cannot be."""
    said = None if citizen_id is None else citizen_id.birth_on
    if birth is not None and said is not None and birth != said:
        raise Invalid(
            _("The date of birth contradicts the citizen id. Compare both with the card."),
            code="registry.person.birth_date",
            fields={"birth_date": [_("The citizen id says another day. Leave this empty to take it from there.")]},
        )
    if birth is not None and not EARLIEST_BIRTH <= birth <= clock.today():
        raise _wrong("birth_date", _("This date of birth cannot be. Enter a day of the past."))
    return birth or said


def checked_reason(text: str) -> str:
    """Demand a reason: whoever reads the history wants to know why."""
    reason = checked_note(text)
    if not reason:
        raise _wrong("reason", _("Say why, in a few words: it stands in the history."))
    return reason


def checked_note(text: str) -> str:
    """Tidy a reason that may be left out, or refuse one that holds somebody's number."""
    if holds_long_number(text):
        raise _wrong("reason", NUMBER_INSIDE)
    return tidy(text)[:200]


def checked_purpose(text: str) -> str:
    """Refuse a purpose that holds somebody's number: the person reads it, and so does whoever reads the audit."""
    if holds_long_number(text):
        raise _wrong("purpose", NUMBER_INSIDE)
    return text


def _wrong(field: str, *sentences: object) -> Invalid:
    return Invalid(sentences[0], code=f"registry.{field}", fields={field: list(sentences)})
