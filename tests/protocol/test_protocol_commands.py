"""`rapport protocol`: look at a package and check it, with no installation and no network."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import UUID

import pytest
from tests.protocol.making import (
    KEY,
    OFFICE,
    a_card,
    letter_json,
    package,
    signed,
    with_page,
)
from tests.protocol.test_vectors import FOLDER as VECTORS

from rapport.cli.main import main
from rapport.protocol import package as packages
from rapport.protocol import pdf, schemas
from rapport.protocol.signing import SigningKey
from rapport.protocol.vectors import cast

Printed = pytest.CaptureFixture[str]


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """A package as a file."""
    path = tmp_path / "letter.rapport"
    path.write_bytes(package())
    return path


@pytest.fixture
def card(tmp_path: Path) -> Path:
    """The office's contact card."""
    path = tmp_path / "office.json"
    path.write_text(card_with(KEY), encoding="utf-8")
    return path


def card_with(key: SigningKey) -> str:
    """Return a contact card of the office."""
    return a_card(key).to_bytes().decode()


def test_a_package_is_verified_with_the_senders_card(
    letter: Path, card: Path, capsys: Printed
) -> None:
    assert main(["protocol", "verify", str(letter), "--card", str(card)]) == 0

    printed = capsys.readouterr()
    assert f"right        signature  Special Procedures office {OFFICE}" in printed.out
    assert "1 parts as listed, a letter in order" in printed.out
    assert not printed.err


def test_without_a_card_it_says_what_was_not_checked(letter: Path, capsys: Printed) -> None:
    assert main(["protocol", "verify", str(letter)]) == 0

    printed = capsys.readouterr()
    assert "not checked  signature  who signed was not checked" in printed.out
    assert not printed.err


def test_a_pdf_is_verified_with_its_pages(card: Path, tmp_path: Path, capsys: Printed) -> None:
    (tmp_path / "letter.pdf").write_bytes(pdf.embed(with_page()))

    assert main(["protocol", "verify", str(tmp_path / "letter.pdf"), "--card", str(card)]) == 0

    assert "right        pdf        its pages are the ones" in capsys.readouterr().out


def test_a_program_reads_json(letter: Path, card: Path, capsys: Printed) -> None:
    assert main(["protocol", "verify", str(letter), "--card", str(card), "--json"]) == 0
    [told] = json.loads(capsys.readouterr().out)
    assert (told["right"], told["form"], told["manifest"]["kind"]) == (
        True,
        "package",
        "letter",
    )
    assert told["signed_by"] == "Special Procedures office"

    assert main(["protocol", "inspect", str(letter), "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["manifest"]["sender"] == str(OFFICE)
    assert shown["document"]["reference"] == "AL OTH 12/2099"


def test_a_file_is_shown_and_not_trusted(tmp_path: Path, capsys: Printed) -> None:
    (tmp_path / "letter.pdf").write_bytes(pdf.embed(with_page()))

    assert main(["protocol", "inspect", str(tmp_path / "letter.pdf")]) == 0

    printed = capsys.readouterr()
    assert "kind        letter\nversion     1\n" in printed.out
    assert "part        annex.txt  text/plain, 9 bytes" in printed.out
    assert "SHA-256" in printed.out
    assert "Nothing of it was checked" in printed.err


def test_another_key_or_a_changed_byte_is_refused(
    letter: Path, card: Path, tmp_path: Path, capsys: Printed
) -> None:
    (tmp_path / "other.json").write_text(card_with(SigningKey.generate()), encoding="utf-8")
    assert main(["protocol", "verify", str(letter), f"--card={tmp_path / 'other.json'}"]) == 1
    assert "[package.signature_wrong]" in capsys.readouterr().err

    letter.write_bytes(letter.read_bytes().replace(b"2099", b"2098"))
    assert main(["protocol", "verify", str(letter), f"--card={card}"]) == 1
    assert capsys.readouterr().err


def test_a_card_of_somebody_else_does_not_verify(
    letter: Path, tmp_path: Path, capsys: Printed
) -> None:
    stranger = UUID("0ff1ce00-0000-4000-8000-000000000002")
    other = a_card(KEY, id=stranger).to_bytes().decode()
    (tmp_path / "other.json").write_text(other, encoding="utf-8")

    assert main(["protocol", "verify", str(letter), f"--card={tmp_path / 'other.json'}"]) == 1

    assert "[package.sender_unknown]" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "{}", '{"id": 7}', card_with(KEY).replace("=", "!")])
def test_a_card_that_is_none(letter: Path, tmp_path: Path, capsys: Printed, text: str) -> None:
    (tmp_path / "card.json").write_text(text, encoding="utf-8")

    assert main(["protocol", "verify", str(letter), f"--card={tmp_path / 'card.json'}"]) == 1

    assert "[protocol.card_unreadable]" in capsys.readouterr().err


def test_a_file_that_is_not_there_or_too_large(tmp_path: Path, capsys: Printed) -> None:
    assert main(["protocol", "inspect", str(tmp_path / "absent")]) == 1
    assert "[protocol.file_missing]" in capsys.readouterr().err

    with (tmp_path / "large").open("wb") as file:
        file.truncate(pdf.LARGEST_PDF + 1)
    assert main(["protocol", "inspect", str(tmp_path / "large")]) == 1
    assert "[package.too_large]" in capsys.readouterr().err


def test_schemas_are_written(tmp_path: Path, capsys: Printed) -> None:
    assert main(["protocol", "schema", str(tmp_path / "schemas")]) == 0

    assert len(capsys.readouterr().out.splitlines()) == len(schemas.written())
    assert {path.name for path in (tmp_path / "schemas").iterdir()} == set(schemas.written())


def test_vectors_are_written(tmp_path: Path, capsys: Printed) -> None:
    assert main(["protocol", "vectors", str(tmp_path / "new")]) == 0

    assert str(tmp_path / "new" / "index.json") in capsys.readouterr().out
    assert (tmp_path / "new" / "index.json").read_bytes() == (
        VECTORS / "index.json"
    ).read_bytes()


def test_several_files_are_verified_and_the_wrong_ones_named(
    tmp_path: Path, capsys: Printed
) -> None:
    office, key = VECTORS / "cards" / "taken" / "office.json", key_file(tmp_path, "desk")
    good = [
        VECTORS / "packages" / "taken" / "letter.rapport",
        VECTORS / "sealed" / "taken" / "letter.age",
        VECTORS / "pdfs" / "taken" / "letter.pdf",
        office,
    ]
    options = ["--card", str(office), "--key", str(key)]
    assert main(["protocol", "verify", *map(str, good), *options]) == 0
    assert "wrong" not in capsys.readouterr().out

    bad = [VECTORS / "packages" / "refused" / "deflated.rapport", tmp_path / "absent"]
    assert main(["protocol", "verify", *map(str, [*good, *bad]), *options]) == 1

    printed = capsys.readouterr()
    assert "not checked  signature  something before it is wrong" in printed.out
    assert f"{bad[0]}: This is not a package" in printed.err
    assert f"{bad[1]}: " in printed.err
    assert "[protocol.file_missing]" in printed.err


def key_file(folder: Path, side: str) -> Path:
    """Write an identity file as `age-keygen` does."""
    path = folder / f"{side}.key"
    secret = cast.SIDES[side].opening_key.to_text()
    path.write_text(f"# created: 2099-03-02\n# public key: age1…\n{secret}\n", "utf-8")
    return path


def test_a_sealed_file_needs_its_key(tmp_path: Path, capsys: Printed) -> None:
    sealed = str(VECTORS / "sealed" / "taken" / "letter.age")

    assert main(["protocol", "verify", sealed]) == 1
    assert "[protocol.key_needed]" in capsys.readouterr().err
    assert main(["protocol", "inspect", sealed]) == 1
    assert "[protocol.key_needed]" in capsys.readouterr().err

    other = str(key_file(tmp_path, "archive"))
    assert main(["protocol", "verify", sealed, "--key", other]) == 1
    assert "[package.sealed_for_another]" in capsys.readouterr().err

    own = str(key_file(tmp_path, "desk"))
    assert main(["protocol", "inspect", sealed, "--key", own]) == 0
    assert "AL OTH 12/2099" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["", "AGE-SECRET-KEY-1QQQ", "ключ"])
def test_a_key_file_that_is_none(tmp_path: Path, capsys: Printed, text: str) -> None:
    (tmp_path / "key").write_text(text, encoding="utf-8")
    sealed = str(VECTORS / "sealed" / "taken" / "letter.age")

    assert main(["protocol", "verify", sealed, f"--key={tmp_path / 'key'}"]) == 1

    assert "[protocol.key_unreadable]" in capsys.readouterr().err


def test_a_card_is_verified_and_shown(capsys: Printed) -> None:
    revoked = str(VECTORS / "cards" / "taken" / "office-revoked.json")

    assert main(["protocol", "verify", revoked, "--json"]) == 0
    [told] = json.loads(capsys.readouterr().out)
    assert (told["form"], told["card"]["number"]) == ("card", 3)
    assert told["findings"][0]["said"].endswith("its keys are void")

    assert main(["protocol", "inspect", revoked]) == 0
    assert '"revoked": true' in capsys.readouterr().out


def test_what_a_file_says_does_not_steer_the_terminal(tmp_path: Path, capsys: Printed) -> None:
    said = letter_with("\u0007\u009b2J\u202e\ud800".encode("unicode_escape"))
    (tmp_path / "letter.rapport").write_bytes(said)

    assert main(["protocol", "inspect", str(tmp_path / "letter.rapport")]) == 0

    printed = capsys.readouterr().out
    assert "\\x9b2J\\u202e\\ud800" in printed
    assert all(sign.isprintable() or sign == "\n" for sign in printed)


def letter_with(subject: bytes) -> bytes:
    """Return a letter's package whose JSON has a subject spelled so."""
    document = letter_json()["letter.json"].replace(
        b"Alleged suspension of accounts", subject.replace(b"\\x", b"\\u00")
    )
    return packages.pack(signed({"letter.json": document}))


def test_a_document_that_is_no_json_is_shown_as_none(tmp_path: Path, capsys: Printed) -> None:
    for number, document in enumerate((b"Dear Sir", b"[" * 200_000)):
        file = tmp_path / f"{number}.rapport"
        file.write_bytes(packages.pack(signed({"letter.json": document})))

        assert main(["protocol", "inspect", str(file)]) == 0
        assert "null" in capsys.readouterr().out
