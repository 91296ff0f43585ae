"""Letters, packages and small PDFs for these tests. Nobody in them exists."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from rapport.protocol import package as packages
from rapport.protocol.cards import Card
from rapport.protocol.kinds import Addressee, Document, Letter, LetterType, Question, Signatory
from rapport.protocol.package import Heading, Manifest, Part, PartEntry
from rapport.protocol.sealing import OpeningKey
from rapport.protocol.signing import SigningKey

OFFICE = UUID("0ff1ce00-0000-4000-8000-000000000001")
DESK = UUID("de5c0000-0000-4000-8000-000000000001")
PACKAGE = UUID("9ac4a9e0-0000-4000-8000-000000000001")
MATTER = UUID("1e77e200-0000-4000-8000-000000000001")
AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
KEY = SigningKey.from_text("BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=")

LETTER = Letter(
    letter=MATTER,
    type=LetterType.ALLEGATION,
    reference="AL OTH 12/2099",
    language="en",
    subject="Alleged suspension of accounts",
    dated_on=date(2026, 3, 2),
    sent_at=AT,
    reply_period_days=60,
    reply_due_on=date(2026, 5, 1),
    public_from=datetime(2026, 5, 1, 22, 0, tzinfo=UTC),
    signatories=[Signatory(mandate="demo-open-assembly", title="Special Rapporteur")],
    addressee=Addressee(name="Quillmoor Social", slug="demo-quillmoor"),
    questions=[Question(number=1, text="Please provide any additional information.")],
    demonstration=True,
)


OPENING = OpeningKey.from_text(
    "AGE-SECRET-KEY-1H68VVQN4EUNS8SWGP52XW437NYL8J5LQ40GKC28WFV086UTG5CNSFDS2LC"
)
"""Made for these tests; never use it."""


def a_card(
    key: SigningKey = KEY, *, previous: SigningKey | None = None, **changes: Any
) -> Card:
    """Return a contact card of the office, signed."""
    facts: dict[str, Any] = {
        "id": OFFICE,
        "side": "office",
        "name": "Special Procedures office",
        "addresses": ["http://127.0.0.1:9"],
        "signing_key": key.verify_key().to_text(),
        "encryption_key": OPENING.sealing_key().to_text(),
        "number": 1,
        "issued_at": AT,
    }
    return Card(**{**facts, **changes}).signed(key, previous)


def heading(**changes: Any) -> Heading:
    """Return who sends what to whom."""
    facts: dict[str, Any] = {
        "package": PACKAGE,
        "sender": OFFICE,
        "recipient": DESK,
        "number": 1,
        "matter": MATTER,
        "answers": None,
        "made_at": AT,
    }
    return Heading(**{**facts, **changes})


def package(
    document: Document = LETTER,
    files: Sequence[Part] = (),
    key: SigningKey = KEY,
    **changes: Any,
) -> bytes:
    """Return a package as the office would send it."""
    return packages.build(heading(**changes), document, files, key)


def with_page(page: bytes | None = None, **changes: Any) -> bytes:
    """Return a letter's package with its readable page and an annex."""
    own = Part("letter.pdf", "application/pdf", pdf() if page is None else page)
    return package(files=[own, Part("annex.txt", "text/plain", b"An annex.")], **changes)


def signed(
    members: Mapping[str, bytes], key: SigningKey = KEY, **changes: Any
) -> dict[str, bytes]:
    """Return members under a manifest that lists them, signed: what a sender could make."""
    facts: dict[str, Any] = {
        "protocol": 1,
        "package": PACKAGE,
        "kind": "letter",
        "version": 1,
        "sender": OFFICE,
        "recipient": DESK,
        "number": 1,
        "matter": MATTER,
        "answers": None,
        "made_at": AT,
        "parts": [
            PartEntry(
                name=name,
                media_type="application/json",
                size=len(data),
                sha256=sha256(data).hexdigest(),
            )
            for name, data in sorted(members.items())
        ],
    }
    listed = Manifest.model_construct(**{**facts, **changes}).model_dump_json().encode()
    return under(listed, members, key)


def under(
    listed: bytes, members: Mapping[str, bytes], key: SigningKey = KEY
) -> dict[str, bytes]:
    """Return members under a manifest of any bytes, signed."""
    signature = key.sign(domain=packages.DOMAIN, data=listed)
    return {**members, packages.MANIFEST: listed, packages.SIGNATURE: signature}


def letter_json() -> dict[str, bytes]:
    """Return the parts of a letter without files."""
    return {"letter.json": LETTER.model_dump_json().encode()}


def zipped(members: Sequence[tuple[str, bytes]], how: int = zipfile.ZIP_STORED) -> bytes:
    """Return a ZIP as any program would write it."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", how) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, how)
    return file.getvalue()


CATALOGUE = b"<</Type /Catalog /Pages 2 0 R /Lang (en-GB)>>"
PAGES = b"<</Type /Pages /Kids [3 0 R] /Count 1>>"
PAGE = b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 200 200]>>"
INFO = b"<</Title (A letter)>>"
IDENTIFIER = b"[<0123456789ABCDEF0123456789ABCDEF> <0123456789ABCDEF0123456789ABCDEF>]"


def pdf(
    catalogue: bytes = CATALOGUE,
    *,
    packed: bool = False,
    deflated: bool = True,
    trailer: Mapping[str, bytes] | None = None,
    widths: tuple[int, int, int] = (1, 4, 2),
    index: bytes = b"",
    end: bytes = b"startxref\n%d\n%%%%EOF\n",
) -> bytes:
    """Return a small PDF in the plain form; packed, its catalogue is in an object stream."""
    body = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
    objects = {2: PAGES, 3: PAGE, 4: INFO}
    if packed:
        inside = b"1 0 " + catalogue
        places[1] = (2, 5, 0)
        objects[5] = stream(inside, deflated, b"/Type /ObjStm /N 1 /First 4")
    else:
        objects[1] = catalogue
    for number, text in sorted(objects.items()):
        places[number] = (1, len(body), 0)
        body += b"%d 0 obj\n%b\nendobj\n" % (number, text)
    last = max(places) + 1
    if not widths[0]:  # every object is one in use: no room to say that the first is not
        del places[0]
        index = b"[1 %d]" % last
    at = len(body)
    places[last] = (1, at, 0)
    lines = b"".join(
        (number % 256**width).to_bytes(width)
        for _, entry in sorted(places.items())
        for number, width in zip(entry, widths, strict=True)
    )
    entries = {
        "Type": b"/XRef",
        "Size": b"%d" % (last + 1),
        "W": b"[%d %d %d]" % widths,
        "Root": b"1 0 R",
        "Info": b"4 0 R",
        "ID": IDENTIFIER,
        **({"Index": index} if index else {}),
        **(trailer or {}),
    }
    said = b" ".join(b"/%b %b" % (key.encode(), text) for key, text in entries.items() if text)
    body += b"%d 0 obj\n%b\nendobj\n" % (last, stream(lines, deflated, said))
    return bytes(body) + (end % at if b"%d" in end else end)


def stream(data: bytes, deflated: bool, entries: bytes) -> bytes:
    """Return a stream object's text."""
    coded = zlib.compress(data) if deflated else data
    how = b" /Filter /FlateDecode" if deflated else b""
    head = b"<<%b%b /Length %d>>" % (entries, how, len(coded))
    return b"%b\nstream\n%b\nendstream" % (head, coded)
