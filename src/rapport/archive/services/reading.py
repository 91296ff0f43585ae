"""Read records out of the lines of a file, and say what is wrong with the others."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import IO

from pydantic import ValidationError

from rapport.archive import schemas
from rapport.archive.rules import LONGEST_LINE_BYTES
from rapport.archive.schemas import Record
from rapport.archive.services.known import Known

BLANK = b"\xef\xbb\xbf \t\r\n"


class LineRefused(Exception):
    """A line that cannot be used; the sentence says why."""


def lines_of(file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are not empty, with their numbers; too long ones as nothing."""
    number = 0
    while line := file.readline(LONGEST_LINE_BYTES + 2):
        number += 1
        if len(line) > LONGEST_LINE_BYTES:
            while not line.endswith(b"\n") and (line := file.readline(LONGEST_LINE_BYTES)):
                pass
            yield number, b""
        elif line.strip(BLANK):
            yield number, line


def read_line(line: bytes, known: Known, as_of: date | None) -> Record:
    """Return a line as a record. Raises LineRefused, with all that is wrong in it."""
    if not line:
        raise LineRefused("is longer than 1 MB")
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise LineRefused("is not text in UTF-8") from None
    except (ValueError, RecursionError) as trouble:
        raise LineRefused(f"is not JSON ({trouble})") from None
    if not isinstance(row, dict):
        raise LineRefused('is not an object: {"addressee": …}')
    try:
        read = schemas.read(row, name_of=known.name_of)
    except ValidationError as trouble:
        raise LineRefused("; ".join(_said(trouble))) from None
    if strays := known.strays(read):
        raise LineRefused("; ".join(strays))
    return read if read.as_of else read.model_copy(update={"as_of": as_of})


def _said(trouble: ValidationError) -> Iterator[str]:
    for error in trouble.errors(include_url=False, include_input=False):
        place = ".".join(map(str, error["loc"]))
        message = error["msg"].removeprefix("Value error, ")
        yield f"{place}: {message}" if place else message
