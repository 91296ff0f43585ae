"""What stands in a letter is found with its place; what does not is left empty."""

from __future__ import annotations

import time
from datetime import date

import pytest
from tests.reading.files import LETTER

from rapport.reading.flow import flowed
from rapport.reading.letter import Looks, ReadLetter, letter_in
from rapport.reading.text import Kind, Place, Text


def read(*pages: str) -> ReadLetter:
    lines = tuple(tuple(page.split("\n")) for page in pages)
    return letter_in(Text(name="", kind=Kind.TEXT, pages=lines))


def test_a_plain_letter_gives_every_field() -> None:
    letter = read(LETTER)

    assert letter.looks is Looks.LETTER
    assert letter.reference.value == "AL OTH 12/2099"
    assert letter.reference.place == Place(1, 3)
    assert letter.type.value == "AL"
    assert letter.date.value == date(2099, 3, 2)
    assert letter.person.value == "Ms. Ruth Oyelaran"
    assert letter.entity.value == "Northlight Platforms Inc."
    assert [one.value["mandate"] for one in letter.mandates] == ["privacy", "wgad"]
    assert [one.value["resolution"] for one in letter.mandates] == ["55/3", "51/8"]
    assert letter.period_days.value == 60
    assert letter.publication.passage.startswith("After that, this letter")
    assert letter.interim_measures is None
    assert letter.annex is None


def test_a_question_keeps_its_sub_items_and_survives_a_page_break() -> None:
    before, after = LETTER.split("(b) who decided.")
    foot = "\n1 See document A/HRC/17/31, annex.\n\n- 1 -"
    body = "\n".join(before.split("\n"))

    letter = read(body + foot, "- 2 -\n(b) who decided." + after)

    assert [one.value for one in letter.questions] == [
        "Please comment on the allegations.",
        "Please describe:\n(a) the rule that was applied;\n(b) who decided.",
    ]


def test_an_earlier_letter_is_not_the_reference() -> None:
    letter = read(LETTER.replace("REFERENCE: AL OTH 12/2099\n", ""))

    assert letter.reference is None
    assert letter.type is None


def test_numbers_in_the_body_are_no_questions() -> None:
    body = LETTER.replace(
        "We would be grateful", "1. Context\n\n2. Facts\n\nWe would be grateful"
    )

    assert [one.value for one in read(body).questions] == [
        one.value for one in read(LETTER).questions
    ]


@pytest.mark.parametrize(
    "damaged",
    ["REFERFNCE: AL 0TH 12/2O99", "Refcrence: ALOTH 12/2099", "REFERENCE: AL OTH 122099"],
)
def test_a_damaged_reference_is_read_and_less_sure(damaged: str) -> None:
    letter = read(LETTER.replace("REFERENCE: AL OTH 12/2099", damaged))

    assert letter.reference.value == "AL OTH 12/2099"
    assert letter.reference.confidence < 0.95


def test_a_former_title_is_matched_and_a_scanned_one_too() -> None:
    former = LETTER.replace(
        "Working Group on Arbitrary Detention", "Independent Expert on minority issues"
    )
    noisy = LETTER.replace(
        "Working Group on Arbitrary Detention", "Worklng Group on Arbitrarv Detentlon"
    )

    assert [one.value["mandate"] for one in read(former).mandates] == ["privacy", "minorities"]
    assert [one.value["mandate"] for one in read(noisy).mandates] == ["privacy", "wgad"]


@pytest.mark.parametrize(
    "text",
    [
        "OPEN LETTER\n\nDear Mr. Doe,\n\nWe, the undersigned, ask you to answer the following questions:\n1. Who?\n2. Why?",
        "PRESS RELEASE\n\nExperts today voiced concern. They have written (AL OTH 12/2099).",
        "Dear Ms. Doe,\n\nThank you for the letter of your organisation of 3 May 2099.\n\nYours,",
    ],
)
def test_what_only_looks_like_a_letter_is_named_so(text: str) -> None:
    letter = read(text)

    assert letter.looks is Looks.OTHER
    assert letter.reference is None
    assert letter.questions == []


def test_a_letter_on_one_line_is_read() -> None:
    letter = read(" ".join(LETTER.split()))

    assert letter.reference.value == "AL OTH 12/2099"
    assert letter.date.value == date(2099, 3, 2)
    assert len(letter.questions) == 2


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("This letter and any response will be made public after 60 days.", None),
        ("After 60 days, this letter and any response received will be published.", None),
        (
            "Passé un délai de 60 jours, cette lettre et toute réponse seront rendues publiques.",
            None,
        ),
        (
            "We would appreciate a response within seven days. Both will be public after 60 days.",
            7,
        ),
        ("Unless a reply is received within 30 days, this letter will be made public.", 30),
        (
            "The company responded within three days. We would appreciate a response within 60 days.",
            60,
        ),
        (
            "We would appreciate a response within 60 days, after which both will be made public.",
            60,
        ),
    ],
)
def test_days_until_publication_are_no_period(sentence: str, days: int | None) -> None:
    letter = (
        LETTER.split("We would appreciate")[0] + sentence + "\n\nPlease accept our regards."
    )

    found = read(letter).period_days

    assert (found.value if found else None) == days


def test_the_passage_of_a_resolution_cuts_no_word() -> None:
    for found in read(LETTER).resolutions:
        words = {word.rstrip(".,") for word in found.passage.split()}
        assert words <= {word.rstrip(".,") for word in LETTER.split()}


HOSTILE = (
    *("A letter was also sent to Aa Inc. ", "\n", "AL G/SO ", "Aa ", "1. ", "made public "),
    *("(", "[", ")", "1", ".", "-", "1 ", ". ", "- ", "a-\n", "aa aa\n", "1\n\n", "1 / 1\n"),
    *("information received concerning ", "your company, ", "within 60 days ", "A. ", "As of "),
    *("you as CEO of ", "\u2010\n", "\u4e2d"),
)
BEFORE_BLANKS = ("", "Mr. Aa", "1", "REFERENCE:", "AL OTH", "your company,", "A.", "60", "Dear")
FEW = 25_000


def seconds(text: str) -> float:
    begun = time.process_time()
    read(text)
    flowed(Text(name="", kind=Kind.TEXT, pages=(tuple(text.split("\n")),)))
    return time.process_time() - begun


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_text_made_to_be_slow_takes_time_in_proportion(piece: str) -> None:
    """Four times the text takes about four times as long; sixteen times would be quadratic."""
    head = LETTER.split("We bring")[0]

    few = max(seconds(head + piece * (FEW // len(piece))), 0.1)
    many = seconds(head + piece * (4 * FEW // len(piece)))

    assert many < 10 * few


@pytest.mark.parametrize("before", BEFORE_BLANKS)
def test_a_line_of_blanks_costs_no_more_than_another(before: str) -> None:
    line = f"\n{before}{' ' * 40_000}x\n"
    head, body = LETTER.split("We bring")

    assert seconds(line + head + line + "We bring" + body + line) < 2


@pytest.mark.parametrize(
    "page",
    [
        ["1. " + "a" * 90] * 20_000,
        ["word1 text"] * 10_000 + ["1. aa"] * 10_000 + ["", "zz"],
        ["text1 text2 word3"] * 5_000 + ["1 See a long line that is a note"] * 5_000,
    ],
)
def test_a_page_of_nothing_but_notes_is_set_within_seconds(page: list[str]) -> None:
    begun = time.process_time()

    flowed(Text(name="", kind=Kind.PDF, pages=(tuple(page),)))

    assert time.process_time() - begun < 5
