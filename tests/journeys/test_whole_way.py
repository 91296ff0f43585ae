"""The whole way of a letter: office, desk, reply, archive; real processes, real Chromium."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

import pytest
from playwright.sync_api import Browser
from tests.browser.walking import leads_on
from tests.journeys import stage
from tests.journeys.visitor import Visitor
from tests.noon import at_noon

from rapport.demo import cast
from rapport.demo.stage import Stage
from rapport.foundation import clock
from rapport.foundation.acts import geneva_date
from rapport.protocol import cards, package, pdf
from rapport.protocol.kinds import Letter
from rapport.protocol.signing import VerifyKey

PLACES: Final = ("office", "desk-a", "archive")
REFERENCE: Final = "AL OTH 77/2099"
SUBJECT: Final = "Search results about a water cooperative, allegedly removed"
NAMED, UNNAMED = "Perpetua Lindgate", "Ambrose Tolliver"
INFORMATION: Final = (
    f"According to the information received, {NAMED} and {UNNAMED} wrote about a water "
    "cooperative. Pages about it were allegedly removed from search results within one week."
)
QUESTIONS: Final = (
    "Please provide any comment you may have on the above-mentioned allegations.",
    "Please describe how requests to remove search results are examined.",
)
NOTE: Final = "Privileged: the retention schedule was not followed."


@pytest.fixture(scope="module")
def sides(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """An office, a desk and an archive, each with processes and a database of its own."""
    folder: Path = tmp_path_factory.mktemp("way") / "stage"
    with stage.built(folder, PLACES) as built:
        built.set_clock(at_noon())
        built.start()
        yield built


def test_the_whole_way_of_a_letter(sides: Stage, browser: Browser) -> None:
    ilse, mina = Visitor(browser, sides, "ilse"), Visitor(browser, sides, "mina")
    letter = _is_written(ilse)
    _is_joined_and_sent(sides, browser, letter, ilse, mina)

    reply = _is_answered(sides, browser)

    _is_assessed(ilse, letter)
    mina.go(f"{letter}/publication").reads("Not now.").does_not_read("Go on to publishing")
    sides.set_clock(at_noon(days=61))
    _is_published(sides, browser, letter, mina)
    assert reply


def _is_written(ilse: Visitor) -> str:
    ilse.go("/cases/open").write(
        title="Search results about a water cooperative",
        mandate=cast.OPEN_ASSEMBLY,
        summary="Pages were allegedly removed from search results.",
    ).press("Open the case")
    case = ilse.where
    for name, purposes in ((NAMED, ("name_to_company", "publish_name")), (UNNAMED, ())):
        ilse.go(f"{case}/persons/new").write(name=name).press("Enter the person")
        person = ilse.where
        for purpose in purposes:
            ilse.go(f"{person}/consent").write(purpose=purpose, answer="yes", given_by="self")
            ilse.press("Record the answer")
    ilse.go(f"{case}/letters/new").write(
        type="AL", company=cast.QUILLMOOR, subject=SUBJECT, language="en"
    ).press("Begin the letter")
    letter = ilse.where
    for part, words in (
        ("information", INFORMATION),
        (
            "concern",
            "We are concerned, without prejudging the facts, about what people can find.",
        ),
        (
            "law",
            "We recall article 19 of the International Covenant on Civil and Political Rights.",
        ),
    ):
        ilse.go(f"{letter}/parts/{part}").write(text=words).press("Save part")
    for words in QUESTIONS:
        ilse.go(f"{letter}/questions/new").write(text=words).press("Add the question")
    ilse.go(f"{letter}/files/attach").attach("list.txt", b"Removed pages, by date.\n")
    ilse.press("Attach the file")
    ilse.go(letter).reads("2 names stop this letter")
    ilse.press("Put the mark of person 1").press("Put the mark of person 2")
    return letter


def _is_joined_and_sent(
    sides: Stage, browser: Browser, letter: str, ilse: Visitor, mina: Visitor
) -> None:
    due_on = geneva_date(clock.machine_now()) + timedelta(days=10)
    ilse.go(f"{letter}/joining/ask").write(mandate=cast.ENTERPRISE, due_on=due_on.isoformat())
    ilse.press("Ask this mandate")
    ilse.go(letter).press("Circulate the letter")
    jonas = Visitor(browser, sides, "jonas").go("/").follow(SUBJECT)
    jonas.go(f"{letter}/joining/{cast.ENTERPRISE}/join").press("Join this letter")
    mina.go(letter).press("Clear the letter").follow("Send the letter under its reference")
    mina.reads(NAMED, "These names do not go").write(reference=REFERENCE).press(
        "Send the letter"
    )
    mina.waits_for("Received, no reply yet")
    ilse.go(letter).reads(REFERENCE, "Reply due in 60 days")
    _check_page(sides, ilse.download("Get the letter as PDF"))


def _check_page(sides: Stage, page: bytes) -> None:
    """The page is the package: what is embedded in it verifies, and names whom it may."""
    card = cards.read((sides.folder / "cards" / "office.json").read_bytes())
    key = VerifyKey.from_text(card.signing_key)
    read = package.read(pdf.extract(page), key_of=lambda _: key, me=None)
    assert isinstance(read.document, Letter)
    assert read.document.reference == REFERENCE
    said = read.document.model_dump_json()
    assert NAMED in said
    assert UNNAMED not in said
    assert [one.text for one in read.document.questions] == list(QUESTIONS)


def _is_answered(sides: Stage, browser: Browser) -> UUID:
    noor = Visitor(browser, sides, "noor").go("/").waits_for(SUBJECT).follow(SUBJECT)
    letter = noor.where
    noor.reads(REFERENCE, "Day 0 of 60", NAMED, "Person B").does_not_read(UNNAMED)
    noor.press("Take the letter on").go(f"{letter}/owners")
    noor.page.get_by_label("Owner of question 1").select_option(label="Odile Kestane")
    noor.page.get_by_label("Owner of question 2").select_option(label="Bram Teale")
    noor.press("Give the questions to these owners")

    odile = Visitor(browser, sides, "odile").go(f"{letter}/questions/1")
    odile.write(text="We confirm that pages were removed.", stance="answered", finished="on")
    odile.press("Save the answer to question 1")
    bram = Visitor(browser, sides, "bram").go(f"{letter}/questions/2")
    bram.write(text="How we examine requests is part of a pending case.", stance="declined")
    bram.write(finished="on").press("Save the answer to question 2")

    tomas = Visitor(browser, sides, "tomas").go(f"{letter}/questions/2")
    tomas.page.get_by_label("Sealed note").fill(NOTE)
    tomas.press("Seal this note")
    for number in (1, 2):
        tomas.go(f"{letter}/questions/{number}").press("I have read")
    bram.go(f"{letter}/questions/2").does_not_read(NOTE)

    noor.go(f"{letter}/reply").write(kind="substantive").press("Prepare this reply")
    reply = noor.where.removesuffix("/edit")
    noor.go(f"{reply}/edit").write(
        opening="Quillmoor Social thanks the mandates for their letter.",
        signed_by="Noor Halsted, human rights lead",
        wish="public",
    ).press("Save and see the reply")
    noor.go(reply).press("Ask for the reply to be signed off")
    Visitor(browser, sides, "petra").go(reply).reads("declined").press("Sign the reply off")
    noor.go(f"{reply}/send").press("Send the reply").waits_for("receipt came")
    return UUID(reply.split("/")[-1])


def _is_assessed(ilse: Visitor, letter: str) -> None:
    ilse.go(letter).waits_for("We confirm that pages were removed.").does_not_read(NOTE)
    ilse.follow("Assess what reply 1 says to question 1").write(verdict="answered")
    ilse.press("Save the assessment of question 1")
    ilse.go(letter).reads("The full reply is here.")


def _is_published(sides: Stage, browser: Browser, letter: str, mina: Visitor) -> None:
    mina.go(f"{letter}/publication").reads(NAMED, "Go on to publishing")
    mina.press("Go on to publishing").press("Publish letter and reply")
    mina.waits_for("Public: the archive’s receipt is here")

    reader = browser.new_context().new_page()
    archive = sides.url_of("archive")
    reader.goto(f"{archive}/letters?q=cooperative")
    leads_on(reader.get_by_role("link", name=SUBJECT).first)
    text = reader.locator("main").text_content() or ""
    assert "We confirm that pages were removed." in text
    assert NAMED in text
    assert UNNAMED not in text
    assert NOTE not in reader.content()
    reader.goto(f"{reader.url}.json")
    twin = json.loads(reader.locator("body").inner_text())
    assert twin["reference"] == REFERENCE
    assert UNNAMED not in json.dumps(twin)
