"""A company publishes who answers for what; an office reads it before its letter leaves."""

from __future__ import annotations

import urllib.request
from typing import Final

from playwright.sync_api import Browser
from tests.journeys.visitor import Visitor

from rapport.demo import cast
from rapport.demo.stage import Stage
from rapport.protocol import cards, package
from rapport.protocol.kinds import RoutingTable
from rapport.protocol.signing import VerifyKey

FUNCTION: Final = "Child Safety, Trust & Safety"
FALLBACK: Final = "Human Rights Team, Legal"
QUESTIONS: Final = (
    "Which measures protect children and minors against grooming by adults?",
    "Please describe your human rights due diligence and any impact assessment.",
)


def test_the_office_sees_where_its_questions_go_before_it_sends(
    sides: Stage, browser: Browser
) -> None:
    ilse, mina = Visitor(browser, sides, "ilse"), Visitor(browser, sides, "mina")
    letter = _is_written(ilse)
    ilse.go(letter).reads("The company has not published who answers for what.")

    _is_published(Visitor(browser, sides, "ines"))
    ilse.go(letter).waits_for(f"this goes to {FUNCTION}")
    ilse.press("Circulate the letter")
    mina.go(letter).press("Clear the letter").follow("Send the letter under its reference")

    mina.reads(
        f"At Hollinbrake Mobile this goes to {FUNCTION}.",
        "Area, suggested by software: Child safety.",
        "grooming",
        f"At Hollinbrake Mobile this goes to {FALLBACK}.",
        "The company’s own statement, as Hollinbrake Mobile",
        "Signed with the key of Hollinbrake Mobile.",
    )
    mina.go(f"/directory/companies/{cast.HOLLINBRAKE}").reads(
        FUNCTION, "Everything else goes to"
    )
    _anybody_reads_and_checks_it(sides, browser)


def _is_written(ilse: Visitor) -> str:
    ilse.go("/cases/open").write(
        title="Messages to children on a video service",
        mandate=cast.OPEN_ASSEMBLY,
        summary="Adults allegedly wrote to children.",
    ).press("Open the case")
    ilse.go(f"{ilse.where}/letters/new").write(
        type="OL", company=cast.HOLLINBRAKE, subject="Messages to children", language="en"
    ).press("Begin the letter")
    letter = ilse.where
    for part in ("information", "concern", "law"):
        ilse.go(f"{letter}/parts/{part}").write(text="As described.").press("Save part")
    for words in QUESTIONS:
        ilse.go(f"{letter}/questions/new").write(text=words).press("Add the question")
    return letter


def _is_published(ines: Visitor) -> None:
    ines.go("/areas").follow("Who answers for what, as others see it").reads("Nothing yet.")
    ines.write(fallback=FALLBACK, **{"function.child-safety..": FUNCTION})
    ines.press("Save the table").follow("Look at it as others will, then publish")
    ines.reads(FUNCTION, "Special Procedures office", "Anybody who opens")
    ines.press("Publish the table").reads("It has 1 row besides the fallback.")
    ines.page.locator("summary").first.click()
    ines.follow("Version 1").waits_for("Received")


def _anybody_reads_and_checks_it(sides: Stage, browser: Browser) -> None:
    reader = browser.new_context().new_page()
    reader.goto(f"{sides.url_of('desk-b')}/who-answers")
    assert FUNCTION in reader.locator("main").inner_text()
    address = f"http://127.0.0.1:{sides.port_of('desk-b')}/exchange/v1/routing-table.rapport"
    with urllib.request.urlopen(address, timeout=10) as answer:
        signed = answer.read()
    card = cards.read((sides.folder / "cards" / "desk-b.json").read_bytes())
    key = VerifyKey.from_text(card.signing_key)
    document = package.read(signed, key_of=lambda _: key, me=None).document
    assert isinstance(document, RoutingTable)
    assert document.routes[0].function == FUNCTION
