"""How wide a text will be, without a browser: an estimate that errs on the wide side."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

from django.utils.translation import get_language

ELLIPSIS: Final = "…"
# Shares of the size of type, measured by tests/browser/test_widths_of_the_line.py.
NARROW: Final = dict.fromkeys("iljtfrI.,:;!|'’()[] ", 0.42)
BROAD: Final = dict.fromkeys("mwMWЖЮШЩМФжюшщмф@%&—…", 1.02)
FULL: Final = 1.06
CAPITAL: Final = 0.78
OTHER: Final = 0.64
ARABIC: Final = 0.54
BOLD: Final = 1.08
NO_WIDTH: Final = frozenset({"Mn", "Me", "Cf"})


def type_size() -> int:
    """Return the size of type in a drawing, in pixels (--draw in tokens.css)."""
    return 16 if (get_language() or "").startswith("ar") else 14


def text_width(text: str, *, bold: bool = False) -> float:
    """Return the width of a text in pixels, rather too much than too little."""
    shares = sum(_share(one) for one in text)
    return shares * type_size() * (BOLD if bold else 1)


def _share(one: str) -> float:
    if unicodedata.category(one) in NO_WIDTH:
        return 0
    if unicodedata.east_asian_width(one) in {"W", "F"}:
        return FULL
    if "\u0600" <= one <= "\u06ff":
        return ARABIC
    return NARROW.get(one) or BROAD.get(one) or (CAPITAL if one.isupper() else OTHER)


def shortened(text: str, width: float, *, bold: bool = False) -> str:
    """Return the text, or as much of its beginning as fits, with an ellipsis."""
    text = " ".join(text.split())
    if text_width(text, bold=bold) <= width:
        return text
    while text and text_width(text + ELLIPSIS, bold=bold) > width:
        text = text[:-1]
    return text.rstrip(" ,.;:") + ELLIPSIS


def wrapped(text: str, width: float, *, most: int, bold: bool = False) -> list[str]:
    """Return the lines of a text; what does not fit into so many ends in an ellipsis."""
    lines = [""]
    for piece in _pieces(text, width, bold=bold):
        longer = lines[-1] + piece
        if text_width(longer.strip(), bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(piece)
    lines = [line.strip() for line in lines if line.strip()] or [""]
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], shortened(" ".join(lines[most - 1 :]), width, bold=bold)]


def _pieces(text: str, width: float, *, bold: bool) -> Iterator[str]:
    # A word with the space before it; one that is too long for a line, or written without
    # spaces (Chinese), may break anywhere.
    for word in text.split():
        wide = any(unicodedata.east_asian_width(one) in {"W", "F"} for one in word)
        if wide or text_width(word, bold=bold) > width:
            yield " "
            yield from word
        else:
            yield " " + word
