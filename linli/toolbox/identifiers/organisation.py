"""The unified social credit code of an organisation (GB 32100-2015)."""

from typing import Final

from linli.toolbox.identifiers.checked import Checked
from linli.toolbox.texts import squeeze

LENGTH: Final = 18
ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # no I, O, S, V, Z: they look like digits

_WEIGHTS: Final = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_VALUE: Final = {character: value for value, character in enumerate(ALPHABET)}
_MODULUS: Final = 31


def credit_code(text: str) -> Checked:
    """Normalise and check a credit code.

    A failing check digit is a warning: registers in use hold such codes, and the organisation
    cannot change its own.
    """
    value = squeeze(text).lstrip("'`").replace("-", "").upper()
    if not value:
        return Checked(value, ("credit_code.empty",))
    if len(value) != LENGTH:
        return Checked(value, ("credit_code.length",))
    if not (all(character in _VALUE for character in value[:-1]) and value[-1].isalnum() and value.isascii()):
        return Checked(value, ("credit_code.characters",))
    if value[-1] != credit_code_check_digit(value[:-1]):
        return Checked(value, (), ("credit_code.check_digit",))
    return Checked(value)


def credit_code_check_digit(first_17: str) -> str:
    """Give the check character that belongs behind 17 characters."""
    total = sum(_VALUE[character] * weight for character, weight in zip(first_17, _WEIGHTS, strict=True))
    return ALPHABET[-total % _MODULUS]
