"""A report that a message came back counts until a person says that it is not believed."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from tests.mail.conftest import COMPANY, Scripted, act
from tests.mail.test_messages_come_in import comes, report

from rapport.journal.models import Entry
from rapport.journal.services import work_off
from rapport.mail import errors, selectors, services
from rapport.mail.models import Inbound, Outbound
from rapport.mail.rules import Purpose, Quarantine, State

Post = Callable[..., Outbound]


def accepted(post: Post) -> Outbound:
    """A message to which the server said yes."""
    row = post()
    work_off()
    row.refresh_from_db()
    assert row.state is State.HANDED_OVER
    return row


def disbelieve(came: Inbound) -> Inbound:
    """Somebody does not believe a report."""
    return services.disbelieve(act("Mina Okonjo"), report=came.public_id, reason="They have it")


def test_a_report_that_is_not_believed_counts_no_more_and_stays(
    server: Scripted, post: Post
) -> None:
    row = accepted(post)
    came = report(row, "failed")
    row.refresh_from_db()
    assert (row.state, row.ended_at is None) == (State.BOUNCED, False)

    disbelieve(came)

    row.refresh_from_db()
    came.refresh_from_db()
    assert (row.state, row.ended_at) == (State.HANDED_OVER, None)
    assert came.disbelieved_at
    assert (came.disbelieved_by, came.disbelieved_because) == ("Mina Okonjo", "They have it")
    assert came in selectors.came_about(row.matter)
    assert "They have it" not in str(list(Entry.objects.values_list("values", flat=True)))
    with pytest.raises(errors.DisbelievedAlready):
        disbelieve(came)


def test_a_report_that_comes_after_one_that_is_not_believed_counts(
    server: Scripted, post: Post
) -> None:
    row = accepted(post)
    disbelieve(report(row, "failed"))

    report(row, "failed")

    row.refresh_from_db()
    assert row.state is State.BOUNCED


def test_of_two_reports_the_one_that_is_believed_counts(server: Scripted, post: Post) -> None:
    row = accepted(post)
    first, second = report(row, "failed"), report(row, "failed")

    disbelieve(first)

    row.refresh_from_db()
    assert (row.state, row.ended_at is None) == (State.BOUNCED, False)
    disbelieve(second)
    row.refresh_from_db()
    assert row.state is State.HANDED_OVER


def test_a_message_that_was_in_doubt_is_so_again(server: Scripted, post: Post) -> None:
    server.says(".", "")
    row = post()
    work_off()
    came = report(row, "failed")

    disbelieve(came)

    row.refresh_from_db()
    assert row.state is State.IN_DOUBT


def test_a_message_that_never_left_leaves_after_a_forged_report(
    server: Scripted, post: Post
) -> None:
    row = post()
    came = report(row, "failed")
    work_off()
    assert not server.taken

    disbelieve(came)
    work_off()

    row.refresh_from_db()
    assert (row.state, len(server.taken)) == (State.HANDED_OVER, 1)


def test_a_report_that_belongs_to_another_matter_counts_no_more(
    server: Scripted, post: Post
) -> None:
    row, other = accepted(post), post()
    old = selectors.address_in_use(row.matter)
    services.change_address(act(), matter=row.matter)
    came = report(row, "failed", at=old)
    assert came.quarantine is Quarantine.OLD_ADDRESS

    services.assign(act(), message=came.public_id, matter=other.matter)

    row.refresh_from_db()
    assert row.state is State.HANDED_OVER


def test_an_answer_is_no_report(server: Scripted, post: Post) -> None:
    row = accepted(post)
    came = comes(f"From: {COMPANY}", f"To: {selectors.address_in_use(row.matter)}")

    with pytest.raises(errors.NotAReport):
        disbelieve(came)
    with pytest.raises(errors.MessageNotFound):
        services.disbelieve(act(), report=uuid4(), reason="x")


def test_words_of_withdrawal_that_did_not_arrive_wait_until_something_is_done(
    server: Scripted, post: Post
) -> None:
    row = accepted(lambda: post(purpose=Purpose.WITHDRAWAL))
    assert not selectors.not_told()
    report(row, "failed")
    assert selectors.not_told().get() == row

    services.let_go(act("Mina Okonjo"), message=row.public_id)

    assert not selectors.not_told()
    row.refresh_from_db()
    assert (row.state, row.let_go_by) == (State.BOUNCED, "Mina Okonjo")
    with pytest.raises(errors.NotEnded):
        services.let_go(act(), message=row.public_id)
