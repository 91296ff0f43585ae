"""Whatever is wrong with a package, it is refused with a sentence of its own."""

from __future__ import annotations

import struct
import zipfile
from uuid import UUID, uuid4

import pytest
from tests.protocol import making
from tests.protocol.making import DESK, KEY, OFFICE, letter_json, package, signed, zipped

from rapport.protocol import package as packages
from rapport.protocol.errors import PackageRefused
from rapport.protocol.package import MOST_PARTS, Part
from rapport.protocol.signing import SigningKey, VerifyKey


def key_of(sender: UUID) -> VerifyKey | None:
    """Know the office."""
    return KEY.verify_key() if sender == OFFICE else None


def refusal_of(data: bytes, me: UUID = DESK) -> tuple[str, str]:
    """Read what is no good; return code and sentence."""
    with pytest.raises(PackageRefused) as refused:
        packages.read(data, key_of=key_of, me=me)
    return refused.value.code, str(refused.value)


def packed(**changes: object) -> bytes:
    """Return a letter under a signed manifest with things changed."""
    return packages.pack(signed(letter_json(), **changes))


def test_what_is_no_zip() -> None:
    assert refusal_of(b"") == refusal_of(b"Dear Sir or Madam")
    assert refusal_of(b"") == (
        "package.malformed",
        "This is not a package as Rapport makes them: it cannot be opened.",
    )


@pytest.mark.parametrize("left", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_package(left: float) -> None:
    whole = package()

    assert refusal_of(whole[: int(len(whole) * left)])[0] == "package.malformed"


def test_compressed_parts() -> None:
    members = sorted(signed(letter_json()).items())

    code, sentence = refusal_of(zipped(members, zipfile.ZIP_DEFLATED))

    assert code == "package.malformed"
    assert "its parts are compressed" in sentence


def test_a_zip_bomb_is_never_inflated() -> None:
    bomb = zipped([("manifest.json", bytes(200_000_000))], zipfile.ZIP_DEFLATED)

    assert len(bomb) < 500_000
    assert "compressed" in refusal_of(bomb)[1]


def test_parts_that_lie_over_each_other() -> None:
    """Two entries that name the same bytes: the way to a bomb without deflate."""
    whole = bytearray(zipped([("a", b"x" * 4000), ("b", b"y")]))
    second = whole.rindex(b"PK\x01\x02")
    whole[second + 20 : second + 28] = (4000).to_bytes(4, "little") * 2

    assert "its parts overlap" in refusal_of(bytes(whole))[1]


def test_two_parts_of_one_name() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        twice = zipped([*sorted(signed(letter_json()).items()), ("letter.json", b"{}")])

    assert refusal_of(twice)[0] == "package.malformed"


def test_a_hundred_thousand_parts() -> None:
    many = zipped([(str(number), b"") for number in range(100_000)])

    code, sentence = refusal_of(many)

    assert code == "package.too_large"
    assert "more than 100 parts" in sentence


@pytest.mark.parametrize("locator", [b"", b"PK\x06\x07" + bytes(16)])
def test_a_directory_that_would_take_seconds_to_read_is_not_read(
    locator: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = b"PK\x01\x02" * 1_000_000
    told = len(entries) if not locator else 0
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, told, 0, 0)
    monkeypatch.setattr(zipfile, "ZipFile", None)  # whoever opens it fails

    code, _ = refusal_of(entries + locator + end)

    assert code == ("package.malformed" if locator else "package.too_large")


def test_one_part_too_many() -> None:
    some = {f"part-{number:03}": b"" for number in range(MOST_PARTS - 1)}
    whole = packages.pack(signed({**letter_json(), **some}))

    assert len(packages.read(whole, key_of=key_of, me=DESK).files) == MOST_PARTS - 1
    more = packages.pack(signed({**letter_json(), **some, "one-more": b""}))
    assert refusal_of(more)[0] == "package.too_large"


def test_more_bytes_than_are_taken() -> None:
    code, sentence = refusal_of(bytes(packages.LARGEST_BYTES + 1))

    assert code == "package.too_large"
    assert "33554433 bytes, at most 33554432" in sentence


@pytest.mark.parametrize("extra", [b"\x00", b"PK", b"a comment"])
def test_bytes_that_are_no_part_of_it(extra: bytes) -> None:
    assert refusal_of(package() + extra)[0] == "package.malformed"
    assert refusal_of(extra + package())[0] == "package.malformed"


def test_a_zip_in_another_form() -> None:
    """Same names and bytes, other dates: a reader of another kind might read something else."""
    members = sorted(signed(letter_json()).items())

    assert "not in the one form" in refusal_of(zipped(members[::-1]))[1]


@pytest.mark.parametrize("missing", ["manifest.json", "manifest.sig"])
def test_no_manifest_or_no_signature(missing: str) -> None:
    members = signed(letter_json())
    del members[missing]

    assert "the manifest or its signature is missing" in refusal_of(packages.pack(members))[1]


def test_a_manifest_that_is_too_long() -> None:
    members = making.under(b" " * (packages.LARGEST_MANIFEST + 1), letter_json())

    assert refusal_of(packages.pack(members))[0] == "package.too_large"


@pytest.mark.parametrize("listed", [b"[]", b"{}", b"no json", b"\xff", b'{"protocol": 2}'])
def test_a_manifest_that_is_none(listed: bytes) -> None:
    code, sentence = refusal_of(packages.pack(making.under(listed, letter_json())))

    assert code == "package.malformed"
    assert "its manifest is wrong" in sentence


def test_a_later_protocol() -> None:
    assert "protocol" in refusal_of(packed(protocol=2))[1]


def test_a_sender_nobody_knows() -> None:
    code, sentence = refusal_of(packed(sender=uuid4()))

    assert code == "package.sender_unknown"
    assert "Exchange contact cards first" in sentence


def test_another_key() -> None:
    assert refusal_of(package(key=SigningKey.generate()))[0] == "package.signature_wrong"


def test_a_manifest_changed_after_it_was_signed() -> None:
    members = signed(letter_json())
    members["manifest.json"] = members["manifest.json"].replace(b'"number":1', b'"number":2')

    assert refusal_of(packages.pack(members))[0] == "package.signature_wrong"


def test_a_signature_of_another_length() -> None:
    members = signed(letter_json()) | {"manifest.sig": b"short"}

    assert refusal_of(packages.pack(members))[0] == "package.signature_wrong"


def test_a_signature_made_for_another_purpose() -> None:
    members = signed(letter_json())
    members["manifest.sig"] = KEY.sign(domain=b"another", data=members["manifest.json"])

    assert refusal_of(packages.pack(members))[0] == "package.signature_wrong"


def test_another_addressee() -> None:
    assert refusal_of(package(), me=uuid4())[0] == "package.not_for_us"


def test_a_part_changed_after_it_was_signed() -> None:
    members = signed(letter_json())
    members["letter.json"] = members["letter.json"].replace(b"2099", b"2098")

    assert refusal_of(packages.pack(members)) == (
        "package.part_altered",
        "The part letter.json was changed after the package was signed.",
    )


def test_a_part_of_another_size() -> None:
    members = signed(letter_json())
    members["letter.json"] += b" "

    assert refusal_of(packages.pack(members))[0] == "package.part_altered"


def test_parts_that_the_manifest_does_not_list() -> None:
    more = signed(letter_json()) | {"more.txt": b"more"}
    less = signed({**letter_json(), "more.txt": b"more"})
    del less["more.txt"]

    for members in (more, less):
        assert (
            "its parts are not those of its manifest" in refusal_of(packages.pack(members))[1]
        )


def test_a_part_that_is_listed_twice() -> None:
    entry = packages.PartEntry(name="letter.json", media_type="x", size=0, sha256="0" * 64)

    assert "its parts are not those" in refusal_of(packed(parts=[entry, entry]))[1]


def test_a_kind_that_is_not_known() -> None:
    code, sentence = refusal_of(packed(kind="invoice"))

    assert code == "package.kind_unknown"
    assert "kind invoice" in sentence


def test_a_later_version_of_a_kind() -> None:
    assert refusal_of(packed(version=2))[0] == "package.kind_unknown"


def test_a_package_without_its_document() -> None:
    assert (
        "it has no part letter.json"
        in refusal_of(packages.pack(signed({"annex.txt": b"An annex."})))[1]
    )


def test_a_document_that_does_not_fit_its_kind() -> None:
    unnumbered = letter_json()["letter.json"].replace(b'"number":1', b'"number":7')

    code, sentence = refusal_of(packages.pack(signed({"letter.json": unnumbered})))

    assert code == "package.document_invalid"
    assert "questions are numbered 1, 2, 3" in sentence


def test_what_is_said_of_a_document_does_not_repeat_it() -> None:
    secret = letter_json()["letter.json"].replace(b'"type":"AL"', b'"type":"secret"')

    code, sentence = refusal_of(packages.pack(signed({"letter.json": secret})))

    assert code == "package.document_invalid"
    assert "type" in sentence
    assert "secret" not in sentence


@pytest.mark.parametrize("place", ["subject", "text", "title"])
def test_a_text_with_a_sign_that_no_database_keeps(place: str) -> None:
    letter = letter_json()["letter.json"]
    spoilt = letter.replace(f'"{place}":"'.encode(), f'"{place}":"\\u0000'.encode(), 1)

    assert spoilt != letter
    assert refusal_of(packages.pack(signed({"letter.json": spoilt})))[0] == (
        "package.document_invalid"
    )


def test_a_document_that_is_no_object() -> None:
    code, sentence = refusal_of(packages.pack(signed({"letter.json": b"[]"})))

    assert code == "package.document_invalid"
    assert "the document" in sentence


def test_who_only_looks_is_told_the_same() -> None:
    members = signed(letter_json()) | {"letter.json": b"{}"}

    with pytest.raises(PackageRefused) as refused:
        packages.examine(packages.pack(members))

    assert refused.value.code == "package.part_altered"
    assert refused.value.package == making.PACKAGE


def test_a_name_that_is_no_text() -> None:
    files = [Part("annex.txt", "text/plain", b"")]
    whole = package(files=files).replace(b"annex.txt", b"\xff\xfe\xfd\xfc\xfb.txt")

    assert refusal_of(whole)[0] == "package.malformed"
