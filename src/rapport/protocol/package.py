"""A package: parts under a signed manifest, as one file.

The file is a ZIP, stored, its entries sorted by name, with fixed dates: the same content always
gives the same bytes, and any other bytes are refused. `manifest.json` lists every part with
size and SHA-256; `manifest.sig` is the sender's Ed25519 signature over the manifest's bytes as
they are. What is read is what was signed. Format: docs/reference/protocol/package.md.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated, Final, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from rapport.protocol.errors import (
    DocumentInvalid,
    IdReused,
    KindUnknown,
    Malformed,
    NotForUs,
    PackageRefused,
    PartAltered,
    SenderUnknown,
    SignatureWrong,
    TooLarge,
)
from rapport.protocol.jsontext import trouble_in
from rapport.protocol.kinds import KINDS, NO_NUL, Document
from rapport.protocol.limits import LARGEST_BYTES
from rapport.protocol.signing import SigningKey, VerifyKey

__all__ = [
    "LARGEST_BYTES",
    "NOBODY",
    "FontFile",
    "Heading",
    "IdReused",
    "Manifest",
    "Package",
    "PackageRefused",
    "Part",
    "build",
    "check_signature",
    "examine",
    "is_open",
    "pack",
    "peek",
    "read",
]

DOMAIN: Final = b"rapport-package-v1\x00"
NOBODY: Final = UUID(int=0)
"""Stands for the recipient whose id the sender did not know."""

FOR_NOBODY: Final = frozenset({"letter"})
"""Kinds that may be addressed to nobody: the document itself says whose company it is for."""

MOST_PARTS: Final = 100
LARGEST_MANIFEST: Final = 256 * 1024
LARGEST_DIRECTORY: Final = 256 * 1024
MOST_FONTS: Final = 50
MANIFEST: Final = "manifest.json"
SIGNATURE: Final = "manifest.sig"
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_END: Final = struct.Struct("<4s4H2LH")
_END_MARK: Final = b"PK\x05\x06"
_ZIP64_MARK: Final = b"PK\x06\x07"
_ZIP64_BYTES: Final = 20


class FontFile(BaseModel):
    """A font file with which a page was set: the same file sets the same page again."""

    model_config = ConfigDict(extra="allow", frozen=True)

    name: Annotated[str, Field(max_length=200, pattern=NO_NUL)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


@dataclass(frozen=True, slots=True)
class Part:
    """A file of a package, its name in lower-case ASCII; the document has people's own name."""

    name: str
    media_type: str
    data: bytes
    fonts: tuple[FontFile, ...] = ()


class PartEntry(BaseModel):
    """A part as the manifest lists it."""

    model_config = ConfigDict(extra="allow", frozen=True)

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]{0,99}$")]
    media_type: Annotated[str, Field(max_length=120, pattern=NO_NUL)]
    size: Annotated[int, Field(ge=0, le=LARGEST_BYTES)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    fonts: Annotated[
        list[FontFile], Field(max_length=MOST_FONTS, exclude_if=lambda fonts: not fonts)
    ] = []
    """Of a page that was set in type here. Not written where there are none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """Who sends what to whom: what a manifest says besides its parts."""

    package: UUID
    sender: UUID
    recipient: UUID
    number: int
    matter: UUID
    answers: UUID | None
    made_at: AwareDatetime


class Manifest(BaseModel):
    """The signed table of contents of a package."""

    model_config = ConfigDict(extra="allow", frozen=True)

    protocol: Literal[1] = 1
    package: UUID
    kind: Annotated[str, Field(pattern=r"^[a-z][a-z_]{0,39}$")]
    version: Annotated[int, Field(ge=1, le=999)]
    sender: UUID
    recipient: UUID
    number: Annotated[int, Field(ge=0, le=2**53)]
    matter: UUID
    answers: UUID | None
    made_at: AwareDatetime
    parts: Annotated[list[PartEntry], Field(max_length=MOST_PARTS)]


@dataclass(frozen=True, slots=True)
class Package:
    """A package that was read: whole, signed, and of a known kind."""

    manifest: Manifest
    document: Document
    files: Mapping[str, Part]


def build(
    heading: Heading, document: Document, files: Sequence[Part], key: SigningKey
) -> bytes:
    """Return the package as a file. The same arguments give the same bytes.

    Raises ValueError for a part that could not be read back.
    """
    name = _document_name(document.KIND)
    own = Part(name, "application/json", document.model_dump_json().encode())
    parts = sorted([own, *files], key=lambda part: part.name)
    names = [part.name for part in parts]
    if len(set(names)) != len(names) or {MANIFEST, SIGNATURE} & set(names):
        raise ValueError("each part of a package has a name of its own")
    if not all(_NAME.fullmatch(one) for one in names):
        raise ValueError("a part's name is lower-case ASCII")
    manifest = Manifest(
        package=heading.package,
        kind=document.KIND,
        version=document.VERSION,
        sender=heading.sender,
        recipient=heading.recipient,
        number=heading.number,
        matter=heading.matter,
        answers=heading.answers,
        made_at=heading.made_at,
        parts=[_entry(part) for part in parts],
    )
    listed = manifest.model_dump_json().encode()
    members = {part.name: part.data for part in parts}
    members[MANIFEST] = listed
    members[SIGNATURE] = key.sign(domain=DOMAIN, data=listed)
    body = pack(members)
    if len(body) > LARGEST_BYTES:
        raise ValueError("a package is at most 32 MiB")
    return body


def read(
    data: bytes,
    *,
    key_of: Callable[[UUID], VerifyKey | None],
    me: UUID | None,
    by_hand: bool = False,
) -> Package:
    """Check a package from its outside inwards, and return what was signed.

    With me None the recipient is not checked; by hand a letter to nobody is taken too. Raises
    PackageRefused: Malformed, TooLarge, SenderUnknown, SignatureWrong, NotForUs, PartAltered,
    KindUnknown, DocumentInvalid.
    """
    manifest, members = peek(data)
    try:
        _check_sender(manifest, members, key_of, None if by_hand and is_open(manifest) else me)
        _check_parts(manifest, members)
        return _package(manifest, members)
    except PackageRefused as refusal:
        raise refusal.about(manifest.package, manifest.sender)  # noqa: B904  the same refusal


def is_open(manifest: Manifest) -> bool:
    """Whether a package was made for a company whose desk was not known, or not there yet."""
    is_unnamed = manifest.recipient == NOBODY and manifest.number == 0
    return is_unnamed and manifest.kind in FOR_NOBODY


def examine(data: bytes) -> Package:
    """Check all of a package but who made it: its signature is not looked at.

    For people who look at a file whose sender they do not know. Raises PackageRefused as `read`
    does, without SenderUnknown, SignatureWrong, NotForUs.
    """
    manifest, members = peek(data)
    try:
        _check_parts(manifest, members)
        return _package(manifest, members)
    except PackageRefused as refusal:
        raise refusal.about(manifest.package, manifest.sender)  # noqa: B904  the same refusal


def check_signature(data: bytes, key_of: Callable[[UUID], VerifyKey | None]) -> Manifest:
    """Check who signed a package, and nothing else of it; return its manifest.

    Raises PackageRefused: Malformed, TooLarge, SenderUnknown, SignatureWrong.
    """
    manifest, members = peek(data)
    _check_sender(manifest, members, key_of, None)
    return manifest


def peek(data: bytes) -> tuple[Manifest, dict[str, bytes]]:
    """Return manifest and members of a package without trusting them. Raises PackageRefused."""
    members = _unzip(data)
    return _manifest(members), members


def _document_name(kind: str) -> str:
    return f"{kind}.json"


def _entry(part: Part) -> PartEntry:
    return PartEntry(
        name=part.name,
        media_type=part.media_type,
        size=len(part.data),
        sha256=sha256(part.data).hexdigest(),
        fonts=list(part.fonts),
    )


def pack(members: Mapping[str, bytes]) -> bytes:
    """Return named bytes as a file in the one form that packages have."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(members):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 3
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, members[name])
    return file.getvalue()


def _unzip(data: bytes) -> dict[str, bytes]:
    if len(data) > LARGEST_BYTES:
        raise TooLarge(reason=f"it has {len(data)} bytes, at most {LARGEST_BYTES} are taken")
    _check_end(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_PARTS + 2:
                raise TooLarge(
                    reason=f"it has {len(entries)} parts, at most {MOST_PARTS} are taken"
                )
            if any(entry.compress_type != zipfile.ZIP_STORED for entry in entries):
                raise Malformed(reason="its parts are compressed")
            if sum(entry.file_size for entry in entries) > len(data):
                raise Malformed(reason="its parts overlap")
            members = {entry.filename: archive.read(entry) for entry in entries}
    except (
        zipfile.BadZipFile,
        struct.error,
        EOFError,
        NotImplementedError,
        OSError,
        RuntimeError,
        UnicodeError,
        ValueError,
    ) as trouble:
        raise Malformed(reason="it cannot be opened") from trouble
    if pack(members) != data:
        raise Malformed(reason="it is not in the one form that packages have")
    return members


def _check_end(data: bytes) -> None:
    """Look at the end of a ZIP before it is opened: reading a long directory takes seconds."""
    end = data[-_END.size :]
    if len(end) < _END.size or not end.startswith(_END_MARK):
        raise Malformed(reason="it cannot be opened")
    directory_bytes = _END.unpack(end)[5]
    if directory_bytes > LARGEST_DIRECTORY:
        raise TooLarge(reason=f"it has more than {MOST_PARTS} parts")
    if data[: -_END.size][-_ZIP64_BYTES:].startswith(_ZIP64_MARK):
        raise Malformed(reason="it is not in the one form that packages have")


def _manifest(members: Mapping[str, bytes]) -> Manifest:
    listed = members.get(MANIFEST, b"")
    if not listed or SIGNATURE not in members:
        raise Malformed(reason="the manifest or its signature is missing")
    if len(listed) > LARGEST_MANIFEST:
        raise TooLarge(reason="its manifest is too long")
    try:
        manifest = Manifest.model_validate_json(listed)
    except ValidationError as trouble:
        raise Malformed(reason=f"its manifest is wrong: {_first(trouble)}") from trouble
    if said := trouble_in(listed):
        raise Malformed(reason=f"its manifest is wrong: {said}")
    return manifest


def _check_sender(
    manifest: Manifest,
    members: Mapping[str, bytes],
    key_of: Callable[[UUID], VerifyKey | None],
    me: UUID | None,
) -> None:
    key = key_of(manifest.sender)
    if key is None:
        raise SenderUnknown
    if not key.verifies(members[SIGNATURE], domain=DOMAIN, data=members[MANIFEST]):
        raise SignatureWrong
    if me is not None and manifest.recipient != me:
        raise NotForUs


def _check_parts(manifest: Manifest, members: Mapping[str, bytes]) -> None:
    listed = [entry.name for entry in manifest.parts]
    if sorted(listed) != sorted(set(members) - {MANIFEST, SIGNATURE}):
        raise Malformed(reason="its parts are not those of its manifest")
    for entry in manifest.parts:
        data = members[entry.name]
        if len(data) != entry.size or sha256(data).hexdigest() != entry.sha256:
            raise PartAltered(part=entry.name)


def _package(manifest: Manifest, members: Mapping[str, bytes]) -> Package:
    kind = KINDS.get(manifest.kind)
    if kind is None:
        raise KindUnknown(kind=manifest.kind)
    if manifest.version > kind.VERSION:
        raise KindUnknown(kind=f"{manifest.kind}, version {manifest.version},")
    own = _document_name(manifest.kind)
    if own not in members:
        raise Malformed(reason=f"it has no part {own}")
    try:
        document = kind.model_validate_json(members[own])
    except ValidationError as trouble:
        raise DocumentInvalid(kind=manifest.kind, reason=_first(trouble)) from trouble
    if said := trouble_in(members[own]):
        raise DocumentInvalid(kind=manifest.kind, reason=said)
    files = {
        entry.name: Part(entry.name, entry.media_type, members[entry.name], tuple(entry.fonts))
        for entry in manifest.parts
        if entry.name != own
    }
    return Package(manifest, document, files)


def _first(trouble: ValidationError) -> str:
    """Say where and what the first error is, without the value: it may be confidential."""
    error = trouble.errors(include_input=False, include_url=False)[0]
    where = ".".join(str(step) for step in error["loc"]) or "the document"
    # of a UUID it would tell the sign that is wrong
    said = "Input should be a UUID" if error["type"] == "uuid_parsing" else error["msg"]
    return f"{where}: {said}"
