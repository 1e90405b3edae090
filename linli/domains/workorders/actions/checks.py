"""What is said of an order is checked before it is kept; each refusal says what to do."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.domains.workorders.rules.kinds import LONGEST_PLACE, LONGEST_WORDS, Kind
from linli.foundation.territory import public as territory
from linli.toolbox import identifiers
from linli.toolbox.errors import Invalid
from linli.toolbox.levels import Level
from linli.toolbox.texts import tidy

_NUMBERS: Final = _("This is not a telephone number. Enter 11 digits beginning with 1, or leave it empty.")
LONGEST_NAME: Final = 60
OUTSIDE: Final = _("This lies outside your area. Choose a place inside it.")


def checked_words(text: str, *, field: str = "words", needed: bool = True) -> str:
    """Tidy what somebody wrote, line by line, or refuse it."""
    words = "\n".join(tidy(line) for line in text.strip().splitlines()).strip()
    if needed and not words:
        raise wrong(field, _("Write a sentence: others rely on it."))
    if len(words) > LONGEST_WORDS:
        raise wrong(field, _("This is too long. Write at most 1,000 characters."))
    return words


def checked_kind(text: str) -> Kind:
    """Read what a report is about, or refuse it."""
    if text not in set(Kind):
        raise wrong("kind", _("Choose what it is about. If nothing fits, choose “Something else”."))
    return Kind(text)


def checked_place(code: int | None) -> territory.Area:
    """Give the committee or the unit below one that a report names, or refuse it."""
    if code is not None:
        for area in territory.areas_at([code]):
            if area.level in {Level.COMMITTEE, Level.UNIT} and area.valid_to is None:
                return area
    raise wrong("place", _("Choose where it is: a community, an estate or a building."))


def checked_place_words(text: str) -> str:
    """Tidy where exactly it is, or refuse it."""
    words = tidy(text)
    if len(words) > LONGEST_PLACE:
        raise wrong("place_words", _("This is too long. Write at most 120 characters."))
    return words


def checked_name(text: str) -> str:
    """Tidy a name, or refuse it."""
    name = tidy(text)
    if not name or len(name) > LONGEST_NAME:
        raise wrong("name", _("Enter a name of at most 60 characters."))
    return name


def checked_telephone(text: str) -> str:
    """Normalise a telephone number, or refuse it; nothing typed stays empty."""
    if not tidy(text):
        return ""
    found = identifiers.personal_telephone(text)
    if not found.is_valid:
        raise wrong("telephone", _NUMBERS)
    return found.value


def too_many_photos() -> Invalid:
    """Say that these are more pictures than are taken at once."""
    return wrong("photos", _("At most 4 pictures are taken at once. Take away some of them."))


def wrong(field: str, *sentences: object) -> Invalid:
    """Say what is wrong with a field."""
    return Invalid(sentences[0], code=f"workorders.{field}", fields={field: list(sentences)})
