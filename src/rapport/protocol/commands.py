"""`rapport protocol`: look into packages and check them; no installation, no network."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from rapport.foundation.errors import Refusal
from rapport.protocol import cards, inspection, pdf, schemas
from rapport.protocol.errors import FileMissing, KeyUnreadable, TooLarge
from rapport.protocol.inspection import Finding, Report, State
from rapport.protocol.sealing import OpeningKey
from rapport.protocol.vectors import writing

UNTRUSTED: Final = "This is what the file says. Nothing of it was checked."
HEADING: Final = (
    "kind",
    "version",
    "package",
    "sender",
    "recipient",
    "number",
    "matter",
    "answers",
    "made_at",
)


def add(subparsers: Any) -> None:
    """Add `rapport protocol` with verify, inspect, schema and vectors."""
    parser = subparsers.add_parser("protocol", help="check packages, PDFs, seals and cards")
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    verifying = actions.add_parser(
        "verify", help="say what is right with a file and what is not; exits 1 when not all is"
    )
    verifying.add_argument(
        "--card", action="append", default=[], help="a sender's contact card; may be repeated"
    )
    verifying.add_argument(
        "files", nargs="+", metavar="file", help="a package, a sealed one, a PDF or a card"
    )
    verifying.set_defaults(run=_verify, needs_installation=False)
    looking = actions.add_parser(
        "inspect", help="show what a file says, document and all; trust nothing"
    )
    looking.add_argument("file", help="a package, a sealed one, a PDF or a card")
    looking.set_defaults(run=_inspect, needs_installation=False)
    for one in (verifying, looking):
        one.add_argument(
            "--key", action="append", default=[], help="a file with the key that opens a seal"
        )
        one.add_argument("--json", action="store_true", help="print it for a program")
    for action, run, about in (
        ("schema", _schema, "write the JSON Schema of every kind"),
        ("vectors", _vectors, "write the test vectors, the same bytes each time"),
    ):
        writer = actions.add_parser(action, help=about)
        writer.add_argument("folder", help="where the files go")
        writer.set_defaults(run=run, needs_installation=False)


def _verify(options: argparse.Namespace) -> int:
    known = [cards.read(_bytes_of(file)) for file in options.card]
    keys = _keys(options.key)
    reports = [(file, _report(file, known, keys)) for file in options.files]
    if options.json:
        print(json.dumps([_told(file, report) for file, report in reports], indent=2))
    else:
        for file, report in reports:
            _print_report(file, report)
    for file, report in reports:
        for finding in report.findings:
            if finding.state is State.WRONG:
                print(f"{file}: {finding.said} [{finding.code}]", file=sys.stderr)
    return 0 if all(report.is_right for _, report in reports) else 1


def _report(file: str, known: Sequence[cards.Card], keys: Sequence[OpeningKey]) -> Report:
    try:
        data = _bytes_of(file)
    except Refusal as refusal:
        finding = Finding("file", State.WRONG, str(refusal), refusal.code)
        return Report(inspection.Form.PACKAGE, [finding])
    return inspection.verify(data, known=known, keys=keys)


def _told(file: str, report: Report) -> dict[str, Any]:
    return {
        "file": file,
        "form": report.form.value,
        "right": report.is_right,
        "findings": [
            {"what": one.what, "state": one.state.value, "said": one.said, "code": one.code}
            for one in report.findings
        ],
        "signed_by": report.signed_by.name if report.signed_by else None,
        "manifest": report.manifest.model_dump(mode="json") if report.manifest else None,
        "card": report.card.model_dump(mode="json") if report.card else None,
    }


def _print_report(file: str, report: Report) -> None:
    print(f"{_shown(file)}: {report.form.value}")
    for one in report.findings:
        print(f"  {one.state.value:<12} {one.what:<10} {_shown(one.said)}")


def _inspect(options: argparse.Namespace) -> int:
    said = inspection.look(_bytes_of(options.file), _keys(options.key))
    if options.json:
        print(json.dumps(said, indent=2))
    elif "manifest" in said:
        _print_manifest(said["manifest"])
        print(_shown(_pretty(said["document"])))
    else:
        print(_shown(_pretty(said["card"])))
    print(UNTRUSTED, file=sys.stderr)
    return 0


def _print_manifest(manifest: dict[str, Any]) -> None:
    for word in HEADING:
        print(f"{word:<11} {manifest[word] if manifest[word] is not None else 'nothing'}")
    for part in manifest["parts"]:
        print(f"part        {part['name']}  {_shown(part['media_type'])}, {part['size']} bytes")
        print(f"            SHA-256 {part['sha256']}")


def _schema(options: argparse.Namespace) -> int:
    texts = schemas.written()
    return _write(options.folder, {name: text.encode() for name, text in texts.items()})


def _vectors(options: argparse.Namespace) -> int:
    return _write(options.folder, writing.written())


def _write(folder: str, files: dict[str, bytes]) -> int:
    for name, data in files.items():
        path = Path(folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        print(path)
    return 0


def _keys(files: Sequence[str]) -> list[OpeningKey]:
    """Read age identity files. Raises FileMissing, KeyUnreadable."""
    return [_key(file) for file in files]


def _key(file: str) -> OpeningKey:
    try:
        lines = _bytes_of(file).decode("utf-8").splitlines()
        return OpeningKey.from_text(next(one for one in lines if one[:1] not in {"", "#"}))
    except (StopIteration, ValueError) as trouble:
        raise KeyUnreadable(file=file) from trouble


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


def _pretty(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)


def _shown(text: str) -> str:
    """Return text that a terminal only shows: what would steer it is spelled out."""
    return "".join(
        sign if sign.isprintable() or sign == "\n" else sign.encode("unicode_escape").decode()
        for sign in text
    )
