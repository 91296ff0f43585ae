"""All that passes about one letter besides the reply: two processes, real Chromium."""

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

from rapport.demo import texts
from rapport.demo.stage import Stage
from rapport.foundation import clock
from rapport.foundation.acts import geneva_date

PLACES: Final = ("office", "desk-a")
SUBJECT: Final = texts.TENANTS.subject


@pytest.fixture(scope="module")
def sides(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """An office that has written to a desk, each with processes and a database of its own."""
    folder: Path = tmp_path_factory.mktemp("said") / "stage"
    with stage.built(folder, PLACES) as built:
        built.start()
        built.run("office", "stage", "tell", "send_tenants")
        yield built


def test_everything_that_is_said_about_a_letter_arrives(sides: Stage, browser: Browser) -> None:
    mina, noor = Visitor(browser, sides, "mina"), Visitor(browser, sides, "noor")
    theirs = noor.go("/").waits_for(SUBJECT).follow(SUBJECT).where
    ours = mina.go("/letters").follow(SUBJECT).where

    _is_acknowledged(mina, ours, noor, theirs)
    _is_given_more_time(mina, ours, noor, theirs)
    _is_asked_about(mina, ours, noor, theirs)
    _is_pointed_elsewhere(mina, ours, noor, theirs)
    _is_announced(mina, ours, noor, theirs)
    _is_withdrawn(mina, ours, noor, theirs)


def _opens_what_waits(visitor: Visitor) -> Visitor:
    """Follow the only button that stands with a message: to its answer."""
    leads_on(visitor.page.locator("main ol.timeline li[id] a.button"))
    return visitor


def _is_acknowledged(mina: Visitor, ours: str, noor: Visitor, theirs: str) -> None:
    mina.go(ours).waits_for("Not acknowledged by the company yet")
    noor.go(theirs).press("Take the letter on")
    noor.go(f"{theirs}/acknowledgement").write(
        function="Head of human rights", tells_opened="on"
    ).press("Send the acknowledgement")
    mina.go(ours).waits_for("Acknowledged by the company.")
    mina.reads("Opened by Noor Halsted: the company says so.")
    mina.reads("Receipt acknowledged; responsible: Head of human rights.")


def _is_given_more_time(mina: Visitor, ours: str, noor: Visitor, theirs: str) -> None:
    until = (geneva_date(clock.machine_now()) + timedelta(days=80)).isoformat()
    noor.go(f"{theirs}/more-time").write(until=until, reason="Facts come from two regions.")
    noor.press("Send the request")
    mina.go("/").waits_for("asks for more time").go(ours)
    _opens_what_waits(mina).reads("Facts come from two regions.").write(
        granted="yes", until=until
    )
    mina.press("Send the answer").reads("More time was granted", "Neither date moves")
    noor.go(theirs).waits_for("The office granted more time")
    noor.reads("Neither of the two dates moves by that.")


def _is_asked_about(mina: Visitor, ours: str, noor: Visitor, theirs: str) -> None:
    noor.go(f"{theirs}/ask").write(question="2", text="Which service is meant?")
    noor.press("Send the question")
    mina.go(ours).waits_for("A question about question 2")
    _opens_what_waits(mina).reads("Which service is meant?").write(text="The one for groups.")
    mina.press("Send the answer")
    noor.go(theirs).waits_for("The one for groups.")

    by = (geneva_date(clock.machine_now()) + timedelta(days=9)).isoformat()
    mina.go(f"{ours}/messages/follow-up").write(questions="Since when?", answer_by=by)
    mina.press("Send the questions")
    noor.go(theirs).waits_for("Further questions, to be answered by")
    _opens_what_waits(noor).reads("Since when?").write(text="Since the second of March.")
    noor.press("Send the answer")
    mina.go(ours).waits_for("Since the second of March.")


def _is_pointed_elsewhere(mina: Visitor, ours: str, noor: Visitor, theirs: str) -> None:
    noor.go(f"{theirs}/not-for-us").write(name="Hollinbrake Mobile", reason="It was sold.")
    noor.press("Tell the office")
    mina.go(ours).waits_for("The company names Hollinbrake Mobile. Nothing was forwarded.")
    mina.reads("It was sold.")


def _is_announced(mina: Visitor, ours: str, noor: Visitor, theirs: str) -> None:
    mina.go(f"{ours}/publication/notice").write(said="As the letter said.")
    mina.press("Send the notice").reads("It was told of the publication on")
    noor.go(theirs).waits_for("Announced: letter and replies become public on")


def _is_withdrawn(mina: Visitor, ours: str, noor: Visitor, theirs: str) -> None:
    mina.go(f"{ours}/withdraw").write(reason="It was written twice.")
    mina.press("Withdraw the letter").reads("No reply is expected any more.")
    noor.go(theirs).waits_for("Withdrawn by the office").reads("It was written twice.")
    noor.go("/").does_not_read(SUBJECT)
    mina.go(ours).does_not_read("On its way")
