"""The words people see for codes: each room registers those of its enums."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise

Words = str | Promise
_words: dict[tuple[type[StrEnum], str], Words] = {}


def register(words: Mapping[StrEnum, Words]) -> None:
    """Add the words of an enum's members."""
    for member, text in words.items():
        _words[type(member), member.value] = text


def label(member: StrEnum) -> str:
    """Return the words of a member in the reader's language. Raises KeyError without any."""
    return str(_words[type(member), member.value])


def is_labelled(member: StrEnum) -> bool:
    """Whether a member has words."""
    return (type(member), member.value) in _words
