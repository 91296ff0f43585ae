"""`rapport protocol`: look at a package and check it, with no installation and no network."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import UUID

import pytest
from tests.protocol.making import KEY, OFFICE, a_card, package, with_page
from tests.protocol.test_packages import VECTORS

from rapport.cli.main import main
from rapport.protocol import pdf, schemas
from rapport.protocol.signing import SigningKey

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
    assert f"signed by   Special Procedures office {OFFICE}" in printed.out
    assert "whole       letter.json" in printed.out
    assert not printed.err


def test_without_a_card_it_says_what_was_not_checked(letter: Path, capsys: Printed) -> None:
    assert main(["protocol", "verify", str(letter)]) == 0

    printed = capsys.readouterr()
    assert "signed by   not checked" in printed.out
    assert "Who signed was not checked" in printed.err


def test_a_pdf_is_verified_with_its_pages(card: Path, tmp_path: Path, capsys: Printed) -> None:
    (tmp_path / "letter.pdf").write_bytes(pdf.embed(with_page()))

    assert main(["protocol", "verify", str(tmp_path / "letter.pdf"), "--card", str(card)]) == 0

    assert "its pages are the ones that were signed" in capsys.readouterr().out


def test_a_program_reads_json(letter: Path, card: Path, capsys: Printed) -> None:
    assert main(["protocol", "verify", str(letter), "--card", str(card), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["signature_checked"], told["kind"]) == (True, "letter")
    assert told["signed_by"] == "Special Procedures office"

    assert main(["protocol", "inspect", str(letter), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["sender"] == str(OFFICE)


def test_a_file_is_shown_and_not_trusted(tmp_path: Path, capsys: Printed) -> None:
    (tmp_path / "letter.pdf").write_bytes(pdf.embed(with_page()))

    assert main(["protocol", "inspect", str(tmp_path / "letter.pdf")]) == 0

    printed = capsys.readouterr()
    assert "kind        letter, version 1" in printed.out
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


def test_the_vectors_verify(tmp_path: Path, card: Path) -> None:
    for name in ("letter.rapport", "letter.pdf"):
        assert main(["protocol", "verify", str(VECTORS / name), f"--card={card}"]) == 0
