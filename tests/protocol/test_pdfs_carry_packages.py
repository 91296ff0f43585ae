"""The PDF is the package: a person reads it, a desk takes it in, nothing can be changed."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.protocol.making import (
    AT,
    CATALOGUE,
    LETTER,
    letter_json,
    package,
    pdf,
    signed,
    with_page,
)
from tests.protocol.test_vectors import FOLDER as VECTORS

from rapport.protocol import package as packages
from rapport.protocol import pdf as carriers
from rapport.protocol.errors import (
    Malformed,
    NotAPdf,
    PackageRefused,
    PageAltered,
    PageUnsuitable,
    PdfAltered,
    PdfWithoutPackage,
    TooLarge,
    WithoutPage,
)
from rapport.protocol.package import Part

NAMED = b"<</Type /Catalog /Pages 2 0 R /Names <</Dests <</Names []>>>> /A#42 (x\\)y)>>"
FORMS = {
    "deflated": pdf(),
    "plain": pdf(deflated=False),
    "catalogue in a stream": pdf(packed=True),
    "without info": pdf(trailer={"Info": b""}),
    "with names": pdf(NAMED),
    "its index in runs": pdf(index=b"[0 4 4 2]"),
    "kinds left out": pdf(widths=(0, 4, 0)),
    "no line at its end": pdf(end=b"startxref\r\n%d\r\n%%%%EOF"),
}


@pytest.mark.parametrize("form", FORMS)
def test_what_is_embedded_comes_out_again(form: str) -> None:
    page = FORMS[form]
    own = with_page(page)

    whole = carriers.embed(own)

    assert whole.startswith(page)
    assert carriers.extract(whole) == own
    assert carriers.embed(own) == whole


@pytest.mark.parametrize("form", FORMS)
def test_other_programs_read_it(form: str, tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(carriers.embed(with_page(FORMS[form])))

    checked = subprocess.run(["qpdf", "--check", path], capture_output=True, check=False)
    pages = len(pypdfium2.PdfDocument(path))
    with pikepdf.open(path) as opened:
        carried = opened.attachments["package.rapport"].get_file()
        rest = carried.read_bytes()
        spec = opened.Root.AF[0]
        title = opened.docinfo.get("/Title") if "/Info" in opened.trailer else None

    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert pages == 1
    assert spec.AFRelationship == "/Data"
    assert carried.mime_type == "application/vnd.rapport.package+zip"
    assert title in {None, "A letter"}
    assert packages.peek(rest)[0].kind == "letter"
    assert b"letter.pdf" not in packages.peek(rest)[1]


def test_what_the_catalogue_said_before_is_kept() -> None:
    with pikepdf.open(BytesIO(carriers.embed(with_page(pdf(NAMED))))) as opened:
        assert opened.Root.AB == "x)y"
        assert "/Dests" in opened.Root.Names
        assert list(opened.attachments) == ["package.rapport"]


def test_the_first_identifier_stays_and_the_second_tells_the_change() -> None:
    first = pikepdf.open(BytesIO(pdf())).trailer.ID
    after = pikepdf.open(BytesIO(carriers.embed(with_page()))).trailer.ID

    assert bytes(after[0]) == bytes(first[0])
    assert bytes(after[1]) != bytes(first[1])


def test_the_form_of_a_pdf_never_changes() -> None:
    """A PDF made today has to be taken in ten years from now, by whatever reads it then."""
    own = (VECTORS / "packages" / "taken" / "with-page.rapport").read_bytes()
    vector = (VECTORS / "pdfs" / "taken" / "letter.pdf").read_bytes()

    assert carriers.embed(own) == vector
    assert carriers.extract(vector) == own


WHOLE = carriers.embed(with_page())


@given(place=st.integers(0, len(WHOLE) - 1), flip=st.integers(1, 255))
def test_no_byte_of_page_or_data_can_be_changed(place: int, flip: int) -> None:
    changed = bytearray(WHOLE)
    changed[place] ^= flip

    with pytest.raises(PackageRefused):
        carriers.extract(bytes(changed))


def test_not_a_single_bit_anywhere_can_be_turned() -> None:
    """Every byte of the file once, not a sample of them."""
    taken = []
    for place in range(len(WHOLE)):
        changed = bytearray(WHOLE)
        changed[place] ^= 1
        try:
            carriers.extract(bytes(changed))
        except PackageRefused:
            continue
        taken.append(place)

    assert not taken


@given(place=st.integers(0, len(WHOLE)), more=st.binary(min_size=1, max_size=12))
def test_nothing_can_be_put_in(place: int, more: bytes) -> None:
    with pytest.raises(PackageRefused):
        carriers.extract(WHOLE[:place] + more + WHOLE[place:])


@given(left=st.integers(0, len(WHOLE) - 1))
def test_nothing_can_be_cut_off(left: int) -> None:
    with pytest.raises(PackageRefused):
        carriers.extract(WHOLE[:left])


def test_a_changed_page_is_told_from_changed_data() -> None:
    page = WHOLE.replace(b"/MediaBox [0 0 200 200]", b"/MediaBox [0 0 200 201]")
    data = WHOLE.replace(b"The signed data", b"The curious data"[:15])
    part = WHOLE.replace(b"An annex.", b"An anvil.")

    with pytest.raises(PageAltered, match="pages of this PDF were changed") as refused:
        carriers.extract(page)
    assert refused.value.code == "package.page_altered"
    with pytest.raises(PdfAltered, match="data in this PDF was changed"):
        carriers.extract(data)
    with pytest.raises(PackageRefused):
        carriers.extract(part)


def test_a_pdf_changed_by_another_program_is_refused() -> None:
    """A second update that hides the first page's words: the classic attack on signed PDFs."""
    with pikepdf.open(BytesIO(WHOLE)) as opened:
        opened.docinfo["/Title"] = "Another letter"
        out = BytesIO()
        opened.save(out)

    with pytest.raises((PdfAltered, PdfWithoutPackage)):
        carriers.extract(out.getvalue())
    with pytest.raises(PdfAltered):
        carriers.extract(WHOLE + b"9 0 obj\n<<>>\nendobj\nstartxref\n1\n%%EOF\n")


def test_an_update_that_shows_another_page_is_refused() -> None:
    """Written as our own embedding writes, but with a catalogue of its own."""
    marker = b"1 0 obj\n"
    at = WHOLE.rindex(marker) + len(marker)
    end = WHOLE.index(b"\nendobj", at)
    other = WHOLE[at:end].replace(b"/Pages 2 0 R", b"/Pages 3 0 R")

    with pytest.raises(PdfAltered):
        carriers.extract(WHOLE[:at] + other + WHOLE[end:])


def test_what_is_no_pdf() -> None:
    with pytest.raises(NotAPdf, match="not a PDF"):
        carriers.extract(b"Dear Sir or Madam")
    assert not carriers.is_pdf(package())


def test_a_pdf_without_a_package() -> None:
    with pytest.raises(PdfWithoutPackage, match="carries no package"):
        carriers.extract(pdf())
    with pytest.raises(PdfWithoutPackage):
        carriers.extract(pdf(end=b"the end"))


def test_a_pdf_that_only_looks_as_if_it_carried_one() -> None:
    named = pdf(CATALOGUE.replace(b"(en-GB)", b"/application#2Fvnd.rapport.package+zip"))

    with pytest.raises(PdfAltered):
        carriers.extract(named)
    with pytest.raises(PdfAltered):
        carriers.extract(named + b"the end")


def test_more_bytes_than_are_taken() -> None:
    with pytest.raises(TooLarge, match="at most 33619968 are taken"):
        carriers.extract(b"%PDF-" + bytes(carriers.LARGEST_PDF))


def test_a_package_without_a_page() -> None:
    with pytest.raises(WithoutPage, match=r"no PDF part named letter\.pdf"):
        carriers.embed(package())
    with pytest.raises(WithoutPage):
        carriers.embed(package(files=[Part("letter.pdf", "text/plain", pdf())]))


def test_a_package_whose_page_is_not_in_it() -> None:
    manifest, members = packages.peek(with_page())
    del members["letter.pdf"]

    with pytest.raises(WithoutPage):
        carriers.embed(packages.pack(members))
    assert manifest.kind == "letter"


UNSUITABLE = {
    "no end": (pdf(end=b""), "does not end as PDFs do"),
    "updated": (pdf(trailer={"Prev": b"17"}), "changed or encrypted"),
    "encrypted": (pdf(trailer={"Encrypt": b"<<>>"}), "changed or encrypted"),
    "carries files": (
        pdf(CATALOGUE.replace(b">>", b" /AF [4 0 R]>>")),
        "carries files already",
    ),
    "carries named files": (
        pdf(CATALOGUE.replace(b">>", b" /Names <</EmbeddedFiles 4 0 R>>>>")),
        "carries files already",
    ),
    "names apart": (pdf(CATALOGUE.replace(b">>", b" /Names 4 0 R>>")), "names stand apart"),
    "escaped": (pdf(CATALOGUE.replace(b">>", b" /#41F [4 0 R]>>")), "carries files already"),
}


@pytest.mark.parametrize("what", UNSUITABLE)
def test_a_page_that_cannot_carry_data(what: str) -> None:
    page, reason = UNSUITABLE[what]

    with pytest.raises(PageUnsuitable, match=reason):
        carriers.embed(with_page(page))


def test_a_tail_with_a_package_in_another_form() -> None:
    """The rest of the package has to be in the one form that packages have."""
    at = WHOLE.index(b"PK\x03\x04")
    turned = WHOLE[:at] + WHOLE[at:].replace(b"\x00\x00!\x00", b"\x01\x00!\x00", 1)

    assert turned != WHOLE
    with pytest.raises(PdfAltered):
        carriers.extract(turned)


@pytest.mark.parametrize("other", [packages.pack(signed(letter_json())), with_page()])
def test_a_tail_whose_package_is_not_the_rest_of_this_one(other: bytes) -> None:
    """One that names no page, and one that brings a page of its own."""
    begin = WHOLE.index(b"PK\x03\x04")
    end = WHOLE.index(b"\nendstream", WHOLE.index(b"PK\x05\x06"))
    length = b"/Length %d>>" % (end - begin)
    head = WHOLE[:begin].replace(length, b"/Length %d>>" % len(other))

    with pytest.raises(PdfAltered):
        carriers.extract(head + other + WHOLE[end:])


def test_a_date_out_of_bounds_is_refused() -> None:
    """The first morning of the year 1 in Tokyo was no day in UTC."""
    first = datetime(1, 1, 1, tzinfo=UTC)
    before = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=9)))

    assert carriers.extract(carriers.embed(with_page(made_at=first)))
    with pytest.raises(Malformed, match="its date is out of bounds"):
        carriers.embed(with_page(made_at=before))


def test_the_letter_is_the_one_that_was_signed() -> None:
    read = packages.examine(carriers.extract(WHOLE))

    assert read.document == LETTER
    assert read.manifest.made_at == AT
