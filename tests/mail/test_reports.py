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
from rapport.mail.rules import Delivery, Kind, Purpose, Quarantine, State

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


def delivered(row: Outbound, action: str = "delivered", **how: str) -> Inbound:
    """Our own server reports that a message was delivered, or that it handed it on."""
    received = "Received: by mail.office.example (Postfix) id 4C; Fri, 27 Nov 2099 07:00:00 +0"
    return report(row, action, trace=received, **how)


def test_reports_are_asked_for_where_the_server_offers_them(
    server: Scripted, post: Post
) -> None:
    server.says("EHLO", "250-scripted\r\n250 DSN")
    row = post(to="o+r=x@quillmoor.example")

    work_off()

    said = {line.split()[0]: line.split()[2:] for line in server.said if ":" in line}
    assert said["mail"] == ["RET=HDRS", f"ENVID={row.public_id.hex}"]
    assert said["rcpt"] == [
        "NOTIFY=SUCCESS,FAILURE,DELAY", "ORCPT=rfc822;o+2Br+3Dx@quillmoor.example",
    ]  # fmt: skip


def test_no_report_is_asked_for_where_none_is_offered(server: Scripted, post: Post) -> None:
    row = accepted(post)

    assert not any("NOTIFY" in line or "ENVID" in line for line in server.said)
    assert (row.delivery, row.delivered_at) == ("", None)


def test_a_server_that_offers_reports_and_takes_no_question_gets_the_message(
    server: Scripted, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.says("EHLO", "250-scripted\r\n250 DSN")
    server.says_once("RCPT", "555 5.5.4 unknown parameter")

    row = accepted(post)

    assert len(server.taken) == 1
    assert row.server_said == "250 2.0.0 done"


def test_handed_on_then_delivered_is_a_fact_of_its_own_told_once(
    server: Scripted, post: Post
) -> None:
    row = accepted(post)

    for action in ("relayed", "relayed", "delivered", "delivered", "expanded"):
        delivered(row, action)

    row.refresh_from_db()
    assert (row.state, row.delivery) == (State.HANDED_OVER, Delivery.DELIVERED)
    told = Entry.objects.filter(name="mail.delivered").order_by("id")
    assert [one.values["delivery"] for one in told] == ["relayed", "delivered"]


@pytest.mark.parametrize(
    ("action", "to"), [("delivered", "x@elsewhere.example"), ("invented", "")]
)
def test_a_report_of_another_address_or_of_something_else_says_nothing(
    server: Scripted, post: Post, action: str, to: str
) -> None:
    row = accepted(post)

    came = delivered(row, action, to=to)

    row.refresh_from_db()
    assert (row.state, row.delivery) == (State.HANDED_OVER, "")
    assert came.kind is (Kind.DELIVERED if to else Kind.MARKED_AUTOMATIC), "a person looks"


def test_a_report_that_anybody_can_write_counts_for_nothing(
    server: Scripted, post: Post
) -> None:
    server.says(".", "")
    row = post()
    work_off()

    came = report(row, "delivered")

    row.refresh_from_db()
    assert (came.kind, came.about) == (Kind.DELIVERED, row)
    assert (row.state, row.delivery) == (State.IN_DOUBT, "")


def test_a_message_in_doubt_that_is_reported_as_delivered_has_left(
    server: Scripted, post: Post
) -> None:
    server.says(".", "")
    row = post()
    work_off()

    delivered(row, with_id="")

    row.refresh_from_db()
    assert (row.state, row.delivery) == (State.HANDED_OVER, Delivery.DELIVERED)
    assert row.handed_over_at


@pytest.mark.parametrize("first", ["failed", "relayed"])
def test_what_came_back_is_never_taken_for_delivered(
    server: Scripted, post: Post, first: str
) -> None:
    row = accepted(post)

    for action in (first, "relayed" if first == "failed" else "failed"):
        delivered(row, action)

    row.refresh_from_db()
    assert row.state is State.BOUNCED


def test_a_report_is_found_by_its_envelope_where_it_brings_nothing_back(
    server: Scripted, post: Post
) -> None:
    row, other = accepted(post), accepted(post)
    at = selectors.address_in_use(other.matter)

    came = delivered(row, with_id="", envelope=row.public_id.hex, at="nobody@office.example")
    strange = delivered(row, with_id="", envelope="no id", at=at)

    assert (came.matter, came.about) == (row.matter, row)
    assert strange.about == other
