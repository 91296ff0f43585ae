"""A reply that was sent off and did not leave says so to the lead, and what to do."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.desk.conftest import Desk
from tests.desk.pages import Browser

from rapport.desk.replies import services as replies
from rapport.desk.replies.models import Reply
from rapport.foundation.acts import SYSTEM, Act, Door
from rapport.journal import services as journal
from rapport.journal.models import Job
from rapport.journal.rules import JobState

At = Callable[[str], Browser]

ASK = "Ask an administrator to have it tried again, on the page Work."


def given_up(desk: Desk, *, interim: bool = False) -> tuple[Reply, Job]:
    """A reply that was sent off, and whose package could not be made."""
    letter = desk.answered_letter()
    reply = desk.approved_reply(letter, interim=interim)
    replies.submit_reply(desk.act("noor"), reply_id=reply.public_id)
    job = Job.objects.get(work="desk_replies.dispatch")
    job.state, job.attempts, job.given_up_at = JobState.DEAD, 30, desk.today
    job.save()
    return reply, job


@pytest.mark.parametrize("interim", [False, True])
def test_a_reply_that_did_not_leave_says_so_and_stands_on_the_leads_today(
    desk: Desk, at: At, interim: bool
) -> None:
    reply, _ = given_up(desk, interim=interim)
    noor = at("noor")

    today = noor.text("/")
    assert "The reply has not left: Rapport tried many times and gave up." in today
    assert ASK in today
    shown = noor.text(f"/replies/{reply.public_id}")
    assert "It has not left: Rapport tried many times and gave up" in shown
    assert ASK in shown
    assert "Handed over on" not in shown
    assert "Has been handed to" not in shown
    letter = noor.text(f"/letters/{reply.letter.public_id}")
    assert "It has not left" in letter
    assert "The office’s receipt has not come yet." not in letter
    assert "The reply left on day" not in letter + today
    assert "Replied on day" not in letter
    assert "The reply has not left" not in at("odile").text("/")


def test_a_full_reply_that_did_not_leave_is_not_called_handed_over(desk: Desk, at: At) -> None:
    given_up(desk)

    listed = at("noor").text("/letters?show=replied")

    assert "It has not left" in listed
    assert "Handed over" not in listed


def test_once_it_is_tried_again_and_leaves_nobody_is_told_any_more(desk: Desk, at: At) -> None:
    reply, job = given_up(desk)

    journal.try_again(Act(SYSTEM, desk.today, Door.COMMAND), job_id=job.public_id)
    journal.work_off()

    reply.refresh_from_db()
    assert reply.package is not None
    assert "The reply has not left" not in at("noor").text("/")
    assert ASK not in at("noor").text(f"/replies/{reply.public_id}")


def test_an_administrator_reads_of_it_without_letter_or_reply(desk: Desk, at: At) -> None:
    reply, _ = given_up(desk)

    shown = at("sunniva").text("/given-up/")

    assert "Make the PDF of a reply, and hand its signed package over." in shown
    for secret in (reply.letter.reference, reply.letter.subject, str(reply.public_id)):
        assert secret not in shown
    assert "See why, and have it tried again" in at("sunniva").text("/")
    assert at("noor").get("/given-up/").status_code == 403
