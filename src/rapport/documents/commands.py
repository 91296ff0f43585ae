"""`rapport backup`, `rapport export`, `rapport files`: take all along, look after files."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any, Final

from rapport.documents import selectors
from rapport.documents.errors import FileDamaged
from rapport.documents.schemas import Contents
from rapport.documents.services import at_rest, backup, files
from rapport.protocol.sealing import SealingKey

KEYS: Final = (
    "It holds the keys and all confidential text of this installation: whoever has it can read "
    "everything and write in its name. Only you may read it (mode 0600); keep it encrypted."
)
SEALED: Final = (
    "It holds the keys and all confidential text of this installation, sealed for the keys you "
    "named: `age -d -i KEY -o backup.zip FILE` opens it. Without one of those keys nobody does."
)
NO_KEYS: Final = (
    "It holds no keys, and no secrets but the upload codes in e-mails that were sent; and all "
    "confidential text of this installation: keep it as you keep the installation."
)


def add(subparsers: Any) -> None:
    """Add `rapport backup`, `rapport export` and `rapport files`."""
    saving = subparsers.add_parser(
        "backup", help="save database, files, keys and settings into one file, while it runs"
    )
    saving.add_argument("target", help="a new file, or a folder in which the file gets a name")
    saving.add_argument(
        "--for",
        dest="recipients",
        action="append",
        default=[],
        type=_recipient,
        metavar="age1…",
        help="seal the file for this key, so that it is never on the disk in plain; repeatable",
    )
    saving.set_defaults(run=_backup)
    leaving = subparsers.add_parser(
        "export", help="save all data, without keys, as a folder readable without Rapport"
    )
    leaving.add_argument("folder", help="a new folder")
    leaving.set_defaults(run=_export)
    _add_files(subparsers)


def _recipient(text: str) -> SealingKey:
    try:
        return SealingKey.from_text(text)
    except ValueError as trouble:
        raise argparse.ArgumentTypeError(str(trouble)) from trouble


def _add_files(subparsers: Any) -> None:
    parser = subparsers.add_parser("files", help="stored files: check them, seal them again")
    steps = parser.add_subparsers(required=True, metavar="step")
    looking = steps.add_parser("check", help="open every stored file, compare it with its hash")
    looking.set_defaults(run=_check)
    sealing = steps.add_parser("reseal", help="seal stored files for the key that is first")
    sealing.add_argument(
        "--new-key", action="store_true", help="make a new key before, and seal for that"
    )
    sealing.set_defaults(run=_reseal)


def _backup(options: argparse.Namespace) -> int:
    target, contents = backup.back_up(Path(options.target), options.recipients)
    print(target)
    return _said(contents, SEALED if options.recipients else KEYS)


def _export(options: argparse.Namespace) -> int:
    contents = backup.export(Path(options.folder))
    print(options.folder)
    return _said(contents, NO_KEYS)


def _check(options: argparse.Namespace) -> int:
    count, damaged = 0, []
    for digest in sorted({*files.on_disk(), *selectors.stored_hashes()}):
        count += 1
        if not files.is_whole(digest):
            damaged.append(digest)
    return _told(f"{count} stored files were opened.", damaged)


def _reseal(options: argparse.Namespace) -> int:
    if options.new_key:
        at_rest.add_key()
    count, damaged = 0, []
    for digest in files.on_disk():
        try:
            count += files.reseal(digest)
        except FileDamaged:
            damaged.append(digest)
    return _told(f"{count} stored files were sealed again.", damaged)


def _told(sentence: str, damaged: list[str]) -> int:
    print(sentence, file=sys.stderr)
    for digest in damaged:
        print(f"Missing or damaged: file {digest}", file=sys.stderr)
    return 1 if damaged else 0


def _said(contents: Contents, about: str) -> int:
    rows = sum(member.rows or 0 for member in contents.members)
    stored = sum(member.name.startswith("files/") for member in contents.members)
    print(f"{rows} rows and {stored} stored files were saved. {about}", file=sys.stderr)
    for digest in contents.missing_files:
        print(f"Missing or damaged, so not saved: file {digest}", file=sys.stderr)
    return 1 if contents.missing_files else 0
