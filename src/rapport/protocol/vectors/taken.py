"""Packages, PDFs and seals that every reader takes, and seals that it refuses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from rapport.protocol import package as packages
from rapport.protocol import pdf
from rapport.protocol.package import Part
from rapport.protocol.vectors import age, cast, page
from rapport.protocol.vectors.examples import EXAMPLES
from rapport.protocol.vectors.making import document_of, manifest, signed, whole

Vector = tuple[str, str, str, bytes]
"""A name, the code or nothing when it is taken, what it is, the bytes."""

IDS: Final = ("package", "sender", "recipient", "matter")
NOBODYS: Final = "to-nobody"
ANNEX: Final = Part("annex.txt", "text/plain", b"An annex.")


def packages_taken() -> Iterator[Vector]:
    """Yield a package of every kind, and some that are unusual and right."""
    for kind in EXAMPLES:
        yield kind, "", "the example of its kind", whole(kind)
    more = {"letter.json": document_of("letter", colour="blue", parts_sealed={"by": [1, 2]})}
    yield "unknown-fields", "", "fields of a later version: kept", packages.pack(signed(more))
    numbers = {"letter.json": document_of("letter", later=[1.5, -0.25, 10**30])}
    about = "numbers with a fraction and large ones in a field that is not known: kept"
    yield "unknown-numbers", "", about, packages.pack(signed(numbers))
    plain = {"letter.json": document_of("letter")}
    listed = json.dumps({**manifest(plain), "priority": "high"}, indent=4).encode()
    spelled = packages.pack(signed(plain, listed))
    yield "other-spelling", "", "a manifest spelled otherwise, with a field more", spelled
    yield "with-page", "", "a letter with its page and an annex", with_page()
    zoned = manifest(plain, made_at="2099-03-02T10:00:00+01:00")
    yield "another-zone", "", "made_at in Geneva's zone", packages.pack(signed(plain, zoned))
    loud = {name: str(one).upper() for name, one in manifest(plain).items() if name in IDS}
    spelled = packages.pack(signed(plain, manifest(plain, **loud)))
    yield "capital-ids", "", "the manifest's ids are in capitals", spelled
    nobody = manifest(plain, recipient=str(packages.NOBODY), number=0)
    yield NOBODYS, "", "to nobody, handed in by a person", packages.pack(signed(plain, nobody))
    short = ("parts", "also_written_to", "demonstration")
    few = {"letter.json": document_of("letter", **dict.fromkeys(short))}
    yield "left-out", "", "fields with a default are left out", packages.pack(signed(few))


def with_page() -> bytes:
    """Return a letter with its page and an annex."""
    own = Part("letter.pdf", "application/pdf", page.blank())
    return whole("letter", [own, ANNEX])


def pdfs() -> Iterator[Vector]:
    """Yield the PDF that carries a package, and some that were changed since."""
    good = pdf.embed(with_page())
    yield "letter", "", "carries with-page.rapport", good
    yield "no-package", "package.pdf_without_package", "a page alone", page.blank()
    locked = page.blank().replace(b"/Info 4 0 R", b"/Info 4 0 R /Encrypt 9 0 R")
    yield "encrypted", "package.pdf_encrypted", "its trailer names an encryption", locked
    other = good.replace(b"A letter", b"A latter", 1)
    yield "page-changed", "package.page_altered", "another title", other
    described = good.replace(b"The signed data", b"The signed date", 1)
    yield "update-changed", "package.pdf_altered", "another description", described
    yield "bytes-after", "package.pdf_altered", "one line after the end", good + b"%\n"


def seals() -> Iterator[Vector]:
    """Yield sealed files for the desk, and some that it refuses."""
    inside, desk = whole("letter"), cast.DESK.opening
    good = age.seal(inside, desk)
    yield "letter", "", "letter.rapport, sealed for the desk", good
    both = age.seal(inside, cast.OFFICE.opening, desk)
    yield "two-keys", "", "sealed for office and desk", both
    yield (
        "decoy",
        "",
        "a stanza of another kind first",
        age.seal(inside, desk, before=age.DECOY),
    )
    yield "plain", "package.not_sealed", "not sealed", inside
    archive = age.seal(inside, cast.ARCHIVE.opening)
    yield "for-another", "package.sealed_for_another", "sealed for the archive", archive
    damaged = "package.seal_damaged"
    many = age.seal(inside, *[desk] * 20)
    yield "twenty-keys", "", "sealed for as many keys as there may be", many
    more = age.seal(inside, *[desk] * 21)
    yield "too-many-keys", "package.too_large", "sealed for 21 keys", more
    long = age.seal(inside, desk, before=age.DECOY * 700)
    yield "long-header", damaged, "the header has more than 16,384 bytes", long
    yield "no-header", damaged, "nothing good after the first line", good[:22] + b"-> \n"
    yield "cut", damaged, "the last byte is missing", good[:-1]
    yield "changed", damaged, "the last byte is another", good[:-1] + bytes([good[-1] ^ 1])
    header = good.replace(b"\n-> X25519", b"\n" + age.DECOY + b"-> X25519", 1)
    yield "header-changed", damaged, "a stanza was put in later", header
    scrypt = b"-> scrypt AAAAAAAAAAAAAAAAAAAAAA 18\n" + b"A" * 43 + b"\n"
    phrase = age.seal(inside, desk, before=scrypt)
    yield "passphrase", "package.sealed_for_another", "a stanza for a passphrase", phrase
