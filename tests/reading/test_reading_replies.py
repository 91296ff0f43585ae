"""A reply says which letter it answers, and where each question is answered."""

from __future__ import annotations

from datetime import date

from rapport.reading.letter import Looks
from rapport.reading.reply import ReadReply, reply_in
from rapport.reading.text import Kind, Text

REPLY = """Northlight Platforms Inc.
20 April 2099

Dear Special Rapporteur,

Thank you for your letter of 2 March 2099 [Ref: AL OTH 12/2099].

{answers}

Yours sincerely,
Adrian Fellowes
"""


def read(answers: str) -> ReadReply:
    lines = tuple(REPLY.format(answers=answers).split("\n"))
    return reply_in(Text(name="", kind=Kind.TEXT, pages=(lines,)))


def test_a_reply_names_its_letter() -> None:
    reply = read("We have nothing to add.")

    assert reply.looks is Looks.REPLY
    assert reply.reference.value == "AL OTH 12/2099"
    assert reply.letter_date.value == date(2099, 3, 2)
    assert reply.date.value == date(2099, 4, 20)
    assert reply.entity.value == "Northlight Platforms Inc."
    assert reply.answers == []


def test_passages_answer_the_questions_that_they_name() -> None:
    reply = read(
        "Question 1\nIt was rule 9.\n\n3. of the annex applies.\n\nQuestion 3: A team did."
    )

    assert [one.value for one in reply.answers] == [
        {"question": 1, "text": "It was rule 9.\n\n3. of the annex applies."},
        {"question": 3, "text": "A team did."},
    ]


def test_numbered_paragraphs_are_less_sure() -> None:
    reply = read("1. It was rule 9.\n\n2. A team did.")

    assert [one.value["question"] for one in reply.answers] == [1, 2]
    assert all(one.confidence < 0.7 for one in reply.answers)
