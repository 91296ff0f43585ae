"""Text comes out of four kinds of file with its places; hostile files get a sentence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.reading import files

from rapport.foundation.errors import Refusal
from rapport.reading import errors, services
from rapport.reading.text import Kind, Note


def test_a_pdf_gives_its_lines_by_page() -> None:
    read = services.text_of(
        files.pdf_of("First line\n<span style='break-before:page;display:block'>Second</span>")
    )

    assert read.kind is Kind.PDF
    assert [page[0] for page in read.texts[0].pages] == ["First line", "Second"]


def test_numbers_that_word_gives_to_a_list_are_read() -> None:
    data = files.word_file(
        ("Dear reader,", ""), ("Who decided?", "List Number"), ("Why?", "List Number")
    )

    lines = services.text_of(data).texts[0].pages[0]

    assert lines == ("Dear reader,", "1. Who decided?", "2. Why?")


def test_a_mail_gives_its_own_text_and_that_of_what_is_attached() -> None:
    pdf = files.pdf_of("The letter")
    data = files.mail(**{"letter.pdf": pdf, "photo.png": b"\x89PNG\r\n"}).as_bytes()

    read = services.text_of(data)

    assert [text.name for text in read.texts] == ["", "letter.pdf"]
    assert read.texts[1].whole.strip() == "The letter"
    assert read.left_out == (("photo.png", "kind_unknown"),)
    assert read.headers["from"] == "Registry <registry@example.org>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_plain_text_is_read_in_its_encoding(encoding: str) -> None:
    text = services.text_of("L’été à Genève\fpage deux".encode(encoding)).texts[0]

    assert text.pages == (("L’été à Genève",), ("page deux",))
    assert (Note.ENCODING_GUESSED in text.notes) == (encoding in {"utf-16-le", "cp1252"})


HOSTILE = {
    "empty": (b" \n\t", errors.FileEmpty),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(500), errors.KindUnknown),
    "binary": (bytes(range(256)) * 40, errors.KindUnknown),
    "cut off": (files.pdf_of("A letter")[:900], errors.FileDamaged),
    "brackets": (b"%PDF-1.7\n" + b"[" * 2_000_000, errors.FileDamaged),
    "a damaged Word file": (files.word_file(("A letter", ""))[:4000], errors.FileDamaged),
    "a bomb": (files.bomb(), errors.UnpacksTooFar),
    "locked": (files.locked(files.pdf_of("A letter")), errors.FileLocked),
    "an empty page": (files.pdf_of(""), errors.FileEmpty),
    "too large": (b"a" * (services.LARGEST_FILE_BYTES + 1), errors.FileTooLarge),
    "too many pages": (b"page\f" * 300 + b"end", errors.TooManyPages),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_a_sentence(name: str) -> None:
    data, refusal = HOSTILE[name]

    with pytest.raises(refusal) as caught:
        services.text_of(data)

    assert "{" not in str(caught.value)


def test_mails_within_mails_are_opened_to_a_depth() -> None:
    inner = files.mail()
    for _ in range(8):
        inner = files.mail(within=inner)

    with pytest.raises(errors.UnpacksTooFar):
        services.text_of(inner.as_bytes())


def test_entities_that_multiply_in_a_word_file_do_no_harm() -> None:
    data = files.with_entities(files.word_file(("A letter", "")))

    with pytest.raises(Refusal) as caught:
        services.text_of(data)

    assert caught.value.code in {"reading.damaged", "reading.too_much_work"}


def test_a_scan_is_read() -> None:
    scan = files.scan_of("The letter of the mandates to a company about accounts")

    text = services.text_of(scan).texts[0]

    assert Note.RECOGNISED in text.notes
    assert "mandates" in text.whole


def test_without_tesseract_a_scan_is_refused_plainly(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")

    with pytest.raises(errors.OnlyPictures, match="tesseract-ocr"):
        services.text_of(files.scan_of("The letter"))


@pytest.mark.parametrize(
    ("library", "data"),
    [("pypdfium2", files.pdf_of("A letter")), ("docx", files.word_file(("A letter", "")))],
)
def test_a_missing_library_is_told_by_an_exit_status(library: str, data: bytes) -> None:
    code = f"import sys; sys.modules[{library!r}] = None; from rapport.reading.extract import main; sys.exit(main())"
    src = str(Path(services.__file__).parents[2])

    done = subprocess.run(
        [sys.executable, "-c", code], input=data, env={"PYTHONPATH": src}, check=False
    )

    assert done.returncode == services.MISSING
