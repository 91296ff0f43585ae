"""A whole matter by e-mail over bad lines, and with power cuts: real Postfix and Dovecot."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest
from tests.journeys import mailing, power, roads, wire
from tests.journeys.dying import MAIL_IN, MAIL_OUT
from tests.journeys.mailing import Post
from tests.journeys.power import DESK, OFFICE, do
from tests.mail import servers
from tests.mail.servers import GONE

TEXT = "Dear Rapporteur,\n\n1. Fourteen accounts were looked at.\n\n2. None was closed.\n"
KNOWN = {
    "the try is not written": "handed_over",
    "the yes is written, its job not done": "handed_over",
}
"""At the other points nobody knows what became of the message."""

numbers = count(501)


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Post]:
    """An office with its worker and its mail servers."""
    with mailing.running(tmp_path_factory.mktemp("mail") / "stage") as running:
        yield running


def test_a_whole_matter_over_bad_lines(post: Post) -> None:
    reference = f"UA OTH {next(numbers)}/2099"
    post.out.meets(*wire.OUT)

    post.send(reference)
    found = post.until(reference, state="handed_over")
    assert (found["sent"], found["word"]) == (1, "mailed")
    assert found["tries"] == 2
    letter = post.arrives(reference)
    post.back.meets(*wire.IN)
    post.answer(letter, TEXT)
    post.until(reference, answers=1)
    post.do("file", reference)

    found = post.counts(reference)
    assert (found["replies"], found["files"], found["word"]) == (1, 1, "replied")
    assert len(post.at_the_company(reference)) == 1
    assert post.out.met["cut before DATA"] == post.out.met["slow"] == 1
    assert post.back.met["cut within a message"] == 1


@pytest.mark.parametrize(
    ("fate", "has_it"), [(one, i == 0) for i, one in enumerate(wire.DOUBTFUL)]
)
def test_what_nobody_knows_waits_for_a_person(
    post: Post, fate: wire.Fate, has_it: bool
) -> None:
    reference = f"UA OTH {next(numbers)}/2099"
    post.out.meets(fate)

    post.send(reference)
    found = post.until(reference, state="in_doubt")
    assert (found["tries"], found["word"]) == (1, "mail_waits")
    if has_it:
        post.arrives(reference)
    assert len(post.at_the_company(reference)) == has_it
    post.do("settle", reference, "arrived" if has_it else "again")
    post.until(reference, state="handed_over", word="mailed")

    post.arrives(reference)
    assert len(post.at_the_company(reference)) == 1


def test_a_matter_half_over_http_and_half_by_mail(post: Post) -> None:
    reference = f"UA OTH {next(numbers)}/2099"
    post.do("transmit", reference)
    roads.until(post.stage, reference, lambda _, desk: desk["letters"], OFFICE)
    post.back.meets(*wire.IN)
    post.write(servers.OFFICE, f"Your letter {reference}", TEXT, b"%PDF-1.7" + bytes(30_000))

    wire.until(lambda: bool(post.do("hurry")) or post.do("quarantined") == "1", reference)
    post.do("assign", reference)
    post.do("file", reference)
    found = post.counts(reference)
    assert (found["replies"], found["files"], found["word"]) == (1, 1, "replied")
    do(post.stage, DESK, "reply", reference)
    office, desk = roads.until(post.stage, reference, roads.has_receipts, OFFICE, DESK)

    assert (office["letters"], desk["letters"], office["office.reply_received"]) == (1, 1, 2)
    assert post.counts(reference)["replies"] == 2, "one by mail, one as a package"
    assert post.do("quarantined") == "0"


def test_a_letter_that_comes_back_is_shown_as_such(post: Post) -> None:
    reference = f"UA OTH {next(numbers)}/2099"
    post.send(reference, GONE)

    found = post.until(reference, state="bounced", word="bounced")

    assert (found["sent"], found["bounces"], found["tries"]) == (1, 1, 1)


@pytest.mark.parametrize("point", MAIL_OUT)
def test_a_letter_by_mail_survives_when_the_power_fails(post: Post, point: str) -> None:
    reference = f"UA OTH {next(numbers)}/2099"
    power.die_at_point(
        post.stage, f"{OFFICE}:worker", point, during=lambda: post.send(reference)
    )

    state = KNOWN.get(point, "in_doubt")
    found = post.until(reference, state=state)
    assert (found["sent"], found["tries"]) == (1, 1)
    if state == "in_doubt":
        is_there = point == "the server has said yes, it is not written"
        if is_there:
            post.arrives(reference)
        assert len(post.at_the_company(reference)) == is_there
        post.do("settle", reference, "arrived" if is_there else "again")
        post.until(reference, state="handed_over")
    post.arrives(reference)
    assert len(post.at_the_company(reference)) == 1


def test_an_answer_survives_when_the_power_fails(post: Post) -> None:
    reference = f"UA OTH {next(numbers)}/2099"
    post.send(reference)
    letter = post.arrives(reference)
    for already, point in enumerate(MAIL_IN):
        power.die_at_point(
            post.stage,
            f"{OFFICE}:worker",
            point,
            during=lambda: (post.brings(letter, TEXT), post.do("hurry")),
        )
        post.until(reference, answers=already + 1)
