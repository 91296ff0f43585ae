"""`rapport backup` and `rapport export`: take an installation, or all of one's data, along."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any, Final

from rapport.documents.schemas import Contents
from rapport.documents.services import backup

KEYS: Final = (
    "It holds the keys and all confidential text of this installation: whoever has it can read "
    "everything and write in its name. Only you may read it (mode 0600); keep it encrypted."
)
NO_KEYS: Final = (
    "It holds no keys, and no secrets but the upload codes in e-mails that were sent; and all "
    "confidential text of this installation: keep it as you keep the installation."
)


def add(subparsers: Any) -> None:
    """Add `rapport backup` and `rapport export`."""
    saving = subparsers.add_parser(
        "backup", help="save database, files, keys and settings into one file, while it runs"
    )
    saving.add_argument("target", help="a new file, or a folder in which the file gets a name")
    saving.set_defaults(run=_backup)
    leaving = subparsers.add_parser(
        "export", help="save all data, without keys, as a folder readable without Rapport"
    )
    leaving.add_argument("folder", help="a new folder")
    leaving.set_defaults(run=_export)


def _backup(options: argparse.Namespace) -> int:
    target, contents = backup.back_up(Path(options.target))
    print(target)
    return _said(contents, KEYS)


def _export(options: argparse.Namespace) -> int:
    contents = backup.export(Path(options.folder))
    print(options.folder)
    return _said(contents, NO_KEYS)


def _said(contents: Contents, about: str) -> int:
    rows = sum(member.rows or 0 for member in contents.members)
    files = sum(member.name.startswith("files/") for member in contents.members)
    print(f"{rows} rows and {files} stored files were saved. {about}", file=sys.stderr)
    for digest in contents.missing_files:
        print(f"Missing or damaged, so not saved: file {digest}", file=sys.stderr)
    return 1 if contents.missing_files else 0
