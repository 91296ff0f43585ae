"""The whole way through Postfix (submission, STARTTLS, sign-in) and Dovecot (IMAP over TLS)."""

from __future__ import annotations

import imaplib
import shutil
import smtplib
import ssl
import time
from argparse import ArgumentParser
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from tests.mail.conftest import Running
from tests.mail.servers import COMPANY, GONE, KEPT, NOTICES, OFFICE, PASSWORD, TAKEN, Servers

from rapport.documents import services as documents
from rapport.journal.services import work_off
from rapport.mail import commands, rules, selectors, services
from rapport.mail.models import Inbound, Outbound
from rapport.mail.rules import Delivery, Ending, Kind, Quarantine, State
from rapport.mail.services import collecting

TRIES = 300
"""So often a mailbox is looked into, ten times a second: half a minute at least."""


def arrived_at_the_company(real: Servers) -> EmailMessage:
    """The newest message in the company's mailbox, as its people would read it."""
    context = ssl.create_default_context(cafile=real.authority)
    for _ in range(TRIES):
        with imaplib.IMAP4_SSL("localhost", real.imap, ssl_context=context) as box:
            box.login(COMPANY, PASSWORD)
            box.select("INBOX", readonly=True)
            _, found = box.uid("FETCH", "1:*", "(BODY.PEEK[])")
            if found and isinstance(found[0], tuple):
                parsed = message_from_bytes(found[0][1], policy=policy.default)
                assert isinstance(parsed, EmailMessage)
                return parsed
        time.sleep(0.1)
    raise AssertionError("nothing arrived")


def the_company_writes(real: Servers, message: EmailMessage) -> None:
    """Send a message by the company's own account."""
    context = ssl.create_default_context(cafile=real.authority)
    with smtplib.SMTP("localhost", real.smtp) as server:
        server.starttls(context=context)
        server.login(COMPANY, PASSWORD)
        server.send_message(message, from_addr=COMPANY)


def wait_until_the_office_has(real: Servers, count: int) -> None:
    """Wait until so many messages lie in the office's mailbox."""
    context = ssl.create_default_context(cafile=real.authority)
    for _ in range(TRIES):
        with imaplib.IMAP4_SSL("localhost", real.imap, ssl_context=context) as box:
            box.login(OFFICE, PASSWORD)
            if int(box.select("INBOX", readonly=True)[1][0] or b"0") >= count:
                return
        time.sleep(0.1)
    raise AssertionError("nothing arrived")


def lay_into_the_mailbox(folder: Path, raw: bytes) -> None:
    """Put a message into the office's mailbox as it is, larger than servers hand on."""
    box = folder / "mail" / OFFICE
    for name in ("cur", "new", "tmp"):
        (box / name).mkdir(parents=True, exist_ok=True)
    file = box / "new" / "1.large.office"
    file.write_bytes(raw)
    for path in (box, *box.iterdir(), file):
        shutil.chown(path, "nobody", "nogroup")


def came_after(one: Inbound) -> Inbound:
    """The message that came next."""
    return next(row for row in came(2) if row != one)


def came(count: int) -> list[Inbound]:
    """What was collected, once so many messages are there."""
    for _ in range(TRIES):
        done = services.collect()
        assert not done.trouble
        rows = list(Inbound.objects.order_by("id"))
        if len(rows) >= count:
            return rows
        time.sleep(0.1)
    raise AssertionError("nothing came")


def test_a_letter_goes_out_and_its_answer_comes_into_its_matter(
    real: Servers, post: Callable[..., Outbound]
) -> None:
    assert services.greet() == services.look() == ""
    row = post()
    work_off()
    row.refresh_from_db()
    assert row.state is State.HANDED_OVER, row.server_said
    assert row.server_said.startswith("250 2.0.0 Ok: queued as")

    letter = arrived_at_the_company(real)
    answer = EmailMessage()
    answer["From"], answer["To"] = f"Noor Halsted <{COMPANY}>", letter["From"]
    answer["Subject"], answer["In-Reply-To"] = f"Re: {letter['Subject']}", letter["Message-ID"]
    answer.set_content("1. Fourteen accounts were looked at.\n")
    answer.add_attachment("回复", filename="附件.txt")
    the_company_writes(real, answer)
    (inbound,) = (one for one in came(2) if one.kind is not Kind.DELIVERED)

    assert (inbound.kind, inbound.quarantine) == (Kind.ANSWER, "")
    assert (inbound.matter, inbound.about) == (row.matter, row)
    assert (inbound.sender, inbound.sender_name) == (COMPANY, "Noor Halsted")
    assert inbound.text == "1. Fourteen accounts were looked at."
    assert [one.name for one in selectors.files_of(inbound)] == ["附件.txt"]
    raw = documents.read(inbound.raw)
    assert raw.startswith(b"Return-Path:")
    assert "回复".encode() in documents.read(selectors.files_of(inbound)[0].file)
    assert services.collect().taken == 0, "the same message is not taken in twice"


def test_a_letter_that_comes_back_is_known_to_have_come_back(
    real: Servers, post: Callable[..., Outbound]
) -> None:
    row = post(to=GONE)
    work_off()
    (report,) = came(1)

    assert (report.kind, report.about) == (Kind.BOUNCE, row)
    assert report.report == [
        {
            "address": GONE,
            "action": "failed",
            "status": "5.1.1",
            "diagnostic": "smtp; 550 5.1.1 No such user",
        }
    ]
    row.refresh_from_db()
    assert row.state is State.BOUNCED
    assert report.is_own, "Postfix made it, and nobody handed it in"


def test_a_letter_that_was_delivered_is_reported_so_by_the_last_server_that_reports(
    real: Servers, post: Callable[..., Outbound]
) -> None:
    here, there = post(to=KEPT), post(to=TAKEN)
    work_off()
    reports = came(2)

    assert {one.kind for one in reports} == {Kind.DELIVERED}
    assert {one.about for one in reports} == {here, there}
    assert all(one.is_own for one in reports)
    assert not any(b"Dear Sir or Madam" in documents.read(one.raw) for one in reports)
    for row in (here, there):
        row.refresh_from_db()
        assert row.state is State.HANDED_OVER
    assert (here.delivery, there.delivery) == (Delivery.DELIVERED, Delivery.RELAYED)


def test_a_report_that_somebody_hands_in_is_not_taken_for_one_of_our_own_server(
    real: Servers, post: Callable[..., Outbound]
) -> None:
    row = post()
    forged = EmailMessage()
    forged["Received"] = "by mail.office.example (Postfix) id 4C; Fri, 27 Nov 2099 07:00:00 +0"
    forged["From"] = "MAILER-DAEMON@mail.office.example"
    forged["To"] = selectors.address_in_use(row.matter)
    forged.set_content("Undelivered.")
    context = ssl.create_default_context(cafile=real.authority)
    hello = "x by y with LMTP id 1"
    with smtplib.SMTP("localhost", real.smtp, local_hostname=hello) as server:
        server.starttls(context=context)
        server.login(COMPANY, PASSWORD)
        server.send_message(forged, from_addr=COMPANY)

    (message,) = came(1)

    assert message.matter == row.matter
    assert not message.is_own


def test_a_server_that_nobody_vouches_for_gets_nothing(
    real: Servers, post: Callable[..., Outbound], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    row = post()

    work_off()

    row.refresh_from_db()
    assert row.state is State.QUEUED
    assert "certificate" in row.server_said.lower()
    assert services.collect().trouble == "SSLCertVerificationError"


def test_a_mailbox_that_counts_anew_brings_nothing_twice(
    real: Servers, post: Callable[..., Outbound]
) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = COMPANY, OFFICE, "A question"
    message.set_content("To nobody in particular.")
    the_company_writes(real, message)
    came(1)
    box = selectors.mailbox()
    assert box

    box.validity = 1
    box.save()
    done = services.collect()

    assert (done.taken, Inbound.objects.count()) == (0, 1)
    assert Inbound.objects.get().quarantine == "no_matter"


def test_a_worker_takes_a_bounded_number_and_goes_on_at_once(
    real: Servers, post: Callable[..., Outbound], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collecting, "A_ROUND", 2)
    for number in range(3):
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = COMPANY, OFFICE, f"No. {number}"
        message.set_content(f"To nobody in particular, {number}.")
        the_company_writes(real, message)
    wait_until_the_office_has(real, 3)

    first, second, third = (services.collect_when_due() for _ in range(3))

    assert first
    assert second
    assert (first.taken, second.taken, third) == (2, 1, None)


def test_a_wrong_password_is_told_and_stops_nothing_else(
    real: Servers, mail_on: Any, db: None
) -> None:
    mail_on.RAPPORT_MAIL_IN = {**mail_on.RAPPORT_MAIL_IN, "password": "wrong"}

    done = services.collect()

    assert done.trouble
    assert "error" in services.look()


def test_a_message_whose_file_the_server_cannot_read_stops_none_behind_it(
    real: Servers, both_servers: Running, db: None
) -> None:
    for number in range(3):
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = COMPANY, OFFICE, f"No. {number}"
        message.set_content(f"To nobody in particular, {number}.")
        the_company_writes(real, message)
    wait_until_the_office_has(real, 3)
    second = next(
        one
        for one in sorted((both_servers[1] / "mail" / OFFICE).rglob("*"))
        if one.parent.name in {"new", "cur"} and b"Subject: No. 1" in one.read_bytes()
    )
    second.chmod(0)

    rounds = [services.collect() for _ in range(2)]

    assert sum(one.taken for one in rounds) == 2
    assert rounds[-1].trouble == ""
    row = selectors.withheld().get()
    second.chmod(0o600)
    assert services.collect(everything=True).taken == 1
    row.refresh_from_db()
    assert row.ending is Ending.TAKEN_IN
    assert Inbound.objects.count() == 3


def test_of_a_message_above_the_largest_size_the_server_hands_out_the_beginning(
    real: Servers, both_servers: Running, post: Callable[..., Outbound]
) -> None:
    row = post()
    address = selectors.address_in_use(row.matter)
    head = f"From: Noor Halsted <{COMPANY}>\r\nTo: {address}\r\nSubject: All files\r\n\r\n"
    lines = b"so many files, so many files, so many files\r\n"
    whole = head.encode() + lines * (rules.LARGEST_BYTES // len(lines) + 1)
    lay_into_the_mailbox(both_servers[1], whole)
    wait_until_the_office_has(real, 1)

    first, again = services.collect(), services.collect(everything=True)

    assert (first.taken, first.trouble, again.taken, again.trouble) == (1, "", 0, "")
    assert not selectors.withheld().exists()
    came = Inbound.objects.get()
    assert (came.quarantine, came.matter) == (Quarantine.TOO_LARGE, row.matter)
    assert (came.size, came.subject) == (len(whole), "All files")
    assert documents.read(came.raw) == whole[: rules.BEGINNING_BYTES]
    assert (came.text, selectors.files_of(came)) == ("", [])
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = COMPANY, address, "Once more"
    message.set_content("Here are our answers.")
    the_company_writes(real, message)
    assert came_after(came).subject == "Once more", "it stops none behind it"


def check_mail() -> int:
    """Run `rapport mail check`."""
    parser = ArgumentParser()
    commands.add(parser.add_subparsers())
    options = parser.parse_args(["mail", "check"])
    return int(options.run(options))


def test_an_answer_to_a_notice_is_refused_with_words_that_help(
    real: Servers, mail_on: Any, db: None, capsys: pytest.CaptureFixture[str]
) -> None:
    mail_on.DEFAULT_FROM_EMAIL = f"Rapport <{NOTICES}>"
    answer = EmailMessage()
    answer["From"], answer["To"], answer["Subject"] = COMPANY, NOTICES, "Re: Something waits"
    answer.set_content("Something confidential.")

    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        the_company_writes(real, answer)
    status = check_mail()

    code, words = refused.value.recipients[NOTICES]
    assert (code, b"Nobody reads answers to this notice" in words) == (550, True)
    assert status == 0
    said = capsys.readouterr().err
    assert "answers to notices: refused, with these words: 550 5.7.1" in said
    assert "Please sign in to Rapport" in said


def test_whoever_checks_the_mail_hears_where_answers_to_notices_go(
    real: Servers, mail_on: Any, db: None, capsys: pytest.CaptureFixture[str]
) -> None:
    for address, says in (
        (OFFICE, f"answers to notices: taken by {OFFICE}, where they lie"),
        ("rapport@localhost", "answers to notices: not tried, as another server takes in"),
    ):
        mail_on.DEFAULT_FROM_EMAIL = address

        assert check_mail() == 0

        assert says in capsys.readouterr().err
