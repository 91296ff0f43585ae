"""The directory on the command line: load what comes with Rapport or a file, export it all."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any, Final
from weakref import WeakKeyDictionary

from rapport.directory import selectors, services
from rapport.directory.errors import FileUnreadable
from rapport.directory.rules import LARGEST_FILE_BYTES
from rapport.directory.services import Counts
from rapport.foundation import clock
from rapport.foundation.acts import SYSTEM, Act, Door

STANDARD_INPUT: Final = "-"
_loading: Final[WeakKeyDictionary[Any, Any]] = WeakKeyDictionary()


def loading(subparsers: Any) -> Any:
    """Return the subcommands of `rapport load`, to which each room adds what it can load."""
    if subparsers not in _loading:
        parser = subparsers.add_parser("load", help="load records from files")
        _loading[subparsers] = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    return _loading[subparsers]


def add(subparsers: Any) -> None:
    """Add `rapport load directory` and `rapport directory export`."""
    load = loading(subparsers).add_parser(
        "directory", help="load mandates, holders, companies, countries, sessions, dialogues"
    )
    load.add_argument(
        "place",
        nargs="?",
        metavar="FILE|FOLDER",
        help="a file of the format rapport-directory, a folder of such files, or - for "
        "standard input; nothing: what comes with Rapport",
    )
    load.add_argument(
        "--packaged", action="store_true", help="what comes with Rapport, as without a file"
    )
    load.add_argument(
        "--demonstration", action="store_true", help="the invented records of Rapport too"
    )
    load.add_argument("--json", action="store_true", help="print the summary as JSON")
    load.set_defaults(run=_load)

    parser = subparsers.add_parser("directory", help="export the directory")
    actions = parser.add_subparsers(dest="action", required=True)
    export = actions.add_parser("export", help="write the whole directory as one file")
    export.add_argument("--output", metavar="FILE", help="where to; else standard output")
    export.set_defaults(run=_export)


def _load(options: argparse.Namespace) -> int:
    act = Act(SYSTEM, clock.now(), Door.COMMAND)
    if options.place and (options.packaged or options.demonstration):
        print(
            "Name a file or folder, or ask for what comes with Rapport; not both.",
            file=sys.stderr,
        )
        return 2
    if options.place:
        name, data = _read(options.place)
        counts = services.import_directory(act, data=data, name=name)
    else:
        counts = services.load_directory(act, demonstration=options.demonstration)
    _say(counts, as_json=options.json)
    return 0


def _read(place: str) -> tuple[str, bytes]:
    """Return the name and content of a file, or of a folder's files as one."""
    path = Path(place)
    try:
        if place == STANDARD_INPUT:
            return "standard input", sys.stdin.buffer.read(LARGEST_FILE_BYTES + 1)
        if not path.is_dir():
            return path.name, _bytes(path)
        files = {one.name: _bytes(one) for one in sorted(path.glob("*.json"))}
    except OSError as trouble:
        reason = trouble.strerror or type(trouble).__name__
        raise FileUnreadable(file=path.name, reason=reason) from None
    return path.name, services.book_of(files, name=path.name)


def _bytes(path: Path) -> bytes:
    """Read no more of a file than tells that it is too large."""
    with path.open("rb") as file:
        return file.read(LARGEST_FILE_BYTES + 1)


def _say(counts: Counts, *, as_json: bool) -> None:
    summary = {
        "added": counts.added,
        "changed": counts.changed,
        "unchanged": counts.unchanged,
        "dropped": counts.dropped,
    }
    if as_json:
        warnings = [str(one) for one in counts.warnings]
        print(json.dumps({**summary, "warnings": warnings}, ensure_ascii=False, indent=1))
        return
    for what, number in summary.items():
        print(f"{what}\t{number}")
    for warning in counts.warnings:
        print(f"Look at this term: {warning}", file=sys.stderr)


def _export(options: argparse.Namespace) -> None:
    book = selectors.exported()
    if options.output:
        Path(options.output).write_text(book, encoding="utf-8")
    else:
        sys.stdout.buffer.write(book.encode())
