"""A letter comes by e-mail first and as a package later: two processes, real Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser
from tests.browser.walking import leads_on
from tests.journeys import stage
from tests.journeys.visitor import Visitor
from tests.reading.files import pdf_of

from rapport.demo import texts
from rapport.demo.stage import Stage
from rapport.foundation import clock
from rapport.foundation.acts import geneva_date

PLACES: Final = ("office", "desk-a")
LETTER: Final = texts.TENANTS
ANSWER: Final = "We know the facts that the mandates describe."


@pytest.fixture(scope="module")
def sides(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """An office and a desk, each with processes and a database of its own."""
    folder: Path = tmp_path_factory.mktemp("twice") / "stage"
    with stage.built(folder, PLACES) as built:
        built.start()
        yield built


def test_a_letter_by_mail_goes_on_as_a_package(sides: Stage, browser: Browser) -> None:
    noor = Visitor(browser, sides, "noor")
    theirs = _is_handed_in(noor)
    _is_worked_on(sides, browser, noor, theirs)
    sides.run("office", "stage", "tell", "send_tenants")

    _is_made_one(noor, theirs)
    _is_replied_to(sides, browser, noor, theirs)
    _is_here_already(noor, theirs)


def _page(*, day: str) -> bytes:
    asked = "\n".join(f"{number}. {text}" for number, text in enumerate(_questions(), 1))
    return pdf_of(
        f"REFERENCE: {LETTER.reference}\n{day}\nDear Ms. Oyelaran,\n"
        "We write to you concerning an alleged suspension of accounts.\n"
        "We would be grateful for your observations on the following matters:\n"
        f"{asked}\nWe would appreciate a response within 60 days.\n"
    )


def _questions() -> list[str]:
    """What the person confirms: the first in other words, the others as the package asks."""
    return ["Is what we were told right?", *LETTER.questions[1:]]


def _is_handed_in(noor: Visitor) -> str:
    sent_on = geneva_date(clock.machine_now()) - timedelta(days=3)
    noor.go("/letters/take-in").attach("letter.pdf", _page(day=f"{sent_on:%-d %B %Y}"))
    noor.press("Take it in")
    number = noor.page.locator('main [name="question"]').count()
    while number < len(_questions()):
        leads_on(noor.page.locator("main .asked button[value^='add']").last)
        number += 1
    for field, words in zip(
        noor.page.locator('main [name="question"]').all(), _questions(), strict=True
    ):
        field.fill(words)
    mandate = noor.page.locator('main [name="add_mandate"]')
    if not mandate.is_visible():
        noor.page.locator("main details summary").first.click()
    mandate.select_option(index=1)
    noor.write(
        reference=LETTER.reference,
        type=LETTER.type,
        date=sent_on.isoformat(),
        sent_on=sent_on.isoformat(),
        period_days="60",
        subject="Accounts, allegedly suspended",
        entity="Quillmoor Social",
    ).press("Confirm: this is the letter")
    return noor.reads("not verified by a signature").where


def _is_worked_on(sides: Stage, browser: Browser, noor: Visitor, theirs: str) -> None:
    noor.press("Take the letter on").go(f"{theirs}/owners")
    for number in range(1, len(LETTER.questions) + 1):
        noor.page.get_by_label(f"Owner of question {number}").select_option(
            label="Odile Kestane"
        )
    noor.press("Give the questions to these owners")
    odile = Visitor(browser, sides, "odile").go(f"{theirs}/questions/1")
    odile.write(text=ANSWER, stance="answered").press("Save the answer to question 1")


def _is_made_one(noor: Visitor, theirs: str) -> None:
    noor.go(theirs).waits_for("also came as a signed package")
    noor.follow("Compare both, and make them one")
    noor.reads("The last day for the reply moves from", "Odile Kestane", "Other words")
    noor.press("These are the same letter")
    assert noor.where == theirs
    noor.reads("This letter came twice", "The last day for the reply moved from")
    noor.does_not_read("also came as a signed package")
    assert noor.go("/letters").page.get_by_text(LETTER.reference).count() == 1
    noor.go(f"{theirs}/acknowledgement").write(function="Head of human rights")
    noor.press("Send the acknowledgement")


def _is_replied_to(sides: Stage, browser: Browser, noor: Visitor, theirs: str) -> None:
    odile = Visitor(browser, sides, "odile").go(f"{theirs}/questions/1")
    odile.reads("The question’s words changed")
    assert odile.page.locator('main [name="text"]').first.input_value() == ANSWER
    odile.write(finished="on").press("Save the answer to question 1")
    for number in range(2, len(LETTER.questions) + 1):
        odile.go(f"{theirs}/questions/{number}").write(stance="declined", finished="on")
        odile.write(text="It is part of a pending case.")
        odile.press(f"Save the answer to question {number}")
    noor.go(f"{theirs}/reply").write(kind="substantive").press("Prepare this reply")
    reply = noor.where.removesuffix("/edit")
    noor.go(f"{reply}/edit").write(
        opening="Quillmoor Social thanks the mandates.",
        signed_by="Noor Halsted, human rights lead",
        wish="public",
    ).press("Save and see the reply")
    noor.go(reply).press("Ask for the reply to be signed off")
    Visitor(browser, sides, "petra").go(reply).press("Sign the reply off")
    noor.go(f"{reply}/send").press("Send the reply").waits_for("receipt came")

    mina = Visitor(browser, sides, "mina").go("/letters").follow(LETTER.subject)
    mina.waits_for(ANSWER).reads("Acknowledged by the company.", "The full reply is here.")
    mina.does_not_read("Reply 2")


def _is_here_already(noor: Visitor, theirs: str) -> None:
    day = geneva_date(clock.machine_now())
    noor.go("/letters/take-in").attach("again.pdf", _page(day=f"{day:%-d %B %Y}"))
    noor.press("Take it in").reads("A letter with this reference is here already.")
    noor.press("It is the same letter: put the file with it")
    assert noor.where == theirs
    noor.reads("original-2.pdf")
