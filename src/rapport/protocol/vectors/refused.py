"""Packages that every reader refuses, each with its code and what is wrong with it."""

from __future__ import annotations

import json
import math
import zipfile
from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

from rapport.protocol import package as packages
from rapport.protocol.package import MANIFEST, SIGNATURE
from rapport.protocol.vectors import cast
from rapport.protocol.vectors.making import document_of, manifest, signed, zipped

Refused = tuple[str, str, str, bytes]
"""A name, the code, what is wrong, the bytes."""

_DOCUMENT: Final = "letter.json"
_STRANGER: Final = str(UUID(int=1))


def refused() -> Iterator[Refused]:
    """Yield what is refused, in the order in which a reader would find out."""
    yield from _wrong_files()
    yield from _wrong_manifests()
    yield from _wrong_senders()
    yield from _wrong_parts()
    yield from _wrong_kinds()
    yield from _wrong_documents()


def _letter() -> dict[str, bytes]:
    return {_DOCUMENT: document_of("letter")}


def _wrong_files() -> Iterator[Refused]:
    code = "package.malformed"
    members = sorted(signed(_letter()).items())
    good = zipped(members)
    yield "empty", code, "no bytes", b""
    yield "no-zip", code, "a text", b"Dear Sir or Madam"
    yield "truncated", code, "the last 40 bytes are missing", good[:-40]
    yield "bytes-after", code, "one byte after the end", good + b"\n"
    yield "bytes-before", code, "one byte before the beginning", b"\n" + good
    yield "out-of-order", code, "entries in reverse order", zipped(members[::-1])
    yield "deflated", code, "entries are compressed", zipped(members, zipfile.ZIP_DEFLATED)
    yield "dated", code, "entries have another date", zipped(members, year=2099)
    yield "comment", code, "the ZIP has a comment", zipped(members, comment=b"Letter")
    doubled = zipped([members[0], members[0], *members[1:]])
    yield "doubled-name", code, "two entries of one name", doubled
    many = {f"part-{number:03}": b"" for number in range(packages.MOST_PARTS)}
    crowd = packages.pack(signed({**_letter(), **many}))
    yield "too-many-parts", "package.too_large", "101 parts", crowd


def _wrong_manifests() -> Iterator[Refused]:
    code = "package.malformed"
    members = signed(_letter())
    yield (
        "no-manifest",
        code,
        "manifest.json is missing",
        packages.pack({name: data for name, data in members.items() if name != MANIFEST}),
    )
    yield (
        "no-signature",
        code,
        "manifest.sig is missing",
        packages.pack({name: data for name, data in members.items() if name != SIGNATURE}),
    )
    yield "manifest-no-json", code, "the manifest is no JSON", _listed(b"{")
    for name, about, changes in (
        ("protocol-2", "another protocol", {"protocol": 2}),
        ("no-zone", "made_at has no zone", {"made_at": "2099-03-02T09:00:00"}),
        ("number-below-zero", "the number is -1", {"number": -1}),
        ("id-no-uuid", "the package's id is no UUID", {"package": "letter 12"}),
    ):
        yield name, code, about, _listed(manifest(_letter(), **changes))
    twice = json.dumps(manifest(_letter())).replace("{", '{"kind": "reply", ', 1)
    yield "manifest-name-twice", code, "two fields are called kind", _listed(twice.encode())
    odd = json.dumps(manifest(_letter(), later=math.nan)).encode()
    yield "manifest-nan", code, "a field that is not known is NaN", _listed(odd)
    capital = {"Letter.json": document_of("letter")}
    yield "capital-name", code, "a part's name has a capital", packages.pack(signed(capital))
    short = {**members, SIGNATURE: members[SIGNATURE][:-1]}
    yield "short-signature", "package.signature_wrong", "63 bytes", packages.pack(short)


def _wrong_senders() -> Iterator[Refused]:
    code = "package.signature_wrong"
    stranger = manifest(_letter(), sender=_STRANGER)
    yield "unknown-sender", "package.sender_unknown", "nobody's id", _listed(stranger)
    other = packages.pack(signed(_letter(), key=cast.STRANGER))
    yield "another-key", code, "signed by a key that is not the sender's", other
    bare = packages.pack(signed(_letter(), domain=b""))
    yield "no-domain", code, "signed without the prefix", bare
    members = signed(_letter())
    changed = {**members, MANIFEST: members[MANIFEST].replace(b'"number": 1', b'"number": 2')}
    yield "changed-manifest", code, "changed after it was signed", packages.pack(changed)
    astray = manifest(_letter(), recipient=str(cast.ARCHIVE.id))
    yield "wrong-recipient", "package.not_for_us", "addressed to the archive", _listed(astray)
    nobody = manifest(_letter(), recipient=str(packages.NOBODY), number=0)
    yield (
        "to-nobody",
        "package.not_for_us",
        "to nobody, by the door",
        _listed(nobody),
    )
    both = {**changed, _DOCUMENT: b"{}"}
    yield "signature-first", code, "manifest and part were changed", packages.pack(both)


def _wrong_parts() -> Iterator[Refused]:
    code = "package.part_altered"
    members = signed(_letter())
    altered = members[_DOCUMENT].replace(b"2099", b"2098", 1)
    yield (
        "wrong-hash",
        code,
        "a part was changed",
        packages.pack({**members, _DOCUMENT: altered}),
    )
    listed = manifest(_letter())
    listed["parts"][0]["size"] += 1
    yield "wrong-size", code, "a part has another size than listed", _listed(listed)
    code = "package.malformed"
    extra = packages.pack({**members, "annex.txt": b"An annex."})
    yield "part-not-listed", code, "a part that the manifest does not list", extra
    missing = signed(_letter(), manifest({**_letter(), "annex.txt": b"An annex."}))
    yield "part-missing", code, "a part that is listed is missing", packages.pack(missing)
    twice = manifest(_letter())
    twice["parts"] *= 2
    yield "listed-twice", code, "a part is listed twice", _listed(twice)
    annex = {"annex.txt": b"An annex."}
    yield "no-document", code, "there is no letter.json", packages.pack(signed(annex))


def _wrong_kinds() -> Iterator[Refused]:
    code = "package.kind_unknown"
    for name, kind, version in (
        ("unknown-kind", "horoscope", 1),
        ("later-version", "letter", 2),
        ("interim-reply", "interim_reply", 1),
    ):
        members = {f"{kind}.json": document_of("letter")}
        listed = manifest(members, kind=kind, version=version)
        yield name, code, f"{kind}, version {version}", packages.pack(signed(members, listed))


def _wrong_documents() -> Iterator[Refused]:
    code = "package.document_invalid"
    one, two = json.loads(document_of("letter"))["questions"]
    for name, about, changes in (
        ("field-too-large", "a subject of 501 characters", {"subject": "a" * 501}),
        ("field-missing", "no reference", {"reference": None}),
        ("date-no-day", "30 February", {"dated_on": "2099-02-30"}),
        ("instant-no-zone", "sent_at has no zone", {"sent_at": "2099-03-02T09:00:00"}),
        ("zero-byte", "a text with U+0000", {"questions": [{**one, "text": "a\x00b"}]}),
        ("questions-out-of-order", "question 2 before 1", {"questions": [two, one]}),
        ("language-unknown", "a language that is none of the six", {"language": "de"}),
    ):
        document = {_DOCUMENT: document_of("letter", **changes)}
        yield name, code, about, packages.pack(signed(document))
    doubled = document_of("letter").replace(b"{", b'{"subject": "another", ', 1)
    twice = packages.pack(signed({_DOCUMENT: doubled}))
    yield "document-name-twice", code, "two fields are called subject", twice
    odd = packages.pack(signed({_DOCUMENT: document_of("letter", later=[math.inf])}))
    yield "document-infinity", code, "Infinity in a field that is not known", odd
    text = packages.pack(signed({_DOCUMENT: b"Dear Sir or Madam"}))
    yield "document-no-json", code, "the document is no JSON", text


def _listed(listed: dict[str, Any] | bytes) -> bytes:
    return packages.pack(signed(_letter(), listed))
