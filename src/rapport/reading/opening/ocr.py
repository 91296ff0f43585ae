"""Read pictures of pages with Tesseract, in the languages that it has here."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from typing import Any, Final

from rapport.reading.opening.drawing import POINTS_PER_INCH, in_grey
from rapport.reading.opening.limits import Refused

PACKAGES: Final = "tesseract-ocr tesseract-ocr-fra tesseract-ocr-spa"
WANTED: Final = ("eng", "fra", "spa", "rus", "ara", "chi_sim")
DOTS_PER_INCH: Final = 200
LARGEST_DOTS: Final = 40_000_000
SECONDS_PER_PAGE: Final = 60


@cache
def languages() -> tuple[str, ...]:
    """Return those of the languages that Tesseract can read here; none without it."""
    if shutil.which("tesseract") is None:
        return ()
    said = subprocess.run(
        ["tesseract", "--list-langs"],
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS_PER_PAGE,
    )
    there = said.stdout.split()
    return tuple(one for one in WANTED if one in there)


def is_there() -> bool:
    """Say whether pictures can be read on this machine."""
    return bool(languages())


def read(page: Any) -> list[str]:
    """Return the lines of a page that is a picture. Raises Refused."""
    scale = DOTS_PER_INCH / POINTS_PER_INCH
    width, height = page.get_size()
    if width * height * scale * scale > LARGEST_DOTS:
        raise Refused("too_much_work")
    across, down, dots = in_grey(page, scale)
    picture = f"P5 {across} {down} 255\n".encode() + dots
    try:
        said = subprocess.run(
            ["tesseract", "-", "-", "-l", "+".join(languages()[:3]), "--psm", "4"],
            input=picture,
            capture_output=True,
            check=False,
            timeout=SECONDS_PER_PAGE,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired:
        raise Refused("too_much_work") from None
    if said.returncode != 0:
        raise Refused("damaged")
    return said.stdout.decode("utf-8", "replace").replace("\f", "").split("\n")
