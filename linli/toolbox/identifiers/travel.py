"""Passports and travel permits: checked loosely, for the issuing places change their forms."""

import re
from typing import Final

from linli.toolbox.identifiers.checked import Checked
from linli.toolbox.texts import squeeze

_PASSPORT: Final = re.compile(r"(?=.*\d)[A-Z0-9]{5,17}")
_HK_MACAU: Final = re.compile(r"[HM]\d{8}(?:\d{2})?")  # the last two digits count the reissues
_TAIWAN: Final = re.compile(r"\d{8}(?:\d{2}(?:\(?[A-Z0-9]\)?)?)?|[A-Z]\d{8}")


def passport(text: str) -> Checked:
    """Normalise and check the number of a passport of any country."""
    return _checked(text, _PASSPORT, "passport")


def hk_macau_permit(text: str) -> Checked:
    """Normalise and check the mainland travel permit of a resident of Hong Kong or Macau."""
    return _checked(text, _HK_MACAU, "hk_macau_permit")


def taiwan_permit(text: str) -> Checked:
    """Normalise and check the mainland travel permit of a resident of Taiwan."""
    return _checked(text, _TAIWAN, "taiwan_permit")


def _checked(text: str, shape: re.Pattern[str], name: str) -> Checked:
    value = squeeze(text).lstrip("'`").replace("-", "").upper()
    if not value:
        return Checked(value, (f"{name}.empty",))
    if not shape.fullmatch(value):
        return Checked(value, (f"{name}.format",))
    return Checked(value)
