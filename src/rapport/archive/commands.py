"""The record on the command line: load public records, make the search index anew."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from django.apps import apps

from rapport.archive import errors
from rapport.directory.commands import loading
from rapport.foundation import clock
from rapport.foundation.acts import SYSTEM, Act, Door


def add(subparsers: Any) -> None:
    """Add `rapport load archive` and `rapport index`."""
    parser = loading(subparsers).add_parser(
        "archive",
        help="archive: public records, from JSON Lines (docs/reference/public-records.md)",
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("file", nargs="?", help="a file of JSON Lines; - for standard input")
    what.add_argument(
        "--packaged", action="store_true", help="the public record that comes with Rapport"
    )
    parser.add_argument(
        "--as-of",
        type=date.fromisoformat,
        metavar="DATE",
        help="when the sources were read, for lines that do not say it (2026-11-23)",
    )
    parser.set_defaults(run=_load)
    again = subparsers.add_parser("index", help="archive: make the words of its search anew")
    again.set_defaults(run=_index)


def _services() -> Any:
    """Return the commands of the room; only an archive has its tables, and can import them."""
    if not apps.is_installed("rapport.archive"):
        raise errors.NotAnArchive
    return import_module("rapport.archive.services")


def _load(options: argparse.Namespace) -> int:
    services, act = _services(), Act(SYSTEM, clock.now(), Door.COMMAND)
    if options.packaged:
        return _say(services.load_packaged(act, tell=_tell))
    how: dict[str, Any] = {"as_of": options.as_of, "tell": _tell}
    if options.file == "-":
        return _say(services.load_file(act, file=sys.stdin.buffer, name="-", **how))
    path = Path(options.file)
    try:
        with path.open("rb") as file:
            how |= {"folder": path.parent}
            return _say(services.load_file(act, file=file, name=path.name, **how))
    except OSError as trouble:
        reason = trouble.strerror or type(trouble).__name__
        raise errors.FileUnreadable(file=path.name, reason=reason) from trouble


def _say(counts: Any) -> int:
    for line in (*counts.said, *counts.refused):
        print(line, file=sys.stderr)
    print(
        f"{counts.added} added, {counts.changed} changed, {counts.unchanged} unchanged, "
        f"{len(counts.refused)} not taken"
    )
    return 1 if counts.refused else 0


def _tell(lines: int) -> None:
    print(f"{lines} lines read", file=sys.stderr)


def _index(options: argparse.Namespace) -> None:
    act = Act(SYSTEM, clock.now(), Door.COMMAND)
    print(f"{_services().index_again(act)} letters indexed")
