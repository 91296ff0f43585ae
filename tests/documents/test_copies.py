"""Letters and replies as DOCX and HTML: the words of the page that is set as PDF."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import docx
import pytest
from tests.documents import texts
from tests.documents.test_same_bytes import later
from tests.protocol.making import AT

from rapport.documents import selectors, services
from rapport.documents.errors import DocxFailed, DocxMissing

__all__ = ["later"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
KINDS = ("letter", "reply")


def page_of(language: str, kind: str) -> str:
    letter = texts.letter(language)
    if kind == "letter":
        return services.letter_html(letter)
    return services.reply_html(texts.reply(language), letter.questions)


def made(language: str, kind: str) -> bytes:
    return services.as_docx(
        page_of(language, kind), title=f"AL OTH 12/2099 – {kind}", language=language, made_at=AT
    )


@pytest.fixture(
    scope="module", params=[(one, kind) for one in texts.SUBJECTS for kind in KINDS]
)
def copy(request: pytest.FixtureRequest) -> tuple[str, str, bytes]:
    """A language, what was written in it, and the file."""
    return (*request.param, made(*request.param))


def body(data: bytes) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return ElementTree.fromstring(file.read("word/document.xml"))


def text_in(element: ElementTree.Element) -> str:
    return "".join(one.text or "" for one in element.iter(f"{W}t"))


def words(data: bytes) -> list[str]:
    """The text of every paragraph, cells of tables included, in order."""
    return [text_in(one) for one in body(data).iter(f"{W}p")]


def test_every_sentence_stands_in_it_in_order(copy: tuple[str, str, bytes]) -> None:
    language, kind, data = copy
    said, asked = texts.PARAGRAPHS[language], texts.QUESTIONS[language]
    order = [*said[:2], *asked] if kind == "letter" else [said[0], asked[0], asked[1], said[1]]

    found = [text for text in words(data) if text in order]

    places = [found.index(text) for text in order]
    assert places == sorted(places)
    if kind == "letter":
        assert texts.SUBJECTS[language] in words(data)


def test_it_says_what_the_page_says(copy: tuple[str, str, bytes]) -> None:
    """All words of the page's body, and no others."""
    language, kind, data = copy
    page = page_of(language, kind).partition("<body>")[2]
    plain = re.sub(r"<[^>]+>", "", re.sub(r"<(br|/p|/li|/th|/td|/h\d)[^>]*>", " ", page))
    plain = plain.replace("&#x27;", "'").replace("&amp;", "&").replace("&quot;", '"')

    said = re.sub("[\u2068\u2069]", "", " ".join(words(data)))

    assert "".join(said.split()) == "".join(plain.split())


def test_its_dates_and_properties_are_those_of_the_act(copy: tuple[str, str, bytes]) -> None:
    about = docx.Document(io.BytesIO(copy[2])).core_properties

    assert about.created == about.modified == AT
    assert about.title == f"AL OTH 12/2099 – {copy[1]}"
    assert about.author == about.last_modified_by == "Rapport"
    assert not about.comments
    assert about.language == {"en": "en-GB", "zh": "zh-Hans"}.get(copy[0], copy[0])


def test_its_parts_are_whole_without_dates_and_in_order(copy: tuple[str, str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(copy[2])) as file:
        assert file.testzip() is None
        assert file.namelist()[0] == "[Content_Types].xml"
        assert file.namelist()[1:] == sorted(file.namelist()[1:])
        assert {one.date_time for one in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for name in file.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(file.read(name))
        assert "docProps/thumbnail.jpeg" not in file.namelist()
        assert b"Rapport" in file.read("docProps/app.xml")


@pytest.mark.parametrize("language", texts.SUBJECTS)
def test_another_process_at_another_time_writes_the_same_bytes(
    language: str, later: Path
) -> None:
    with_later = made(language, "letter")

    assert later.exists()
    later.unlink()
    (later.parent / "sitecustomize.py").unlink()
    assert made(language, "letter") == with_later
    assert not later.exists()


@pytest.mark.parametrize("kind", KINDS)
def test_arabic_runs_from_right_to_left(kind: str) -> None:
    root = body(made("ar", kind))

    assert all(one.find(f"{W}pPr/{W}bidi") is not None for one in root.iter(f"{W}p"))
    assert root.find(f".//{W}sectPr/{W}bidi") is not None
    assert root.find(f".//{W}tblPr/{W}bidiVisual") is not None
    for run in root.iter(f"{W}r"):
        text = text_in(run)
        turned = run.find(f"{W}rPr/{W}rtl") is not None
        if re.search("[\u0600-\u06ff]", text):
            assert turned
        if re.search("[A-Za-z]", text):
            assert not turned


def test_properties_stand_in_the_order_that_word_wants(copy: tuple[str, str, bytes]) -> None:
    """ISO 29500-1, Annex A: another order may be called a damaged file."""
    order = {
        "pPr": ["pStyle", "keepNext", "numPr", "bidi", "spacing", "ind", "rPr"],
        "rPr": ["rFonts", "b", "bCs", "i", "iCs", "sz", "szCs", "rtl", "cs", "lang"],
        "tblPr": ["tblStyle", "bidiVisual", "tblW", "tblLayout", "tblLook"],
    }
    for name, wanted in order.items():
        for one in body(copy[2]).iter(f"{W}{name}"):
            tags = [child.tag.removeprefix(W) for child in one]
            places = [wanted.index(tag) for tag in tags if tag in wanted]
            assert places == sorted(places)
            assert len(set(tags)) == len(tags)


def test_inserted_names_are_kept_apart() -> None:
    assert "\u2068Quillmoor Social Inc.\u2069" in words(made("ar", "reply"))


def test_letters_have_their_fonts() -> None:
    styles = docx.Document(io.BytesIO(made("ar", "letter"))).styles

    for name in ("Normal", "Title", "Heading 1"):
        fonts = styles[name].element.rPr.rFonts.attrib
        assert fonts[f"{W}cs"] == "Noto Naskh Arabic"
        assert fonts[f"{W}ascii"] == "Noto Serif"
        assert fonts[f"{W}eastAsia"] == "Noto Serif CJK SC"
        assert not [one for one in fonts if one.lower().endswith("theme")]


def test_questions_are_a_list_with_their_own_numbers() -> None:
    document = docx.Document(io.BytesIO(made("en", "letter")))
    numbered = [one for one in document.paragraphs if one._p.pPr.numPr is not None]
    questions = [one for one in numbered if one.text in texts.QUESTIONS["en"]]

    assert len(questions) == 3
    assert len({one._p.pPr.numPr.numId.val for one in questions}) == 1


def test_numbers_of_questions_may_begin_late_and_have_gaps() -> None:
    letter = texts.letter("en")
    asked = [
        one.model_copy(update={"number": number})
        for one, number in zip(letter.questions, (3, 4, 9), strict=True)
    ]
    html = services.letter_html(letter.model_copy(update={"questions": asked}))

    data = services.as_docx(html, title="A", language="en", made_at=AT)

    with zipfile.ZipFile(io.BytesIO(data)) as file:
        numbering = ElementTree.fromstring(file.read("word/numbering.xml"))
    starts = [
        one.find(f"{W}lvl/{W}start").get(f"{W}val")  # type: ignore[union-attr]
        for one in numbering.iter(f"{W}abstractNum")
        if int(one.get(f"{W}abstractNumId", 0)) > 1000
        and one.find(f"{W}lvl/{W}numFmt").get(f"{W}val") == "decimal"  # type: ignore[union-attr]
    ]
    assert sorted(starts) == ["3", "9"]


def test_markup_in_a_text_stays_text() -> None:
    letter = texts.letter("en")
    said = "<script>alert(1)</script> & <w:p/> \u202eevil"
    html = services.letter_html(letter.model_copy(update={"subject": said}))

    assert said in words(services.as_docx(html, title=said, language="en", made_at=AT))
    assert b"<script" not in services.as_web_page(html)


def test_without_the_extra_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "docx.py").write_text("raise ImportError('no docx')\n", encoding="ascii")
    real = selectors.renderer_environment

    def environment() -> dict[str, str]:
        known = real()
        return {**known, "PYTHONPATH": f"{tmp_path}:{known['PYTHONPATH']}"}

    monkeypatch.setattr(selectors, "renderer_environment", environment)
    with pytest.raises(DocxMissing) as refused:
        made("en", "letter")

    assert "python-docx is missing" in str(refused.value)
    assert refused.value.status == 503


def test_a_writer_that_fails_is_told_without_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        selectors, "DOCX_WRITER", (selectors.DOCX_WRITER[0], "-c", "raise SystemExit(9)")
    )

    with pytest.raises(DocxFailed) as refused:
        made("en", "letter")

    assert str(refused.value) == "The DOCX could not be made: the writer ended with status 9."


def test_a_web_page_stands_alone_and_asks_for_nothing(copy: tuple[str, str, bytes]) -> None:
    html = page_of(copy[0], copy[1])

    page = services.as_web_page(html).decode()

    assert "rapport:" not in page
    assert "default-src 'none'" in page
    assert "Noto Naskh Arabic" in page
    assert page.partition("<body>")[2] == html.partition("<body>")[2]
    assert not re.findall(r"\b(?:src|href)=", page)
