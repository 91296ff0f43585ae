"""The power fails before every statement: of a reply, of what is fetched, of incoming mail."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count

import pytest
from tests.journeys import mailing, power, roads
from tests.journeys.mailing import Post
from tests.journeys.power import DESK, OFFICE, do

from rapport.demo.stage import Stage

MOST_STEPS = 500
TEXT = "Dear Rapporteur,\n\n1. Fourteen accounts were looked at.\n\n2. None was closed.\n"
numbers = count(5001)


def at_every_step(name: str, tried: Callable[[int], bool]) -> None:
    """Cut the power before one statement after the other, until it was not reached; tell."""
    began = time.monotonic()
    for step in range(1, MOST_STEPS + 1):
        if not tried(step):
            break
    else:
        pytest.fail(f"{MOST_STEPS} steps are not enough")
    minutes = (time.monotonic() - began) / 60
    sys.stderr.write(f"{name}: {step - 1} power cuts in {minutes:.1f} min, nothing lost\n")


def _arrived(stage: Stage, reference: str) -> bool:
    office, _ = roads.counts(stage, reference)
    return bool(office.get("office.reply_received"))


def _a_reply(stage: Stage, process: str, step: int) -> bool:
    """Let a process die on the way of a reply; afterwards all is there, and once."""
    reference = f"UA OTH {next(numbers)}/2099"
    do(stage, OFFICE, "transmit", reference)
    roads.until(stage, reference, lambda _, desk: desk["letters"], OFFICE, DESK)
    died = power.die_at_step(
        stage,
        process,
        step,
        during=lambda: do(stage, DESK, "reply", reference),
        is_over=partial(_arrived, stage, reference),
    )
    found = roads.until(stage, reference, roads.is_settled, OFFICE, DESK)
    roads.check_once(*found)
    return died


@pytest.mark.parametrize("process", [f"{DESK}:worker", f"{OFFICE}:web"])
def test_a_reply_survives_a_power_cut_before_every_statement(
    sides: Stage, process: str
) -> None:
    at_every_step(f"a reply, {process}", partial(_a_reply, sides, process))


@pytest.fixture
def fetched(sides: Stage) -> Iterator[Stage]:
    """The desk fetches what the office has for it, and pushes what it says."""
    office_url = f"http://127.0.0.1:{sides.port_of(OFFICE)}"
    roads.choose(sides, OFFICE, "pull", "http://127.0.0.1:1")
    roads.choose(sides, DESK, "push", office_url, collect=True)
    yield sides
    roads.choose(sides, OFFICE, "push", f"http://127.0.0.1:{sides.port_of(DESK)}")
    roads.choose(sides, DESK, "push", office_url)


def _a_letter_fetched(stage: Stage, process: str, step: int) -> bool:
    reference = f"UA OTH {next(numbers)}/2099"
    if process.startswith(DESK):
        stage.stop(process)  # it would fetch the letter before it is to die
    do(stage, OFFICE, "transmit", reference)

    def is_here() -> bool:
        do(stage, DESK, "hurry")
        office, _ = roads.counts(stage, reference)
        return bool(office.get("exchange.received"))

    died = power.die_at_step(
        stage,
        process,
        step,
        during=lambda: roads.wait_for_post(stage, OFFICE, reference, 1),
        is_over=is_here,
    )
    office, desk = roads.until(
        stage, reference, lambda office, _: office.get("exchange.received"), OFFICE, DESK
    )
    assert office["letters"] == desk["letters"] == 1, step
    assert office["exchange.received"] == desk["desk.letter_arrived"] == 1, step
    return died


@pytest.mark.parametrize("process", [f"{DESK}:worker", f"{OFFICE}:web"])
def test_what_is_fetched_survives_a_power_cut_before_every_statement(
    fetched: Stage, process: str
) -> None:
    at_every_step(f"fetched, {process}", partial(_a_letter_fetched, fetched, process))


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Post]:
    """An office with its worker and its mail servers."""
    with mailing.running(tmp_path_factory.mktemp("mail") / "stage") as running:
        yield running


def test_an_answer_by_mail_survives_a_power_cut_before_every_statement(post: Post) -> None:
    reference = f"UA OTH {next(numbers)}/2099"
    post.send(reference)
    letter = post.arrives(reference)

    def tried(step: int) -> bool:
        def is_here() -> bool:
            post.do("hurry")
            return bool(post.counts(reference)["answers"] >= step)

        died = power.die_at_step(
            post.stage,
            f"{OFFICE}:worker",
            step,
            during=lambda: (post.answer(letter, TEXT), post.do("hurry")),
            is_over=is_here,
        )
        found = post.until(reference, answers=step)
        assert found["answers"] == step, "each answer is here, and once"
        return died

    at_every_step("an answer by mail", tried)
