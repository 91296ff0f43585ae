"""`rapport protocol`: look into packages and check them; no installation, no network."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any, Final

from rapport.protocol import cards, pdf, schemas
from rapport.protocol import package as packages
from rapport.protocol.cards import Card
from rapport.protocol.errors import FileMissing, TooLarge
from rapport.protocol.package import Manifest, Package
from rapport.protocol.signing import VerifyKey

STRANGER: Final = (
    "Who signed was not checked: name the sender's contact card with --card. Checked: the form "
    "of the file, the hash of every part, the kind and its document."
)
UNTRUSTED: Final = "This is what the file says. Nothing of it was checked."


def add(subparsers: Any) -> None:
    """Add `rapport protocol` with verify, inspect and schema."""
    parser = subparsers.add_parser("protocol", help="check packages, and PDFs that carry one")
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    verifying = actions.add_parser(
        "verify", help="say who signed a package and whether each part is whole"
    )
    verifying.add_argument("--card", help="the sender's contact card, a JSON file")
    verifying.set_defaults(run=_verify, needs_installation=False)
    looking = actions.add_parser(
        "inspect", help="show what a file says of itself; trust nothing"
    )
    looking.set_defaults(run=_inspect, needs_installation=False)
    for one in (verifying, looking):
        one.add_argument("file", help="a package (.rapport) or a PDF that carries one")
        one.add_argument("--json", action="store_true", help="print it for a program")
    writing = actions.add_parser("schema", help="write the JSON Schema of every kind")
    writing.add_argument("folder", help="where the files go")
    writing.set_defaults(run=_schema, needs_installation=False)


def _verify(options: argparse.Namespace) -> int:
    data = _bytes_of(options.file)
    carried = pdf.is_pdf(data)
    package = pdf.extract(data) if carried else data
    card = cards.read(_bytes_of(options.card)) if options.card else None
    read = _read(package, card)
    told = {
        "signature_checked": card is not None,
        "signed_by": card.name if card else None,
        "carried_by_pdf": carried,
        **_told(read.manifest),
    }
    if options.json:
        print(json.dumps(told, indent=2, ensure_ascii=False))
        return 0
    _print_heading(read.manifest)
    for part in read.manifest.parts:
        print(f"whole       {part.name}  {part.media_type}, {part.size} bytes")
    if carried:
        print("whole       the PDF: its pages are the ones that were signed")
    print(f"signed by   {card.name} {card.id}" if card else "signed by   not checked")
    if card is None:
        print(STRANGER, file=sys.stderr)
    return 0


def _read(package: bytes, card: Card | None) -> Package:
    if card is None:
        return packages.examine(package)
    key = VerifyKey.from_text(card.signing_key)
    return packages.read(
        package, key_of=lambda sender: key if sender == card.id else None, me=None
    )


def _inspect(options: argparse.Namespace) -> int:
    data = _bytes_of(options.file)
    manifest, _ = packages.peek(pdf.extract(data) if pdf.is_pdf(data) else data)
    if options.json:
        print(json.dumps(_told(manifest), indent=2, ensure_ascii=False))
    else:
        _print_heading(manifest)
        for part in manifest.parts:
            print(f"part        {part.name}  {part.media_type}, {part.size} bytes")
            print(f"            SHA-256 {part.sha256}")
    print(UNTRUSTED, file=sys.stderr)
    return 0


def _schema(options: argparse.Namespace) -> int:
    folder = Path(options.folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schemas.written().items():
        (folder / name).write_text(text, encoding="utf-8")
        print(folder / name)
    return 0


def _bytes_of(file: str) -> bytes:
    """Return a file's bytes, at most those of a package. Raises FileMissing, TooLarge."""
    try:
        with Path(file).open("rb") as opened:
            data = opened.read(pdf.LARGEST_PDF + 1)
    except OSError as trouble:
        raise FileMissing(file=file) from trouble
    if len(data) > pdf.LARGEST_PDF:
        raise TooLarge(reason=f"at most {pdf.LARGEST_PDF} bytes are taken")
    return data


def _told(manifest: Manifest) -> dict[str, Any]:
    return manifest.model_dump(mode="json")


def _print_heading(manifest: Manifest) -> None:
    for word, value in (
        ("kind", f"{manifest.kind}, version {manifest.version}"),
        ("package", manifest.package),
        ("from", manifest.sender),
        ("to", manifest.recipient),
        ("number", manifest.number),
        ("matter", manifest.matter),
        ("answers", manifest.answers or "nothing"),
        ("made at", manifest.made_at.isoformat()),
    ):
        print(f"{word:<11} {value}")
