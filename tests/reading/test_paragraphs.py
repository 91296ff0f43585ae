"""A text reaches people as paragraphs: without line breaks, hyphens and edges of its paper."""

from __future__ import annotations

import pytest
from tests.reading.files import pdf_of

from rapport.reading import services
from rapport.reading.flow import flowed
from rapport.reading.text import Kind, Text

ARABIC = (
    "نود أن نوجه انتباه شركتكم إلى المعلومات التي تلقيناها بشأن",
    "إغلاق الحسابات في المدينة، وما تبعه من فقدان للعمل لدى عدد",
    "كبير من السكان.",
)
CHINESE = (
    "我们谨提请贵公司注意我们收到的有关关闭账户的资料。据称，这些账户属于",
    "当地的维权人士，他们在关闭之前没有收到任何通知，也没有办法提出异议或者",
    "要求解释。",
)


def text(*pages: str) -> Text:
    return Text("", Kind.TEXT, tuple(tuple(page.split("\n")) for page in pages))


def test_a_paragraph_goes_on_over_lines_and_pages() -> None:
    first = "The cameras are said to have been delivered and main-\ntained by the company, whose engineers worked in the"
    second = "building of the police until the end of that year."

    whole = flowed(text(first, second))

    assert whole == (
        "The cameras are said to have been delivered and maintained by the company, whose "
        "engineers worked in the building of the police until the end of that year."
    )


def test_items_headings_and_addresses_keep_their_lines() -> None:
    letter = (
        "Ms. Ruth Oyelaran\nChief Executive Officer\n\nWe would be grateful if you would describe what was done:\n"
        "(a) before the decision of the third of May was taken;\n(b) after it."
    )

    assert flowed(text(letter)) == letter


@pytest.mark.parametrize(
    "foot", ["Page {} of 3", "– {} –", "{}", "Página {}", "{}/3", "第 {} 页", "صفحة {} من 3"]
)
def test_page_numbers_and_running_lines_are_no_text(foot: str) -> None:
    names = iter("abcdefghijklmnopqrstu")
    pages = [
        "\n".join(
            [
                "Special Procedures\n",
                *(
                    f"It is alleged that the accounts of {next(names)} were closed"
                    for _ in "1234567"
                ),
                "",
                foot.format(number),
            ]
        )
        for number in (1, 2, 3)
    ]

    whole = flowed(text(*pages))

    assert whole.count("Special Procedures") == 1  # the letterhead
    assert whole.count("the accounts of") == 21
    assert not any(sign.isdigit() for sign in whole)


def test_a_text_without_pages_is_parted_at_its_page_numbers() -> None:
    letter = "It was closed, and those who\nPage 2 of 4\nasked why were told to wait for an answer,\nPage 3 of 4\nwhich never came."

    assert "Page" not in flowed(text(letter))


def test_notes_stand_after_their_paragraph_and_their_numbers_are_gone() -> None:
    first = (
        "The procedure is open to everybody.1 It asks those concerned for their\n"
        "view, and both letter and reply are published at the end of the\n"
        "period, in a report to the Council and on a website. Experts work for\n"
        "it without pay and are not members of the staff of the Organization,\n"
        "which gives them an office, and they come from all regions of the\n"
        "1 See document A/HRC/17/31."
    )

    whole = flowed(text(first, "world."))

    assert whole.startswith("The procedure is open to everybody. It asks")
    assert whole.endswith("from all regions of the world.\n\n1 See document A/HRC/17/31.")


@pytest.mark.parametrize(
    ("lines", "glue"), [(ARABIC, " "), (CHINESE, "")], ids=["Arabic", "Chinese"]
)
def test_lines_of_other_scripts_are_joined_as_they_are_written(
    lines: tuple[str, ...], glue: str
) -> None:
    assert flowed(text("\n".join(lines))) == glue.join(lines)


@pytest.mark.parametrize(
    ("opening", "answer"),
    [
        ("Question {}", "Yes."),
        ("Pregunta {}:", "No."),
        ("Вопрос {}", "Нет."),
        ("السؤال {}", "لا."),
        ("问题{}", "没有。"),
        ("{}. Yes.", "None"),
        ("{}) We closed fourteen accounts.", "No"),
    ],
)
def test_answers_that_stand_alike_at_the_edges_of_pages_are_no_running_lines(
    opening: str, answer: str
) -> None:
    names = iter("abcdefghijklmnopqrstu")
    told = "It is alleged that the accounts of {} were closed without notice"
    pages = [
        "\n".join(
            [opening.format(number), answer, "", *(told.format(next(names)) for _ in "1234567")]
        )
        for number in (1, 2, 3)
    ]

    whole = flowed(text(*pages))

    assert [opening.format(one) in whole for one in (1, 2, 3)] == [True] * 3
    assert whole.count(f"\n{answer}\n") == 3


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("the alle-\ngations", "the allegations"),
        ("the alle\u2010\ngations", "the allegations"),
        ("the above-\nmentioned facts", "the above-mentioned facts"),
        ("votre société (ci-\naprès nommée)", "votre société (ci-après nommée)"),
        ("by Jean-\nPaul Orlin", "by Jean-Paul Orlin"),
        ("in 2098-\n2099", "in 2098-2099"),
        ("the user-\ndata and user-data", "the user-data and user-data"),
    ],
)
def test_a_hyphen_that_belongs_to_the_word_stays(broken: str, whole: str) -> None:
    filled = "and what is said in the lines before and after is as long as a line can be here\n"

    assert whole in flowed(text(filled + broken)).replace("\n", " ")


def test_a_pdf_comes_out_as_the_paragraphs_that_were_set() -> None:
    paragraphs = ["It is alleged that accounts were closed without notice. " * 6] * 3
    body = "<br>".join(one.strip() for one in paragraphs)

    file = services.text_of(pdf_of("\n".join(one.strip() for one in paragraphs)))

    assert body.count("<br>") == 2
    assert flowed(file.texts[0]).split("\n\n") == [one.strip() for one in paragraphs]
