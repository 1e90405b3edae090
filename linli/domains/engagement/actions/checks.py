"""What a bulletin must be before it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from linli.domains.engagement.access import ADDRESSABLE
from linli.domains.engagement.models.bulletin import BulletinKind
from linli.domains.engagement.queries.areas import Place, places_of
from linli.domains.engagement.rules.ranges import Range, widest
from linli.domains.engagement.rules.texts import settled
from linli.foundation.scope import Actor
from linli.toolbox import identifiers
from linli.toolbox.errors import Invalid, NotAllowed
from linli.toolbox.texts import holds_long_number, tidy

LONGEST_TITLE = 60
LONGEST_BODY = 4000


@dataclass(frozen=True, slots=True)
class BulletinText:
    """What is typed of a bulletin."""

    title: str
    body: str
    telephone: str
    expires_on: date
    places: Sequence[int]  # area codes
    roles: Sequence[str] = ("resident",)
    kind: str = BulletinKind.ORDINARY
    publish_at: datetime | None = None  # empty: when somebody says so
    by_sms: bool = False
    instead_of: int | None = None


def checked_title(text: str) -> str:
    """Tidy a title; an empty one is refused."""
    title = tidy(text)
    if not title:
        raise _wrong("title", _("A bulletin needs a title: say in it what happens and when."))
    if len(title) > LONGEST_TITLE:
        raise _wrong("title", _("The title is too long. Keep it to 60 characters; the rest belongs into the text."))
    return title


def checked_body(text: str) -> str:
    """Settle a body; an empty one is refused."""
    body = settled(text)
    if not body:
        raise _wrong("body", _("Write what people should know, and what they should do."))
    if len(body) > LONGEST_BODY:
        raise _wrong("body", _("The text is too long for one sheet. Keep it to 4,000 characters."))
    return body


def checked_telephone(text: str) -> str:
    """Normalise the telephone that is printed on the sheet; without one a bulletin is refused."""
    found = identifiers.telephone(text)
    if not tidy(text) or not found.is_valid:
        raise _wrong("telephone", _("Give a telephone number at which the office answers, for example 021-56001234."))
    return found.value


def checked_roles(roles: Sequence[str]) -> list[str]:
    """Keep the roles that read the board, in the order of the house."""
    chosen = [str(role) for role in ADDRESSABLE if role in roles]
    if not chosen:
        raise _wrong("roles", _("Say for whom it is: tick at least one."))
    return chosen


def checked_places(actor: Actor, office_code: int, codes: Sequence[int]) -> list[Range]:
    """Turn ticked places into ranges; a place outside of the office's area is refused."""
    if not codes:
        raise _wrong("places", _("Say for where it is: tick the whole area, an estate or single buildings."))
    tree = places_of(actor, office_code)
    known: dict[int, Place] = {} if tree is None else {place.code: place for place in tree.flat()}
    if any(code not in known for code in codes):
        raise NotAllowed(
            _("One of these places lies outside of your area, or is no more. Choose among the places shown."),
            code="engagement.bulletin.place",
        )
    return widest((code, known[code].hi) for code in codes)


def checked_reason(text: str) -> str:
    """Tidy the reason of a recall; readers see it."""
    reason = tidy(text)
    if not reason:
        raise _wrong("reason", _("Say why: whoever read the bulletin reads this sentence in its place."))
    if holds_long_number(reason):
        raise _wrong("reason", _("The reason holds a long number, as telephones and citizen ids have. Take it out."))
    return reason[:200]


def _wrong(field: str, sentence: object) -> Invalid:
    return Invalid(sentence, code=f"engagement.bulletin.{field}", fields={field: [sentence]})
