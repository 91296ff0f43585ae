"""A package goes out and comes in whole: what is read is what was signed."""

from __future__ import annotations

import json
import zipfile
from hashlib import sha256
from io import BytesIO
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.protocol import making
from tests.protocol.making import DESK, KEY, LETTER, OFFICE, package

from rapport.protocol import package as packages
from rapport.protocol.errors import PackageRefused
from rapport.protocol.kinds import Letter
from rapport.protocol.package import Part
from rapport.protocol.signing import VerifyKey

PART = st.builds(
    Part,
    name=st.from_regex(r"[a-z0-9][a-z0-9._-]{0,40}", fullmatch=True).filter(
        lambda name: name not in {"letter.json", "manifest.json", "manifest.sig"}
    ),
    media_type=st.sampled_from(["application/pdf", "image/png", "text/plain"]),
    data=st.binary(max_size=400),
)


def key_of(sender: UUID) -> VerifyKey | None:
    """Know the office."""
    return KEY.verify_key() if sender == OFFICE else None


@given(files=st.lists(PART, max_size=5, unique_by=lambda part: part.name))
def test_what_is_read_is_what_was_signed(files: list[Part]) -> None:
    read = packages.read(package(files=files), key_of=key_of, me=DESK)

    assert read.document == LETTER
    assert dict(read.files) == {part.name: part for part in files}
    assert read.manifest.sender == OFFICE


@given(files=st.lists(PART, max_size=4, unique_by=lambda part: part.name))
def test_the_order_of_files_does_not_change_the_bytes(files: list[Part]) -> None:
    assert package(files=files) == package(files=files[::-1])


@given(place=st.integers(0, 10**6), flip=st.integers(1, 255))
def test_no_byte_can_be_changed(place: int, flip: int) -> None:
    whole = bytearray(package(files=[Part("annex.txt", "text/plain", b"An annex.")]))
    whole[place % len(whole)] ^= flip

    with pytest.raises(PackageRefused):
        packages.read(bytes(whole), key_of=key_of, me=DESK)


@given(data=st.binary(max_size=300))
def test_any_bytes_are_refused_in_words(data: bytes) -> None:
    with pytest.raises(PackageRefused) as refused:
        packages.read(data, key_of=key_of, me=DESK)

    assert str(refused.value).endswith(".")


def test_fields_of_a_later_version_are_kept() -> None:
    more = Letter.model_validate({**LETTER.model_dump(), "sealed_copies": 3})

    read = packages.read(package(more), key_of=key_of, me=DESK)

    assert read.document.model_dump()["sealed_copies"] == 3


def test_a_package_can_be_opened_and_checked_without_rapport() -> None:
    with zipfile.ZipFile(BytesIO(package())) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        hashes = {name: sha256(archive.read(name)).hexdigest() for name in archive.namelist()}

    assert [part["sha256"] for part in manifest["parts"]] == [hashes["letter.json"]]


def test_who_looks_at_a_package_needs_no_key() -> None:
    assert packages.examine(package()).document == LETTER
    assert packages.read(package(), key_of=key_of, me=None).document == LETTER
    assert packages.check_signature(package(), key_of).sender == OFFICE


@pytest.mark.parametrize(
    "name", ["letter.json", "manifest.json", "manifest.sig", "Annex.txt", "../up", "a b", ""]
)
def test_a_part_that_could_not_be_read_back_is_not_packed(name: str) -> None:
    with pytest.raises(ValueError, match="part"):
        package(files=[Part(name, "text/plain", b"")])


def test_more_than_fits_is_not_packed() -> None:
    large = Part("large.bin", "application/octet-stream", bytes(packages.LARGEST_BYTES))

    with pytest.raises(ValueError, match="32 MiB"):
        package(files=[large])


def test_a_refusal_tells_what_the_manifest_claims() -> None:
    with pytest.raises(PackageRefused) as refused:
        packages.read(package(), key_of=lambda sender: None, me=DESK)

    assert (refused.value.package, refused.value.sender) == (making.PACKAGE, OFFICE)
