"""What comes finds its matter by our address or by what it answers, and is told what it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from tests.mail.conftest import COMPANY, act

from rapport.documents import services as documents
from rapport.foundation import clock
from rapport.journal.models import Entry
from rapport.mail import errors, rules, selectors, services
from rapport.mail.models import Inbound, Outbound
from rapport.mail.rules import Heading, Kind, Outcome, Quarantine, Recipient, Road, State

Post = Callable[..., Outbound]


def comes(*lines: str, body: str = "We answer.") -> Inbound:
    """A message with these header lines arrives."""
    raw = "\r\n".join([*lines, "", body, str(uuid4())]).encode()
    with services.reader() as reader:
        services.take_in(act(), raw, reader)
    return Inbound.objects.order_by("-id")[0]


def report(
    row: Outbound,
    action: str,
    *,
    with_id: object = True,
    to: str = "",
    at: str = "",
    trace: str = "",
    envelope: str = "",
) -> Inbound:
    """A server's report on a message of ours arrives."""
    returned = f"Message-ID: {row.message_id}" if with_id else "Subject: x"
    body = "\r\n".join(
        [
            "--b", "Content-Type: message/delivery-status", "", "Reporting-MTA: dns; x",
            *([f"Original-Envelope-Id: {envelope}"] if envelope else []), "",
            f"Final-Recipient: rfc822; {to or row.to}", f"Action: {action}", "Status: 5.1.1",
            "", "--b", "Content-Type: text/rfc822-headers", "", returned, "", "--b--",
        ]
    )  # fmt: skip
    kind = "Content-Type: multipart/report; report-type=delivery-status; boundary=b"
    address = at or selectors.address_in_use(row.matter)
    heads = ["From: MAILER-DAEMON@x.example", f"To: {address}", kind]
    return comes(*([trace] if trace else []), *heads, body=body)


def test_an_answer_is_found_by_our_address_alone(mail_on: Any, post: Post) -> None:
    row = post()

    came = comes(
        f"From: {COMPANY}", f"To: {selectors.address_in_use(row.matter)}", "Subject: x"
    )

    assert (came.matter, came.about, came.kind) == (row.matter, None, Kind.ANSWER)
    assert selectors.to_be_filed([row.matter]).get() == came


@pytest.mark.parametrize("field", ["In-Reply-To", "References"])
def test_an_answer_is_found_by_the_message_it_answers(
    mail_on: Any, post: Post, field: str
) -> None:
    row = post()

    came = comes(f"From: {COMPANY}", "To: x@y.example", f"{field}: <a@b> {row.message_id}")

    assert (came.matter, came.about) == (row.matter, row)


def test_a_subject_alone_leads_nowhere(mail_on: Any, post: Post) -> None:
    row = post()

    came = comes(
        f"From: {COMPANY}", f"To: {settings.RAPPORT_MAIL_ADDRESS}", "Subject: Re: Letter"
    )

    assert (came.matter, came.quarantine) == (None, Quarantine.NO_MATTER)
    services.assign(act(), message=came.public_id, matter=row.matter)
    came.refresh_from_db()
    assert (came.matter, came.quarantine) == (row.matter, "")


def test_what_comes_to_a_leaked_address_goes_into_the_quarantine_of_its_matter(
    mail_on: Any, post: Post
) -> None:
    row = post()
    old = selectors.address_in_use(row.matter)

    new = services.change_address(act(), matter=row.matter)
    came = comes("From: x@y.example", f"To: {old}")

    assert new == selectors.address_in_use(row.matter) != old
    assert (came.matter, came.quarantine) == (row.matter, Quarantine.OLD_ADDRESS)
    assert list(selectors.in_quarantine()) == [came]
    assert not selectors.to_be_filed([row.matter])


@pytest.mark.parametrize("year", ["1899", "9999"])
def test_a_date_that_no_message_bears_is_none(mail_on: Any, db: None, year: str) -> None:
    came = comes(f"From: {COMPANY}", f"Date: Fri, 31 Dec {year} 23:59:59 +0000")

    assert (came.sender, came.said_at) == (COMPANY, None)


def test_what_comes_to_a_leaked_address_is_about_no_message_of_another_matter(
    mail_on: Any, post: Post
) -> None:
    row, other = post(), post()
    old = selectors.address_in_use(row.matter)
    services.change_address(act(), matter=row.matter)

    raw = report(other, "failed", at=old)

    other.refresh_from_db()
    assert (raw.matter, raw.about, other.state) == (None, None, State.QUEUED)
    assert raw.quarantine is Quarantine.CONTRADICTS


def test_a_report_to_the_address_from_which_a_message_left_counts_when_that_is_old(
    mail_on: Any, post: Post
) -> None:
    row = post()
    old = selectors.address_in_use(row.matter)
    services.change_address(act(), matter=row.matter)

    report(row, "failed", at=old)

    row.refresh_from_db()
    assert row.state is State.BOUNCED


def test_a_message_assigned_to_another_matter_is_about_no_message_of_the_first(
    mail_on: Any, post: Post
) -> None:
    row, other = post(), post()
    old = selectors.address_in_use(row.matter)
    services.change_address(act(), matter=row.matter)
    came = comes(f"From: {COMPANY}", f"To: {old}", f"In-Reply-To: {row.message_id}")
    assert came.about == row

    services.assign(act(), message=came.public_id, matter=other.matter)

    came.refresh_from_db()
    assert (came.matter, came.about) == (other.matter, None)


def test_an_answer_to_one_matter_sent_to_the_address_of_another_is_looked_at_by_a_person(
    mail_on: Any, post: Post
) -> None:
    row, other = post(), post()
    address = selectors.address_in_use(other.matter)

    came = comes(f"From: {COMPANY}", f"To: {address}", f"In-Reply-To: {row.message_id}")

    assert (came.matter, came.about) == (None, None)
    assert came.quarantine is Quarantine.CONTRADICTS
    assert not selectors.to_be_filed()


def test_an_answer_to_the_addresses_of_two_matters_is_looked_at_by_a_person(
    mail_on: Any, post: Post
) -> None:
    addresses = [selectors.address_in_use(post().matter) for _ in range(2)]

    came = comes(f"From: {COMPANY}", f"To: {', '.join(addresses)}")

    assert (came.matter, came.quarantine) == (None, Quarantine.CONTRADICTS)


def test_an_answer_belongs_to_the_message_it_names_and_not_to_the_newest(
    mail_on: Any, post: Post
) -> None:
    first = post()
    second, third = post(first.matter), post(first.matter)

    by_reply = comes(f"In-Reply-To: {first.message_id}", f"References: {second.message_id}")
    by_last = comes(f"References: <a@b> {first.message_id} {second.message_id}")
    brought = f"--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: {third.message_id}\r\n"
    mixed = "Content-Type: multipart/mixed; boundary=b"
    with_both = comes(f"In-Reply-To: {first.message_id}", mixed, body=f"{brought}\r\n--b--")
    attached = comes(
        f"To: {selectors.address_in_use(first.matter)}", mixed, body=f"{brought}\r\n--b--"
    )

    assert [one.about for one in (by_reply, by_last, with_both, attached)] == [
        first, second, first, third,
    ]  # fmt: skip


def test_an_answer_that_brings_along_a_message_of_another_matter_is_looked_at_by_a_person(
    mail_on: Any, post: Post
) -> None:
    row, other = post(), post()
    body = f"--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: {other.message_id}\r\n"

    came = comes(
        f"To: {selectors.address_in_use(row.matter)}",
        "Content-Type: multipart/mixed; boundary=b",
        body=f"{body}\r\n--b--",
    )

    assert (came.matter, came.quarantine) == (None, Quarantine.CONTRADICTS)


def test_a_report_without_the_id_is_about_what_went_to_that_recipient_not_the_newest(
    mail_on: Any, post: Post
) -> None:
    first = post()
    post(first.matter, to="legal@quillmoor.example")

    came = report(first, "failed", with_id=False)

    assert came.about == first


@pytest.mark.parametrize(
    ("action", "kind", "state"),
    [
        ("failed", Kind.BOUNCE, State.BOUNCED),
        ("delayed", Kind.DELAYED, State.QUEUED),
        ("relayed", Kind.DELIVERED, State.QUEUED),
    ],
)
def test_a_report_says_what_became_of_a_message(
    mail_on: Any, post: Post, action: str, kind: Kind, state: State
) -> None:
    row = post()

    came = report(row, action)

    row.refresh_from_db()
    assert (came.kind, came.about, row.state) == (kind, row, state)
    assert not selectors.to_be_filed(), "a report is no answer"


OFTEN = "Auto-Submitted: auto-replied"


def test_what_is_marked_automatic_but_may_be_a_reply_waits_for_a_person(
    mail_on: Any, post: Post
) -> None:
    row = post()
    to = f"To: {selectors.address_in_use(row.matter)}"
    file = 'Content-Type: text/plain\r\nContent-Disposition: attachment; filename="a.txt"'

    short = comes(to, OFTEN, body="I am away until Monday.")
    quoting = comes(to, OFTEN, body="I am away.\r\n" + "> quoted words\r\n" * 200)
    with_file = comes(
        to, OFTEN, "Content-Type: multipart/mixed; boundary=b",
        body=f"--b\r\n\r\nSee the file.\r\n--b\r\n{file}\r\n\r\nx\r\n--b--",
    )  # fmt: skip
    long = comes(to, OFTEN, body="An answer of many words.\r\n" * 60)
    Outbound.objects.update(handed_over_at=clock.now() - timedelta(minutes=59))
    soon = comes(to, OFTEN, body="I am away.")
    Outbound.objects.update(handed_over_at=clock.now() - timedelta(minutes=61))
    late = comes(to, OFTEN, body="1. Yes.")

    assert [one.kind for one in (short, quoting, soon)] == [Kind.AUTO_REPLY] * 3
    assert [one.kind for one in (with_file, long, late)] == [Kind.MARKED_AUTOMATIC] * 3
    assert list(selectors.to_be_filed([row.matter])) == [with_file, long, late]
    assert selectors.matters_to_be_filed([row.matter]) == {row.matter}


def test_what_is_marked_automatic_and_assigned_by_a_person_may_be_a_reply(
    mail_on: Any, post: Post
) -> None:
    row = post()
    came = comes(f"From: {COMPANY}", OFTEN, body="Short.")
    assert (came.kind, came.quarantine) == (Kind.AUTO_REPLY, Quarantine.NO_MATTER)

    services.assign(act(), message=came.public_id, matter=row.matter)

    assert selectors.to_be_filed([row.matter]).get() == came


def test_a_report_without_the_id_is_about_the_message_to_that_recipient(
    mail_on: Any, post: Post
) -> None:
    row = post()

    other = report(row, "failed", with_id=False, to="else@y.example")
    row.refresh_from_db()
    assert (other.matter, other.about, row.state) == (row.matter, None, State.QUEUED)
    report(row, "failed", with_id=False)

    row.refresh_from_db()
    assert row.state is State.BOUNCED


@pytest.mark.parametrize(
    "heading",
    [
        Heading(auto_submitted="auto-replied"),
        Heading(auto_submitted="auto-generated; why=x"),
        Heading(automatic=True),
        Heading(null_sender=True),
        Heading(precedence="bulk"),
        Heading(subject="Automatic reply: Letter"),
        Heading(subject="Réponse automatique : Lettre"),
        Heading(subject="رد تلقائي: رسالة"),
    ],
)
def test_what_a_machine_wrote_is_no_answer(heading: Heading) -> None:
    assert rules.kind_of(heading) is Kind.AUTO_REPLY


@pytest.mark.parametrize("said", ["", "no", "No"])
def test_what_somebody_wrote_is_an_answer(said: str) -> None:
    assert rules.kind_of(Heading(auto_submitted=said, subject="On automatic replies")) is (
        Kind.ANSWER
    )


def test_one_failure_among_the_recipients_is_a_failure() -> None:
    fine, lost = (
        Recipient(address="a@b", action=action, status="", diagnostic="")
        for action in ("delivered", "failed")
    )

    assert rules.kind_of(Heading(reported=(fine, lost))) is Kind.BOUNCE


def test_only_what_our_own_server_found_is_believed() -> None:
    forged = "mail.evil.example; dkim=pass header.d=un.example"
    ours = "Mail.Office.Example 1; spf=pass smtp.mailfrom=quillmoor.example"

    assert rules.trusted_results([forged, ours], "mail.office.example") == ours
    assert rules.trusted_results([forged], "mail.office.example") == ""
    assert rules.trusted_results([ours], "") == ""


@pytest.mark.parametrize(
    ("sender", "is_same"),
    [
        ("a@quillmoor.example", True),
        ("a@legal.Quillmoor.example", True),
        ("a@quillm00r.example", False),
        ("a@evilquillmoor.example", False),
        ("quillmoor.example", False),
    ],
)
def test_a_domain_that_only_looks_alike_is_another(sender: str, *, is_same: bool) -> None:
    assert rules.same_domain(sender, COMPANY) is is_same


@pytest.mark.parametrize(
    "address",
    [
        "letters@office.example",
        "letters+x@office.example",
        "letters+" + "a" * 26 + "@y.example",
    ],
)
def test_an_address_without_a_token_of_ours_has_none(address: str) -> None:
    assert rules.tokens_in([address], "letters@office.example") == []


def test_what_came_is_settled_once_and_the_journal_holds_no_word_of_it(
    mail_on: Any, post: Post
) -> None:
    row = post()
    came = comes(f"From: {COMPANY}", f"To: {selectors.address_in_use(row.matter)}")

    services.settle(act(), message=came.public_id, outcome=Outcome.PUT_ASIDE)

    with pytest.raises(errors.AlreadySettled):
        services.settle(act(), message=came.public_id, outcome=Outcome.FILED)
    assert not selectors.to_be_filed()
    assert COMPANY not in str(list(Entry.objects.values_list("values", flat=True)))


def test_files_by_another_road_wait_as_an_answer_does_once_for_each_matter(db: Any) -> None:
    matter, other = uuid4(), uuid4()
    first, again, elsewhere = (
        services.take_in_files(
            act(),
            road=Road.POST,
            matter=one,
            raw=b"%PDF-1.7 a scan",
            media_type="application/pdf",
            files=[
                ("answer\u202efdp.pdf", documents.keep(b"x", media_type="text/plain", name="x"))
            ],
            sender="Mina\x00 Okonjo",
        )
        for one in (matter, matter, other)
    )

    assert (first.pk == again.pk, first.pk == elsewhere.pk) == (True, False)
    assert selectors.to_be_filed([matter]).get() == first
    assert (first.road, first.sender, first.sender_name) == (Road.POST, "", "Mina Okonjo")
    assert [one.name.isprintable() for one in selectors.files_of(first)] == [True]
    arrived = Entry.objects.filter(name="mail.arrived", values__message=str(first.public_id))
    assert [one.values["road"] for one in arrived] == ["post"]
