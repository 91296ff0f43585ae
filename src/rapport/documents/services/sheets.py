"""Sheets that go with a letter on paper: its address, its answer, that it is withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.safestring import SafeString, mark_safe
from qrcode.constants import ERROR_CORRECT_H
from qrcode.main import QRCode

from rapport.documents.services.printing import on_paper
from rapport.protocol.kinds import Language

EDGE: Final = 4
"""So many modules of white a barcode has on each side (ISO/IEC 18004)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What stands on a sheet; texts as people typed them, the fixed words in the language."""

    language: Language
    demonstration: bool
    sender: str
    reference: str
    dated_on: date
    company: str
    attention: str
    to: Sequence[str]
    return_to: Sequence[str]
    barcode: str
    """What the barcode holds; of capital letters, digits and colons it is the smallest."""
    code: str
    """The same for people to type."""
    pages: int = 0
    left_out: Sequence[str] = ()
    reply_due_on: date | None = None
    words: str = ""


def address_sheet(sheet: Sheet) -> str:
    """Return the sheet that goes on top: to whom, from whom, how many pages."""
    return on_paper("documents/address_sheet.html", sheet, _facts(sheet))


def answer_sheet(sheet: Sheet) -> str:
    """Return the sheet that the company puts on top of its reply."""
    return on_paper("documents/answer_sheet.html", sheet, _facts(sheet))


def withdrawal_sheet(sheet: Sheet) -> str:
    """Return the word that a letter is withdrawn, with its address; a letter of one page."""
    return on_paper("documents/withdrawal_sheet.html", sheet, _facts(sheet))


def _facts(sheet: Sheet) -> dict[str, object]:
    return {"sheet": sheet, "barcode": _drawn(sheet.barcode)}


def _drawn(text: str) -> SafeString:
    """Draw a QR code that stands a third of damage, as an SVG; it holds numbers alone."""
    code = QRCode(error_correction=ERROR_CORRECT_H, border=EDGE)
    code.add_data(text)
    rows = code.get_matrix()
    path = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    side = len(rows)
    drawn = f'<path shape-rendering="crispEdges" d="{path}"/>'
    return mark_safe(f'<svg viewBox="0 0 {side} {side}">{drawn}</svg>')  # noqa: S308
