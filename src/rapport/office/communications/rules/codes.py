"""The code on paper that names a letter to us, and says nothing to anybody else; pure."""

from __future__ import annotations

from typing import Final

PREFIX: Final = "RAPPORT1:"
SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Digits and letters that cannot be taken for one another; a QR code holds them densely."""

RANDOM_BITS: Final = 70
_RANDOM_SIGNS: Final = 14
_CHECK_SIGNS: Final = 2
_MODULUS: Final = 1021  # prime: one wrong sign, or two that changed places, are found
_GROUP: Final = 4
_MISTAKEN: Final = str.maketrans("OIL", "011")


def code_of(number: int) -> str:
    """Return the code for a number of RANDOM_BITS: its signs, and two that check them."""
    if not 0 <= number < 1 << RANDOM_BITS:
        raise ValueError("a code is made of so many bits")
    return _signs(number, _RANDOM_SIGNS) + _signs(number % _MODULUS, _CHECK_SIGNS)


def on_paper(code: str) -> str:
    """Return a code in groups, as people type it."""
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def in_barcode(code: str) -> str:
    """Return what the barcode holds."""
    return PREFIX + code


def read_code(text: str) -> str | None:
    """Return the code that somebody typed or a barcode holds; None if it is none of ours.

    Small letters, spaces, hyphens and the usual mistakes (O for 0, I and L for 1) are forgiven.
    """
    said = "".join(text.split()).replace("-", "").upper()
    said = said.removeprefix(PREFIX).translate(_MISTAKEN)
    if len(said) != _RANDOM_SIGNS + _CHECK_SIGNS or not set(said) <= set(SIGNS):
        return None
    number = 0
    for sign in said[:_RANDOM_SIGNS]:
        number = number * len(SIGNS) + SIGNS.index(sign)
    return said if code_of(number) == said else None


def _signs(number: int, count: int) -> str:
    found = ""
    for _ in range(count):
        number, place = divmod(number, len(SIGNS))
        found = SIGNS[place] + found
    return found
