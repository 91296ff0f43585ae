"""Each language's letter and reply, read back with pdfium, say what their source says."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2
import pytest
from tests.documents import texts
from tests.protocol.making import AT

from rapport.documents import services

LAM_ALEF = ("لا", "إلا", "والأمم", "الآن", "الإجابة", "الأخلاق", "والآراء", "لآلئ", "للأطفال")
KINDS = ("letter", "reply")


@contextmanager
def opened(language: str, kind: str) -> Iterator[pypdfium2.PdfDocument]:
    """A letter or its reply, set in type and opened with pdfium."""
    letter = texts.letter(language)
    html = (
        services.letter_html(letter)
        if kind == "letter"
        else services.reply_html(texts.reply(language), letter.questions)
    )
    data = services.render_pdf(html, title="A", language=language, made_at=AT).pdf
    document = pypdfium2.PdfDocument(data)
    try:
        yield document
    finally:
        document.close()


@pytest.fixture(
    scope="module", params=[(one, kind) for one in texts.SUBJECTS for kind in KINDS]
)
def read(request: pytest.FixtureRequest) -> tuple[str, str, str]:
    """A language, what was set in it, and its text."""
    language, kind = request.param
    with opened(language, kind) as document:
        return language, kind, text_of(document)


def test_every_sentence_comes_back_as_it_was_written(read: tuple[str, str, str]) -> None:
    language, kind, text = read
    sentences = [*texts.PARAGRAPHS[language][:2], *texts.QUESTIONS[language]]
    if kind == "letter":
        sentences.append(texts.SUBJECTS[language])

    joined = closed_up(text, language)

    for sentence in sentences:
        assert closed_up(sentence, language) in joined


def test_sentences_come_back_in_their_order(read: tuple[str, str, str]) -> None:
    language, kind, text = read
    asked, said = texts.QUESTIONS[language], texts.PARAGRAPHS[language]
    order = [*said[:2], *asked] if kind == "letter" else [said[0], asked[0], asked[1], said[1]]

    joined = closed_up(text, language)
    place = 0
    for sentence in order:
        found = joined.find(closed_up(sentence, language), place)
        assert found >= place, sentence
        place = found + 1


def test_names_and_numbers_come_back(read: tuple[str, str, str]) -> None:
    text = read[2]

    assert "AL OTH 12/2099" in text
    assert "Quillmoor Social" in text
    assert "2026" in text


@pytest.mark.parametrize("kind", KINDS)
def test_arabic_words_come_back_whole_with_lam_and_alef(kind: str) -> None:
    with opened("ar", kind) as document:
        text = text_of(document)

    found, wanted = Counter(words(text)), Counter(words(" ".join(texts.PARAGRAPHS["ar"][:2])))

    assert sorted((wanted - found).elements()) == []
    assert all(found[word] >= wanted[word] > 0 for word in LAM_ALEF)


def test_arabic_with_vowel_signs_loses_no_letter() -> None:
    """Pdfium takes a raised sign for another line: a word may come back in two pieces."""
    with opened("ar", "letter") as document:
        text = text_of(document)
    sentence = texts.PARAGRAPHS["ar"][2]

    assert not Counter("".join(words(sentence))) - Counter("".join(words(text)))
    assert text.count("\u064b") >= sentence.count("\u064b") > 0


@pytest.mark.parametrize("kind", KINDS)
def test_arabic_is_made_of_letters_not_of_their_forms(kind: str) -> None:
    """U+FB50 to U+FDFF and U+FE70 to U+FEFF are shapes: no search finds a word made of them."""
    with opened("ar", kind) as document:
        text = text_of(document)

    assert not [sign for sign in text if "\ufb50" <= sign <= "\ufdff" or sign >= "\ufe70"]


def test_numbers_of_questions_stand_at_the_right_in_arabic_and_count() -> None:
    with opened("ar", "letter") as document:
        places = []
        for number, question in enumerate(texts.QUESTIONS["ar"], 1):
            marker, first = box(document, f"{number}", bold=True), box(document, question[:4])
            assert marker[0] > first[2]
            places.append(marker[1])

    assert places == sorted(places, reverse=True)


def test_a_foreign_name_keeps_its_full_stop_at_its_end_in_arabic() -> None:
    with opened("ar", "reply") as document:
        page = document[0].get_textpage()
        text = page.get_text_range()
        name, stop = (
            text.index("Quillmoor Social Inc"),
            text.index(".", text.index("مختلقة") + 7),
        )

        last = page.get_charbox(name + len("Quillmoor Social Inc") - 1)
        assert page.get_charbox(stop)[0] >= last[2] - 1


def text_of(document: pypdfium2.PdfDocument) -> str:
    """Return the text of all pages."""
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def box(document: pypdfium2.PdfDocument, text: str, *, bold: bool = False) -> tuple[float, ...]:
    """Return where a text stands on the first page: left, bottom, right, top."""
    page = document[0].get_textpage()
    whole = page.get_text_range()
    place = whole.rindex(f".{text}") + 1 if bold else whole.index(text)
    boxes = [page.get_charbox(place + step) for step in range(len(text))]
    return (
        min(one[0] for one in boxes),
        min(one[1] for one in boxes),
        max(one[2] for one in boxes),
        max(one[3] for one in boxes),
    )


def closed_up(text: str, language: str) -> str:
    """Return a text with its lines joined; Chinese has no spaces to be kept."""
    return ("" if language == "zh" else " ").join(text.split())


def words(text: str) -> list[str]:
    """Return the words of a text without punctuation and vowel signs."""
    plain = (sign for sign in text if unicodedata.category(sign) not in {"Mn", "Cf"})
    return "".join(sign if sign.isalpha() else " " for sign in plain).split()
