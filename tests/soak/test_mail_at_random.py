"""Matters by e-mail over lines whose fates are drawn by lot, and with cuts at every step."""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Iterator
from functools import partial
from itertools import count

import pytest
from tests.journeys import mailing, power, wire
from tests.journeys.mailing import Post
from tests.journeys.power import OFFICE
from tests.journeys.test_mail_road import TEXT

MATTERS = 40
MOST_STEPS = 400
CERTAIN = (wire.THROUGH, *wire.OUT)
numbers = count(5001)


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Post]:
    """An office with its worker and its mail servers."""
    with mailing.running(tmp_path_factory.mktemp("mail") / "stage") as running:
        yield running


def test_nothing_is_lost_or_sent_twice_whatever_the_lines_do(post: Post) -> None:
    seed = int(os.environ.get("RAPPORT_SEED", "0")) or random.randrange(1, 10**6)
    sys.stderr.write(f"mail: RAPPORT_SEED={seed}\n")
    lot = random.Random(seed)
    post.out.meets(then=lot.choices((*CERTAIN, *wire.DOUBTFUL), k=997))
    post.back.meets(then=lot.choices((wire.THROUGH, *wire.IN), k=9_973))
    doubts = 0
    for _ in range(MATTERS):
        reference = f"UA OTH {next(numbers)}/2099"
        post.send(reference)
        doubts += _brought(post, reference)
        post.answer(post.arrives(reference), TEXT)
        post.until(reference, answers=1)
        post.do("file", reference)

        found = post.counts(reference)
        assert (found["sent"], found["answers"], found["replies"]) == (1, 1, 1), found
        assert len(post.at_the_company(reference)) == 1
    met = dict(post.out.met + post.back.met)
    sys.stderr.write(f"mail: {MATTERS} matters, {doubts} doubts, {met}\n")


def test_a_letter_by_mail_survives_a_power_cut_before_every_statement(post: Post) -> None:
    post.out.meets()
    post.back.meets()
    doubts = 0
    for step in range(1, MOST_STEPS + 1):
        reference = f"UA OTH {next(numbers)}/2099"
        died = power.die_at_step(
            post.stage,
            f"{OFFICE}:worker",
            step,
            during=partial(post.send, reference),
            is_over=partial(_is_handed_over, post, reference),
        )

        doubts += _brought(post, reference)
        post.arrives(reference)
        assert len(post.at_the_company(reference)) == 1, step
        assert post.counts(reference)["sent"] == 1, step
        if not died:
            break
    else:
        pytest.fail(f"{MOST_STEPS} steps are not enough to hand a letter over")
    sys.stderr.write(f"mail: {step - 1} power cuts, {doubts} doubts, nothing lost or double\n")


def _is_handed_over(post: Post, reference: str) -> bool:
    return bool(post.counts(reference)["state"] == "handed_over")


def _brought(post: Post, reference: str) -> int:
    """Wait until a letter is handed over; settle each doubt as the company's mailbox says."""
    doubts = 0
    while post.until_one_of(reference, "handed_over", "in_doubt") == "in_doubt":
        doubts += 1
        is_there = post.is_there_after_all(reference)
        post.do("settle", reference, "arrived" if is_there else "again")
    return doubts
