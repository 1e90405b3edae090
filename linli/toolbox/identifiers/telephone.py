"""Telephone numbers of mainland China, and foreign ones that say so with a +."""

import re
from enum import StrEnum, auto
from typing import Final, NamedTuple

from linli.toolbox.texts import squeeze


class TelephoneKind(StrEnum):
    """What stands behind a number; only a mobile can receive a text message."""

    MOBILE = auto()
    LANDLINE = auto()
    SERVICE = auto()
    FOREIGN = auto()


class Telephone(NamedTuple):
    """A checked telephone number: 13800138000, 021-62345678, 021-62345678-801, 12345 or +85223456789."""

    value: str
    problems: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    kind: TelephoneKind | None = None

    @property
    def is_valid(self) -> bool:
        return not self.problems


_MOBILE: Final = re.compile(r"1[3-9]\d{9}")
_COUNTRY: Final = re.compile(r"(?:\+|00)86-?|86-?(?=1[3-9].{9,})")
# 400 and 800 are no cities: behind +86 they are the hotlines that they are without it
_LANDLINE_WITHOUT_0: Final = re.compile(r"\(?(?:10|2\d|(?![48]00)[3-9]\d{2})\)?-?[2-9][\d-]{6,}")
_SEVERAL: Final = re.compile(r"[/;,|、]|或")
_EXTENSION: Final = re.compile(r"(?:转|分机|EXT\.?|X)\D{0,2}(\d{1,6})$")
_FURNITURE: Final = re.compile(r"[-.()\[\]·~_]")
_LOOSE_LANDLINE: Final = re.compile(r"\(?(0(?:10|2\d|[3-9]\d{2}))\)?[-._~]?([2-9]\d{2,3}[-.]?\d{4})(?:[-.](\d{1,6}))?")
_LOCAL: Final = re.compile(r"([2-9]\d{2,3}[-.]?\d{4})(?:[-.](\d{1,6}))?")
_SERVICE: Final = re.compile(r"1[12]\d|9[56]\d{3,4}|1[02]\d{3}|[48]00\d{7}")
_FOREIGN: Final = re.compile(r"\+[1-9]\d{6,14}")
_PLAIN_KINDS: Final = (
    (TelephoneKind.MOBILE, _MOBILE),
    (TelephoneKind.FOREIGN, _FOREIGN),
    (TelephoneKind.SERVICE, _SERVICE),
)
_ALLOWED: Final = re.compile(r"[-0-9+.()\[\]·~_]*")


def telephone(text: str, *, city_prefix: str | None = None) -> Telephone:
    """Normalise and check a telephone number; `city_prefix` ("021") completes local landlines."""
    value = squeeze(text).lstrip("'`").upper()
    if _MOBILE.fullmatch(value):
        return Telephone(value, kind=TelephoneKind.MOBILE)
    if not value:
        return Telephone(value, ("telephone.empty",))
    if _SEVERAL.search(value):
        return Telephone(value, ("telephone.several",))
    return _home_number(_without_country(_EXTENSION.sub(r"-\1", value)), city_prefix)


def personal_telephone(text: str, *, city_prefix: str | None = None) -> Telephone:
    """Normalise and check the number of a person: behind 12345 and 400 820 8820 no person answers."""
    found = telephone(text, city_prefix=city_prefix)
    if found.kind is TelephoneKind.SERVICE:
        return Telephone(found.value, ("telephone.service",), kind=found.kind)
    return found


def _without_country(value: str) -> str:
    country = _COUNTRY.match(value)
    if not country:
        return value
    bare = value[country.end() :]
    # +86 21 6234 5678: behind the country's prefix the leading 0 of the city is left out
    return f"0{bare}" if _LANDLINE_WITHOUT_0.fullmatch(bare) else bare


def _home_number(value: str, city_prefix: str | None) -> Telephone:
    if not _ALLOWED.fullmatch(value):
        return Telephone(value, ("telephone.characters",))
    digits = _FURNITURE.sub("", value)
    for kind, shape in _PLAIN_KINDS:
        if shape.fullmatch(digits):
            return Telephone(digits, kind=kind)
    if match := _LOOSE_LANDLINE.fullmatch(value):
        return Telephone(_landline(*match.groups()), kind=TelephoneKind.LANDLINE)
    if match := _LOCAL.fullmatch(value):
        warnings = () if city_prefix else ("telephone.no_city_prefix",)
        return Telephone(_landline(city_prefix, *match.groups()), (), warnings, TelephoneKind.LANDLINE)
    return Telephone(digits, ("telephone.format",))


def _landline(prefix: str | None, number: str, extension: str | None) -> str:
    return "-".join(part for part in (prefix, _FURNITURE.sub("", number), extension) if part)
