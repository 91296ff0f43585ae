"""Codes are found on poor scans; hostile pictures are bounded; pages are put together."""

from __future__ import annotations

import sys
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image
from tests.reading import files, scans

from rapport.foundation.errors import Refusal
from rapport.reading import errors, services
from rapport.reading.services import Piece
from rapport.reading.text import Note

CODE = "RAPPORT1:7K3F9QWDX2MP4T0A"


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "PDF"])
def test_a_code_is_found_on_a_skewed_noisy_grey_scan_of_150_dots_upside_down(form: str) -> None:
    page = scans.as_scanned(scans.sheet(CODE), turn=183)

    found = services.codes_on(scans.saved(page, form=form))

    assert found.pages == ((CODE,),)
    assert found.looked
    assert found.is_picture == (form != "PDF")


@pytest.mark.parametrize("turn", [0, -7, 12, 90, 270])
def test_a_code_is_found_however_the_page_lay(turn: int) -> None:
    page = scans.as_scanned(scans.sheet(CODE), turn=turn)

    assert services.codes_on(scans.saved(page)).pages == ((CODE,),)


def test_on_an_ordinary_page_there_is_none() -> None:
    printed = services.codes_on(files.pdf_of("An ordinary page"))
    scanned = services.codes_on(scans.saved(scans.as_scanned(scans.sheet())))

    assert printed.pages == scanned.pages == ((),)


def test_each_page_of_a_stack_has_its_own() -> None:
    other = CODE[:-1] + "B"
    stack = [scans.sheet(one, dpi=150) for one in (CODE, "", other, "")]

    for form in ("PDF", "TIFF"):
        found = services.codes_on(scans.saved(*stack, form=form))
        assert found.pages == ((CODE,), (), (other,), ())


HOSTILE = {
    "no file": (b"", errors.FileEmpty),
    "words": (b"Dear reader,", errors.KindUnknown),
    "a bomb": (scans.png_of_size(50_000, 50_000), errors.TooMuchWork),
    "a wide one": (scans.png_of_size(2_000_000_000, 1), Refusal),
    "cut off": (
        scans.saved(scans.sheet(CODE, dpi=72), form="TIFF")[:4_000],
        errors.FileDamaged,
    ),
    "head alone": (b"\x89PNG\r\n\x1a\n" + bytes(500), errors.FileDamaged),
    "no picture": (b"MM\x00*" + bytes(4), errors.FileDamaged),
    "locked": (files.locked(files.pdf_of("Secret")), errors.FileLocked),
    "half a PDF": (b"%PDF-1.7\nno more", errors.FileDamaged),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_scan_is_refused_with_a_sentence(name: str) -> None:
    data, refusal = HOSTILE[name]

    with pytest.raises(refusal):
        services.codes_on(data)


def test_a_tiff_that_leads_back_to_itself_ends() -> None:
    try:
        found = services.codes_on(scans.tiff_that_loops())
    except Refusal as refusal:
        assert refusal.code in {"reading.damaged", "reading.too_many_pages"}
    else:
        assert found.pages == ((),)


def test_pages_of_pdfs_and_pictures_become_one_pdf_that_can_be_read() -> None:
    words = files.pdf_of(
        "First<span style='break-before:page;display:block'>Second</span>"
        "<span style='break-before:page;display:block'>Third</span>"
    )
    picture = scans.saved(scans.sheet(CODE, dpi=150), dpi=150)

    made, counts = services.put_together(
        [Piece(words, 1, 3), Piece(picture), Piece(b"no file"), Piece(words, 0, 1)]
    )

    assert counts == [2, 1, 0, 1]
    with pypdfium2.PdfDocument(made) as document:
        sizes = [tuple(round(side) for side in document[n].get_size()) for n in range(4)]
        assert document[3].get_textpage().get_text_range().strip() == "First"
    assert sizes[2] == (595, 841)
    assert services.codes_on(made).pages == ((), (), (CODE,), ())
    assert services.text_of(made).texts[0].notes[0] in {Note.RECOGNISED, Note.SOME_PICTURES}


def test_of_nothing_that_opens_nothing_is_made() -> None:
    with pytest.raises(errors.FileDamaged):
        services.put_together([Piece(b"no file"), Piece(scans.png_of_size(50_000, 50_000))])


def test_a_bound_on_the_process_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    program = (sys.executable, "-c", "import os, signal; os.kill(os.getpid(), signal.SIGXCPU)")
    monkeypatch.setattr(services, "PAGES", program)

    with pytest.raises(errors.TooMuchWork):
        services.codes_on(b"\x89PNG")


def test_a_page_is_drawn_to_be_looked_at_and_one_that_is_not_there_is_refused() -> None:
    drawn = services.picture_of(files.scan_of("The letter"), 1)

    with Image.open(BytesIO(drawn)) as picture:
        assert (picture.format, picture.mode) == ("PNG", "L")
        assert 2_900_000 < picture.width * picture.height < 3_010_000, "it is a large page"
        assert min(picture.get_flattened_data()) < 100, "nothing is drawn"
    for number in (0, 2, 10**12):
        with pytest.raises(errors.NoSuchPage):
            services.picture_of(files.scan_of("The letter"), number)


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", errors.FileEmpty),
        (b"A text", errors.KindUnknown),
        (b"%PDF-1.7 nothing of a PDF", errors.FileDamaged),
        (files.locked(files.pdf_of("A letter")), errors.FileLocked),
    ],
)
def test_what_cannot_be_drawn_is_said(data: bytes, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        services.picture_of(data, 1)
