"""`rapport read`: what stands in letters and replies that others wrote; no installation."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from rapport.foundation.errors import Refusal
from rapport.protocol.errors import FileMissing
from rapport.reading import services
from rapport.reading.letter import Looks, ReadLetter, read_letter
from rapport.reading.reply import ReadReply, read_reply
from rapport.reading.text import ReadFile

NO_LETTER: Final = "this does not look like a letter of mandates; nothing was read"
NO_REPLY: Final = "this does not look like a reply to a letter of mandates; nothing was read"

Reader = Callable[[ReadFile], ReadLetter | ReadReply]


def add(subparsers: Any) -> None:
    """Add `rapport read letter` and `rapport read reply`."""
    parser = subparsers.add_parser("read", help="read letters and replies that others wrote")
    actions = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    for what, run in (("letter", _letters), ("reply", _replies)):
        one = actions.add_parser(
            what, help=f"print what stands in each {what}: value, passage, place, confidence"
        )
        one.add_argument("files", metavar="FILE", nargs="+", help="PDF, .docx, .eml or text")
        one.add_argument("--json", action="store_true", help="one JSON object a line and file")
        one.set_defaults(run=run, needs_installation=False)


def _letters(options: argparse.Namespace) -> int:
    return _read_all(options, read_letter, Looks.LETTER, NO_LETTER)


def _replies(options: argparse.Namespace) -> int:
    return _read_all(options, read_reply, Looks.REPLY, NO_REPLY)


def _read_all(options: argparse.Namespace, reader: Reader, wanted: Looks, sentence: str) -> int:
    """Print what each file holds; exit with 1 when one was refused or is something else."""
    status = 0
    for name in options.files:
        try:
            file = services.text_of(_bytes_of(name))
        except Refusal as refusal:
            status = 1
            print(f"{name}: {refusal} [{refusal.code}]", file=sys.stderr)
            if options.json:
                _say({"file": name, "error": {"code": refusal.code, "text": str(refusal)}})
            continue
        read = reader(file)
        if read.looks is not wanted:
            status = 1
            print(f"{name}: {sentence}.", file=sys.stderr)
        told = {"file": name, **read.told(), "notes": _notes(file)}
        if options.json:
            _say(told)
        else:
            _show(told)
    return status


def _bytes_of(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except OSError:
        raise FileMissing(file=name) from None


def _notes(file: ReadFile) -> list[str]:
    return list(dict.fromkeys(note.value for text in file.texts for note in text.notes))


def _say(told: dict[str, Any]) -> None:
    print(json.dumps(told, ensure_ascii=False))


def _show(told: dict[str, Any]) -> None:
    print(f"{told['file']} ({told['looks']}, {told['language']})")
    for name, field in told.items():
        rows = field if isinstance(field, list) else [field]
        for row in rows:
            if isinstance(row, dict):
                value = row["value"]
                if isinstance(value, dict):
                    value = ", ".join(str(one) for one in value.values() if one)
                where = f"page {row['page']}, line {row['line']}, {row['confidence']:.2f}"
                print(f"  {name}: {value} ({where})")
