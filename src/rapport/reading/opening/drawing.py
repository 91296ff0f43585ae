"""Draw a page in grey: for Tesseract, for codes, for a screen."""

from __future__ import annotations

from typing import Any, Final

POINTS_PER_INCH: Final = 72


def in_grey(page: Any, scale: float) -> tuple[int, int, bytes]:
    """Return the width, the height and the dots of one of pdfium's pages, a byte each."""
    bitmap = page.render(scale=scale, grayscale=True)
    rows = bytes(bitmap.buffer)
    dots = b"".join(
        rows[start : start + bitmap.width]
        for start in range(0, bitmap.stride * bitmap.height, bitmap.stride)
    )
    return bitmap.width, bitmap.height, dots
