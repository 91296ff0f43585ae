"""`rapport backup`, `rapport export`, `rapport files`: take all along, look after files."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from rapport.documents import selectors
from rapport.documents.errors import FileDamaged, FilesKeyMissing
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
STOPPED: Final = (
    "{reason}. Mend that, then go on with `rapport files reseal`: each file is as it was or "
    "sealed again, and every key is still there."
)
NOT_YOURS: Final = (
    "Run this as the user who owns {home}, who could not read the files afterwards. Nothing "
    "was changed."
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
    digests = sorted({*files.on_disk(), *selectors.stored_hashes()})
    whole, bad = _each(digests, _opened)
    return _told(f"{whole} of {len(digests)} stored files were opened.", bad)


def _opened(digest: str) -> bool:
    if not files.is_whole(digest):
        raise FileDamaged(file=digest)
    return True


def _reseal(options: argparse.Namespace) -> int:
    home: Path = settings.RAPPORT_HOME
    if home.stat().st_uid != os.geteuid():
        print(NOT_YOURS.format(home=home), file=sys.stderr)
        return 2
    try:
        if options.new_key:
            at_rest.add_key()
        sealed, bad = _each(list(files.on_disk()), files.reseal)
    except OSError as trouble:
        print(STOPPED.format(reason=trouble.strerror), file=sys.stderr)
        return 1
    return _told(f"{sealed} stored files were sealed again.", bad)


def _each(digests: list[str], do: Callable[[str], bool]) -> tuple[int, list[str]]:
    """Do something with each file; return how often it was done, and what could not be."""
    if digests:
        at_rest.keys()  # without any, each file would be named
    done, bad = 0, []
    for digest in digests:
        try:
            done += do(digest)
        except FileDamaged:
            bad.append(f"Missing or damaged: file {digest}")
        except FilesKeyMissing:
            bad.append(f"Sealed for a key that is not here, or damaged: file {digest}")
    return done, bad


def _told(sentence: str, bad: list[str]) -> int:
    print(sentence, *bad, sep="\n", file=sys.stderr)
    return 1 if bad else 0


def _said(contents: Contents, about: str) -> int:
    rows = sum(member.rows or 0 for member in contents.members)
    stored = sum(member.name.startswith("files/") for member in contents.members)
    print(f"{rows} rows and {stored} stored files were saved. {about}", file=sys.stderr)
    for digest in contents.missing_files:
        print(f"Not saved, as it cannot be opened: file {digest}", file=sys.stderr)
    return 1 if contents.missing_files else 0
