"""How much a file may be, and how one says that it is more."""

from __future__ import annotations

from typing import Final

MOST_PAGES: Final = 200
MOST_SIGNS: Final = 2_000_000
LONGEST_LINE: Final = 20_000
MOST_UNPACKED_BYTES: Final = 100 * 1024 * 1024
MOST_MEMBERS: Final = 2_000
DEEPEST: Final = 4
"""So many e-mails within e-mails are opened."""

MOST_ATTACHMENTS: Final = 20


class Refused(Exception):
    """A file that is not read; the code names a refusal of `errors`."""

    def __init__(self, code: str, **facts: int | str) -> None:
        self.code = code
        self.facts = facts
        super().__init__(code)


class Unable(Exception):
    """The library for this kind of file is not installed."""


def bounded(pages: list[list[str]]) -> list[list[str]]:
    """Return the pages if they are no longer than a letter can be, without odd signs."""
    if len(pages) > MOST_PAGES:
        raise Refused("too_many_pages", pages=len(pages), most=MOST_PAGES)
    if sum(len(line) for page in pages for line in page) > MOST_SIGNS:
        raise Refused("too_much_work")
    return [[clean(line[:LONGEST_LINE]) for line in page] for page in pages]


def clean(line: str) -> str:
    """Return a line without control signs; tabs and odd spaces become spaces.

    A soft hyphen is seen at a line's end only, and stays there as a hyphen.
    """
    spaced = "".join(" " if sign.isspace() else sign for sign in line).rstrip()
    if spaced.endswith("\xad"):
        spaced = spaced[:-1] + "\u2010"
    kept = "".join(sign for sign in spaced if sign.isprintable() and sign not in "\ufeff\xad")
    return kept.encode("utf-8", "ignore").decode().rstrip()
