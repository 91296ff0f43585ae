"""Letters and replies are PDF/A-3a with the PDF/UA-1 mark: the demands one by one.

No validator has certified it: these are the demands that can be asked of the file itself.
ISO 19005-3 is PDF/A-3, ISO 14289-1 is PDF/UA-1, ISO 32000-1 is PDF.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Stream
from tests.documents import papers, texts
from tests.protocol.making import AT, package

from rapport.documents import services
from rapport.protocol import package as packages
from rapport.protocol import pdf
from rapport.protocol.kinds import Letter, Reply
from rapport.protocol.package import Part

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
TAGS = {"en": "en-GB", "zh": "zh-Hans"}
ACTIONS = {"/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/Hide", "/SetOCGState",
           "/Rendition", "/Trans", "/GoTo3DView", "/JavaScript"}  # fmt: skip


@dataclass(frozen=True)
class Paper:
    """A letter or a reply with its package and an attachment in it, as it leaves its side."""

    language: str
    title: str
    body: Letter | Reply
    words: tuple[str, ...]
    data: bytes


@pytest.fixture(
    scope="module", params=[(kind, one) for kind in ("letter", "reply") for one in papers.WORDS]
)
def paper(request: pytest.FixtureRequest) -> Paper:
    """Each of them in each language."""
    kind, language = request.param
    return made_letter(language) if kind == "letter" else made_reply(language)


def made_letter(language: str) -> Paper:
    """Set a letter in type, pack it with an attachment, embed the package in its page."""
    letter = papers.letter(language)
    html = services.letter_html(letter)
    return made(letter, html, title=letter.subject, words=papers.WORDS[language])


def made_reply(language: str) -> Paper:
    """The same of a reply."""
    reply = texts.reply(language)
    html = services.reply_html(reply, texts.letter(language).questions)
    title = f"{reply.reference} – {reply.entity}"
    return made(reply, html, title=title, words=(reply.opening, reply.answers[0].text))


def made(body: Letter | Reply, html: str, *, title: str, words: Sequence[str]) -> Paper:
    """Set a page in type and embed its package, with an attachment."""
    page = services.render_pdf(html, title=title, language=body.language, made_at=AT)
    files = [
        page.part(f"{body.KIND}.pdf"),
        Part("annex-1.txt", "text/plain", b"A list of accounts."),
    ]
    data = pdf.embed(package(body, files))
    return Paper(body.language, title, body, tuple(words), data)


@pytest.fixture(scope="module")
def opened(paper: Paper) -> Iterator[pikepdf.Pdf]:
    """The letter, opened by another library than the one that made it."""
    with pikepdf.open(BytesIO(paper.data)) as one:
        yield one


def test_qpdf_finds_no_error(paper: Paper, tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(paper.data)

    done = subprocess.run(
        ["qpdf", "--check", path], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stdout + done.stderr


def test_the_package_in_it_is_the_one_that_was_signed(paper: Paper) -> None:
    read = packages.examine(pdf.extract(paper.data))

    assert read.document == paper.body
    assert set(read.files) == {f"{paper.body.KIND}.pdf", "annex-1.txt"}


def test_no_encryption_and_an_identifier(opened: pikepdf.Pdf) -> None:
    """ISO 19005-3, 6.1.3: /ID in the trailer, no /Encrypt."""
    assert not opened.is_encrypted
    assert len(opened.trailer.ID) == 2
    assert all(len(bytes(one)) >= 16 for one in opened.trailer.ID)


def test_the_head_of_the_file(paper: Paper) -> None:
    """ISO 19005-3, 6.1.2: %PDF-1.n, then a comment of four bytes above 127; 6.1.3: the end."""
    assert re.match(rb"%PDF-1\.[0-7]\n%[\x80-\xff]{4}", paper.data)
    assert paper.data.rstrip().endswith(b"%%EOF")


def test_the_metadata_claims_both_standards(opened: pikepdf.Pdf) -> None:
    """ISO 19005-3, 6.6.2 and 6.6.4; ISO 14289-1, 5: not compressed, one packet, both marks."""
    stream = opened.Root.Metadata
    text = stream.read_raw_bytes().decode()

    assert "/Filter" not in stream
    assert (stream.Type, stream.Subtype) == ("/Metadata", "/XML")
    assert text.startswith("<?xpacket begin=")
    assert "bytes=" not in text
    assert "encoding=" not in text
    assert "<pdfaid:part>3</pdfaid:part>" in text
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in text
    assert "<pdfuaid:part>1</pdfuaid:part>" in text
    tree = ElementTree.fromstring(text)
    assert len(tree.findall(f".//{RDF}RDF")) == 1


def test_what_pdf_a_does_not_know_is_described(opened: pikepdf.Pdf) -> None:
    """ISO 19005-3, 6.6.2.3: the PDF/UA mark needs an extension schema beside it."""
    text = opened.Root.Metadata.read_bytes().decode()

    assert "http://www.aiim.org/pdfa/ns/extension/" in text
    assert "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>" in text
    assert "<pdfaProperty:name>part</pdfaProperty:name>" in text


def test_title_and_dates_are_the_same_in_both_places(opened: pikepdf.Pdf, paper: Paper) -> None:
    """ISO 19005-3, 6.6.3: what /Info says, the metadata says too."""
    told = opened.open_metadata()

    assert told["dc:title"] == paper.title
    assert str(opened.docinfo["/Title"]) == paper.title
    assert told["xmp:CreateDate"].startswith("2026-03-02T09:00:00")
    assert str(opened.docinfo["/CreationDate"]).startswith("D:20260302090000")
    assert told["pdf:Producer"] == str(opened.docinfo["/Producer"])


def test_the_title_is_shown_and_the_language_is_said(opened: pikepdf.Pdf, paper: Paper) -> None:
    """ISO 14289-1, 7.1 and 7.2: a title, no file name; a language for reading aloud."""
    assert opened.Root.ViewerPreferences.DisplayDocTitle is True
    assert str(opened.Root.Lang) == TAGS.get(paper.language, paper.language)
    assert all(page.get("/Tabs", "/S") == "/S" for page in opened.pages)


def test_colours_are_defined(opened: pikepdf.Pdf) -> None:
    """ISO 19005-3, 6.2.3: one output intent with an ICC profile inside."""
    intents = [one for one in opened.Root.OutputIntents if one.S == "/GTS_PDFA1"]

    assert len(intents) == 1
    profile = intents[0].DestOutputProfile
    assert profile.N in {1, 3, 4}
    assert profile.read_bytes()[36:40] == b"acsp"


def test_the_document_is_tagged(opened: pikepdf.Pdf) -> None:
    """ISO 19005-3, 6.7; ISO 14289-1, 7.1: marked, with a tree of known structure types."""
    root = opened.Root
    types = [str(one.S) for one in elements(root.StructTreeRoot)]

    assert root.MarkInfo.Marked is True
    assert root.MarkInfo.get("/Suspects", False) is False
    assert {"/Document", "/P"} <= set(types) | {"/Document"}
    assert [one for one in types if re.fullmatch(r"/H[1-6]", one)]
    assert set(types) <= standard_types() | set(root.StructTreeRoot.get("/RoleMap", {}).keys())
    assert all("/StructParents" in page for page in opened.pages)
    assert "/ParentTree" in root.StructTreeRoot


def test_headings_are_in_order(opened: pikepdf.Pdf) -> None:
    """ISO 14289-1, 7.4.2: no level is skipped."""
    levels = [
        int(str(one.S)[2])
        for one in elements(opened.Root.StructTreeRoot)
        if re.fullmatch(r"/H[1-6]", str(one.S))
    ]

    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_headers_of_tables_say_which_way_they_look(opened: pikepdf.Pdf) -> None:
    """ISO 14289-1, 7.5."""
    headers = [one for one in elements(opened.Root.StructTreeRoot) if one.S == "/TH"]

    assert all(one.A.Scope in {"/Row", "/Column", "/Both"} for one in headers)


def test_everything_on_a_page_is_content_or_marked_as_none(opened: pikepdf.Pdf) -> None:
    """ISO 14289-1, 7.1: text and lines stand inside a marked sequence, artifacts included."""
    for page in opened.pages:
        depth, loose = 0, 0
        for _, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            depth += (name in {"BDC", "BMC"}) - (name == "EMC")
            loose += name in {"Tj", "TJ", "'", '"', "f", "f*", "S", "B", "Do"} and depth == 0
        assert depth == 0
        assert loose == 0


def test_fonts_are_embedded_and_can_be_read_back(opened: pikepdf.Pdf) -> None:
    """ISO 19005-3, 6.2.11: each font's program inside, each with a way back to Unicode."""
    fonts = {font.objgen: font for page in opened.pages for font in fonts_of(page.Resources)}

    assert fonts
    for font in fonts.values():
        assert "/ToUnicode" in font
        assert font.Subtype != "/Type3"
        inside = font.DescendantFonts[0] if "/DescendantFonts" in font else font
        descriptor = inside.FontDescriptor
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys())
        assert re.match(r"/[A-Z]{6}\+", str(font.BaseFont))
        if font.Subtype == "/Type0" and inside.Subtype == "/CIDFontType2":
            assert "/CIDToGIDMap" in inside


def test_nothing_in_it_acts(opened: pikepdf.Pdf) -> None:
    """ISO 19005-3, 6.5 and 6.6.1: no script, no launching, no form, no sound."""
    assert not {"/AA", "/OpenAction", "/AcroForm", "/Collection"} & set(opened.Root.keys())
    names = set(opened.Root.get("/Names", Dictionary()).keys())
    assert "/JavaScript" not in names
    for one in opened.objects:
        if isinstance(one, Dictionary):
            assert str(one.get("/S", "")) not in ACTIONS
            assert "/JS" not in one
            assert one.get("/Type") != "/XObject" or one.get("/Subtype") != "/PS"


def test_streams_are_coded_in_allowed_ways_and_stand_inside(opened: pikepdf.Pdf) -> None:
    """ISO 19005-3, 6.1.7: no LZW, nothing outside the file."""
    for one in opened.objects:
        if isinstance(one, Stream):
            filters = one.get("/Filter", Array())
            listed = list(filters) if isinstance(filters, Array) else [filters]
            assert Name.LZWDecode not in listed
            assert Name.Crypt not in listed
            assert "/F" not in one or one.get("/Type") == "/EmbeddedFile"


def test_attached_data_says_what_it_is_to_the_letter(opened: pikepdf.Pdf) -> None:
    """ISO 19005-3, 6.8 and Annex E: /AF, kind, names, relationship, description, dates."""
    specs = list(opened.Root.AF)
    spec = specs[0]
    file = spec.EF.F

    assert len(specs) == 1
    assert list(opened.attachments) == ["package.rapport"]
    assert spec.Type == "/Filespec"
    assert str(spec.F) == str(spec.UF) == "package.rapport"
    assert spec.AFRelationship == "/Data"
    assert str(spec.Desc) == "The signed data of this document"
    assert file.Type == "/EmbeddedFile"
    assert file.Subtype == "/application/vnd.rapport.package+zip"
    assert str(file.Params.ModDate) == str(file.Params.CreationDate) == "D:20260302090000Z"
    assert int(file.Params.Size) == len(file.read_bytes())


def test_links_and_notes_carry_a_text(opened: pikepdf.Pdf) -> None:
    """ISO 14289-1, 7.18: each annotation is printed, tagged, and described."""
    for page in opened.pages:
        for note in page.get("/Annots", Array()):
            assert note.get("/F", 0) & 4
            assert note.get("/F", 0) & 0b11 == 0
            assert "/StructParent" in note


def test_the_text_comes_out_in_the_order_of_reading(paper: Paper) -> None:
    with_words = "".join(text_of(paper.data).split())

    assert "ALOTH12/2099" in with_words
    for words in paper.words:
        assert "".join(words.split()) in with_words


@pytest.mark.parametrize("language", papers.WORDS)
def test_the_same_page_gives_the_same_bytes(language: str) -> None:
    letter = papers.letter(language)
    html = services.letter_html(letter)

    first, second = (
        services.render_pdf(html, title=letter.subject, language=language, made_at=AT)
        for _ in range(2)
    )

    assert first == second


def text_of(data: bytes) -> str:
    """Return a PDF's text as pdfium gives it."""
    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def elements(node: Any) -> Iterator[Any]:
    """Yield every structure element below one, in order."""
    if not isinstance(node, Dictionary):
        return
    below = node.get("/K", Array())
    for one in below if isinstance(below, Array) else [below]:
        if isinstance(one, Dictionary) and "/S" in one:
            yield one
            yield from elements(one)


def fonts_of(resources: Any) -> Iterator[Any]:
    """Yield the fonts of a page and of the forms on it."""
    yield from (resources.get("/Font") or Dictionary()).values()
    for form in (resources.get("/XObject") or Dictionary()).values():
        if "/Resources" in form:
            yield from fonts_of(form.Resources)


def standard_types() -> set[str]:
    """Return the structure types of ISO 32000-1, 14.8.4."""
    names = (
        "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private H "
        "H1 H2 H3 H4 H5 H6 P L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note "
        "Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form"
    )
    return {f"/{name}" for name in names.split()}
