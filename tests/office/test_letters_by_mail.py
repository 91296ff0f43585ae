"""To a company without a desk a letter goes by e-mail; a person files what it answers."""

from __future__ import annotations

import re
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from time import process_time
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.documents import scanner
from tests.mail.conftest import Scripted
from tests.mail.folders import Folder
from tests.mail.servers import OFFICE
from tests.office import letters
from tests.office.conftest import Office
from tests.office.sending import sender
from tests.protocol.making import OPENING
from tests.reading.files import pdf_of, word_file

from rapport.accounts.middleware import PROVED
from rapport.accounts.selectors import actor_of
from rapport.config.health import WITHHELD
from rapport.demo.cast import HOLLINBRAKE, QUILLMOOR
from rapport.documents import services as documents
from rapport.exchange.models import Contact
from rapport.exchange.services import own_key
from rapport.foundation import clock
from rapport.foundation.acts import SYSTEM, Act, Door
from rapport.journal.models import Entry
from rapport.journal.services import work_off
from rapport.mail import commands
from rapport.mail import selectors as mail
from rapport.mail import services as mails
from rapport.mail.errors import AlreadySettled
from rapport.mail.models import Inbound, InboundFile
from rapport.office.communications import errors, rules, selectors, services
from rapport.office.communications.models import Letter, Reply
from rapport.office.communications.rules import Word
from rapport.office.publishing import selectors as publishing
from rapport.office.publishing.services import why_not_prepare
from rapport.office.today import selectors as today
from rapport.office.uploads import selectors as uploads
from rapport.office.uploads.models import Upload
from rapport.protocol import kinds, pdf
from rapport.protocol import package as packages
from rapport.protocol.errors import LetterIsWithdrawn

TO = "rights@hollinbrake.example"


@pytest.fixture
def by_mail(office: Office, mail_on: Any) -> Office:
    """An office whose mail is on."""
    mail_on.RAPPORT_DEMO = False
    return office


def client(office: Office, who: str) -> Client:
    """A browser of one of the cast, who has shown a second factor: this is no demonstration."""
    browser = office.client(who)
    session = browser.session
    session[PROVED] = True
    session.save()
    return browser


def typed(**changes: str) -> dict[str, str]:
    """What the secretariat types, in good order but for the changes."""
    said = {"reference": "AL OTH 14/2099", "dated_on": "2026-03-02", "reply_period_days": "60"}
    return said | {"mail_to": TO, "mail_again": TO} | changes


def send(office: Office, letter: Letter, **changes: str) -> Any:
    """What is answered to the form that sends a letter."""
    return client(office, "mina").post(
        f"/letters/{letter.public_id}/transmit", typed(**changes)
    )


def mailed(office: Office) -> Letter:
    """A letter that was handed over to the mail server."""
    letter = letters.cleared(office, company=HOLLINBRAKE)
    answer = send(office, letter)
    assert answer.status_code == 302, answer.content.decode()
    work_off()
    letter.refresh_from_db()
    return letter


def answers(letter: Letter, *lines: str, sender: str = TO, more: str = "") -> Inbound:
    """An e-mail about a letter arrives."""
    address = mail.address_in_use(letter.public_id)
    head = f"From: Ada Brandt <{sender}>\r\nTo: {address}\r\nSubject: Re: x\r\n{more}\r\n"
    assert letter.sent_at
    with mails.reader() as reader:
        act = Act(SYSTEM, letter.sent_at, Door.SCHEDULE)
        mails.take_in(act, (head + "\r\n".join(lines)).encode(), reader)
    return Inbound.objects.order_by("-id")[0]


def page(office: Office, address: str, who: str = "mina") -> str:
    """The page at an address, as somebody reads it."""
    return str(client(office, who).get(address).content.decode())


def filing(form: Any, **changes: str) -> dict[str, str]:
    """What the form proposes, confirmed but for the changes."""
    return {name: str(form[name].value() or "") for name in form.fields} | changes


def test_the_page_before_sending_says_that_it_is_ordinary_mail_and_asks_twice(
    by_mail: Office, server: Scripted
) -> None:
    letter = letters.cleared(by_mail, company=HOLLINBRAKE)

    said = page(by_mail, f"/letters/{letter.public_id}/transmit")
    assert "It is not sealed." in said
    assert TO not in said
    assert "Type the same address twice." in send(
        by_mail, letter, mail_again="right@hollinbrake.example"
    ).content.decode()  # fmt: skip
    assert send(by_mail, letter, mail_to="", mail_again="").status_code == 422

    letter.refresh_from_db()
    assert letter.sent_at is None


def test_a_letter_goes_with_its_pdf_and_is_sent_only_once_the_server_said_yes(
    by_mail: Office, server: Scripted
) -> None:
    letter = letters.cleared(by_mail, company=HOLLINBRAKE)
    send(by_mail, letter)
    letter.refresh_from_db()
    assert selectors.standing_of(letter, by_mail.today).word is Word.MAIL_WAITS
    assert "Accepted by the mail server" not in page(by_mail, f"/letters/{letter.public_id}")

    work_off()

    letter.refresh_from_db()
    assert selectors.standing_of(letter, by_mail.today).word is Word.MAILED
    assert "Accepted by the mail server" in page(by_mail, f"/letters/{letter.public_id}")
    message = message_from_bytes(server.taken[0], policy=policy.default)
    assert message["Subject"] == "Letter AL OTH 14/2099"
    assert message["To"] == TO
    (pdf,) = message.iter_attachments()
    assert pdf.get_content().startswith(b"%PDF-")
    words = message.get_body()
    assert words is not None
    assert letter.reply_due_on
    assert f"{letter.reply_due_on:%-d %B %Y}, end of day in Geneva" in words.get_content()
    assert TO not in str(list(Entry.objects.values_list("values", flat=True)))


def test_what_is_sealed_for_a_desk_never_goes_by_mail(
    by_mail: Office, server: Scripted
) -> None:
    contact = letters.quillmoor()
    contact.encryption_key = ""
    contact.save()

    assert not selectors.goes_by_mail(QUILLMOOR)
    assert selectors.goes_by_mail(HOLLINBRAKE)


def test_a_doubt_stands_on_today_until_a_person_settles_it(
    by_mail: Office, server: Scripted
) -> None:
    server.says(".", "")
    letter = mailed(by_mail)
    (sent,) = mail.sent_about(letter.public_id)
    address = f"/letters/{letter.public_id}/mail/{sent.public_id}/settle"
    assert "Settle the doubt" in page(by_mail, "/")
    assert client(by_mail, "jonas").post(address, {"arrived": "yes"}).status_code in {403, 404}
    client(by_mail, "mina").post(address)
    assert "Settle the doubt" in page(by_mail, "/"), "nothing was decided"

    client(by_mail, "mina").post(address, {"arrived": "yes"})
    work_off()

    letter.refresh_from_db()
    assert letter.accepted_at
    assert len(server.taken) == 1
    assert "Settle the doubt" not in page(by_mail, "/")


def test_the_days_run_on_when_a_letter_comes_back_and_it_goes_to_a_corrected_address(
    by_mail: Office, server: Scripted
) -> None:
    server.says("RCPT", "550 5.1.1 no such user")
    letter = mailed(by_mail)
    due_on = letter.reply_due_on
    assert letter.sent_at
    standing = selectors.standing_of(letter, letter.sent_at)
    assert (standing.word, standing.days_left) == (Word.BOUNCED, 60)
    assert "Find the right address" in page(by_mail, "/")
    assert "Reply due in 60 days" in page(by_mail, f"/letters/{letter.public_id}")
    server.answers.clear()

    right = "legal@hollinbrake.example"
    client(by_mail, "mina").post(
        f"/letters/{letter.public_id}/mail/resend", {"mail_to": right, "mail_again": right}
    )
    work_off()

    letter.refresh_from_db()
    assert (letter.mail_to, letter.bounced_at, letter.reply_due_on) == (right, None, due_on)
    first, second = mail.sent_about(letter.public_id)
    assert second.replaces == first
    assert first.message_id != second.message_id
    with pytest.raises(errors.StillOnItsWay):
        services.resend_letter(
            by_mail.act("mina"), letter_id=letter.public_id, address="x@hollinbrake.example"
        )


def test_an_answer_is_filed_as_a_person_has_split_it(by_mail: Office, server: Scripted) -> None:
    letter = mailed(by_mail)
    came = answers(
        letter, "Dear Rapporteur,", "", "1. Fourteen accounts.", "We looked at each.",
        "3) An appeal is before a court.", "", "> 2. quoted", "Ada Brandt",
    )  # fmt: skip
    address = f"/letters/{letter.public_id}/mail/{came.public_id}"
    assert "Read and file" in page(by_mail, "/")
    form = client(by_mail, "mina").get(address).context["form"]
    assert form["answer_1"].value() == "Fourteen accounts.\nWe looked at each."
    assert form["stance_2"].value() == ""

    answer = client(by_mail, "mina").post(address, filing(form, stance_3="declined"))

    assert answer.status_code == 302, answer.content.decode()
    reply = Reply.objects.get(letter=letter)
    document = selectors.reply_document(reply)
    assert {one.number: one.stance for one in document.answers} == {
        1: "answered",
        3: "declined",
    }
    assert document.opening == "Dear Rapporteur,"
    assert (reply.mail, reply.package, reply.received_at) == (
        came.public_id, None, came.arrived_at,
    )  # fmt: skip
    assert selectors.standing_of(letter, by_mail.today).word is Word.REPLIED
    assert "The e-mail in which it came" in page(
        by_mail, f"/letters/{letter.public_id}/replies/{reply.public_id}"
    )
    assert client(by_mail, "mina").post(address, filing(form)).status_code == 409
    assert "Read and file" not in page(by_mail, "/")


def test_nothing_of_a_message_is_shown_as_html_or_fetched(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)
    html = (
        '<p>Hello<img src="http://x.example/pixel"><script src="http://x.example/a"></script>'
    )
    came = answers(letter, html, more="Content-Type: text/html\r\n")

    said = page(by_mail, f"/letters/{letter.public_id}/mail/{came.public_id}")
    assert "x.example" not in said
    plain = answers(letter, html)
    said = page(by_mail, f"/letters/{letter.public_id}/mail/{plain.public_id}")

    assert "&lt;img src=" in said
    assert "<img src=" not in said
    raw = client(by_mail, "mina").get(
        f"/letters/{letter.public_id}/mail/{came.public_id}/message.eml"
    )
    assert raw["Content-Type"] == "application/octet-stream"
    assert raw.content == documents.read(came.raw)


def test_an_automatic_reply_and_a_look_alike_are_told(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)

    automatic = answers(letter, "I am away.", more="Auto-Submitted: auto-replied\r\n")
    other = answers(letter, "We answer.", sender="rights@hollinbr4ke.example")

    whole = page(by_mail, f"/letters/{letter.public_id}")
    assert "Automatic reply" in whole
    alike = page(by_mail, f"/letters/{letter.public_id}/mail/{other.public_id}")
    assert "It is spelt almost like the company’s domain." in alike
    assert "Nothing proves who sent it" in alike
    own = page(by_mail, f"/letters/{letter.public_id}/mail/{automatic.public_id}")
    assert "Careful:" not in own


def test_a_leaked_address_is_changed_and_what_comes_there_is_assigned_by_a_person(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)
    old = mail.address_in_use(letter.public_id)
    client(by_mail, "mina").post(f"/letters/{letter.public_id}/mail/address")
    assert mail.address_in_use(letter.public_id) != old
    raw = f"From: x@y.example\r\nTo: {old}\r\n\r\nLate.".encode()
    with mails.reader() as reader:
        mails.take_in(by_mail.act("mina"), raw, reader)
    came = Inbound.objects.get()
    address = f"/mail/quarantine/{came.public_id}"
    assert "1 e-mail is in quarantine" in page(by_mail, "/")
    assert "no longer used" in page(by_mail, "/mail/quarantine")
    assert client(by_mail, "jonas").get(address).status_code == 403

    wrong = client(by_mail, "mina").post(address, {"reference": "AL OTH 99/2099"})
    assert wrong.status_code == 422
    client(by_mail, "mina").post(address, {"reference": letter.reference})

    came.refresh_from_db()
    assert (came.matter, came.quarantine) == (letter.public_id, "")
    assert "Read and file" in page(by_mail, "/")


def test_a_message_in_quarantine_is_not_filed_or_put_aside_before_it_is_assigned(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)
    old = mail.address_in_use(letter.public_id)
    services.change_mail_address(by_mail.act("mina"), letter_id=letter.public_id)
    raw = f"From: x@y.example\r\nTo: {old}\r\n\r\n1. Late.".encode()
    with mails.reader() as reader:
        mails.take_in(by_mail.act("mina"), raw, reader)
    came = Inbound.objects.get()
    address = f"/letters/{letter.public_id}/mail/{came.public_id}"
    form = client(by_mail, "mina").get(address).context["form"]

    client(by_mail, "mina").post(address, filing(form))
    client(by_mail, "mina").post(f"{address}/aside")

    came.refresh_from_db()
    assert (came.outcome, Reply.objects.count()) == ("", 0)
    assert list(mail.in_quarantine()) == [came]


def test_a_letter_that_went_as_a_package_may_be_answered_by_mail(
    by_mail: Office, server: Scripted
) -> None:
    letter = letters.transmitted(by_mail)
    work_off()
    raw = f"From: x@quillmoor.example\r\nTo: {OFFICE}\r\n\r\n1. Fourteen accounts.".encode()
    with mails.reader() as reader:
        mails.take_in(by_mail.act("mina"), raw, reader)
    came = Inbound.objects.get()
    mina = client(by_mail, "mina")

    mina.post(f"/mail/quarantine/{came.public_id}", {"reference": letter.reference})
    assert "Read and file" in page(by_mail, "/")
    address = f"/letters/{letter.public_id}/mail/{came.public_id}"
    assert address in page(by_mail, f"/letters/{letter.public_id}")
    form = mina.get(address).context["form"]
    answer = mina.post(address, filing(form))

    assert answer.status_code == 302, answer.content.decode()
    reply = Reply.objects.get(letter=letter)
    assert (reply.mail, reply.package) == (came.public_id, None)
    assert selectors.standing_of(letter, by_mail.today).word is Word.REPLIED
    shown = page(by_mail, f"/letters/{letter.public_id}/replies/{reply.public_id}")
    assert "The e-mail in which it came" in shown
    assert "Read and file" not in page(by_mail, "/")


def test_a_message_of_another_letter_is_not_found_under_this_one(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)
    came = answers(letter, "1. Yes.")
    other = UUID(int=7)
    Inbound.objects.filter(pk=came.pk).update(matter=other)

    address = f"/letters/{letter.public_id}/mail/{came.public_id}"
    assert client(by_mail, "mina").get(address).status_code == 404


@pytest.mark.parametrize(
    ("text", "opening", "answers"),
    [
        ("1. One\n2. Two", "", {1: "One", 2: "Two"}),
        ("Dear\n\nQuestion 1: One\nQ2 - Two", "Dear", {1: "One", 2: "Two"}),
        ("Answer to question 2: Two\n1. a list", "", {2: "Two\n1. a list"}),
        ("Réponse à la question 3 : Trois", "", {3: "Trois"}),
        ("Вопрос 2. Да", "", {2: "Да"}),
        ("问题 1：是", "", {1: "是"}),
        ("2. Two\n1. One", "", {2: "Two\n1. One"}),
        ("4. beyond the last", "4. beyond the last", {}),
        ("In 2025 we did", "In 2025 we did", {}),
        ("> 1. quoted\nPlain", "Plain", {}),
        ("", "", {}),
    ],
)
def test_numbers_and_names_of_questions_split_a_text(
    text: str, opening: str, answers: dict[int, str]
) -> None:
    found = rules.split(text, 3)

    assert (found.opening, dict(found.answers)) == (opening, answers)


@pytest.mark.parametrize("word", ["answer", "question"])
def test_a_line_of_a_stranger_keeps_nobody_waiting(word: str) -> None:
    began = process_time()

    found = rules.split(f"{word}{' ' * 400_000}x\n1. One", 3)

    assert process_time() - began < 1.0
    assert found.answers == {1: "One"}


def the_pdf(server: Scripted) -> bytes:
    """The letter's PDF as the company got it."""
    message = message_from_bytes(server.taken[0], policy=policy.default)
    return bytes(next(iter(message.iter_attachments())).get_content())


def hollinbrake() -> Contact:
    """The desk that Hollinbrake has by now, known to the office; its keys are compared."""
    return Contact.objects.create(
        unit=HOLLINBRAKE,
        side="desk",
        public_id=uuid4(),
        name="Hollinbrake",
        url="http://127.0.0.1:9",
        signing_key=letters.DESK_KEY.verify_key().to_text(),
        encryption_key=OPENING.sealing_key().to_text(),
        verified_at=clock.now(),
    )


def drop(office: Office, data: bytes) -> str:
    """The page after a file was handed in."""
    file = SimpleUploadedFile("receipt.rapport", data)
    answer = client(office, "mina").post("/letters/take-in", {"file": file}, follow=True)
    return str(answer.content.decode())


def test_the_pdf_by_mail_is_the_package_addressed_to_nobody(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)

    package = pdf.extract(the_pdf(server))

    read = packages.read(package, key_of=lambda _: own_key().verify_key(), me=None)
    assert read.document == selectors.document_of(letter)
    assert (read.manifest.recipient, read.manifest.number) == (UUID(int=0), 0)
    assert package == selectors.package_of(letter)
    with pytest.raises(packages.PackageRefused, match="another"):
        packages.read(package, key_of=lambda _: own_key().verify_key(), me=uuid4())


def receipt_of(desk: Contact, server: Scripted) -> bytes:
    """What a desk signs when it took in the package in the PDF."""
    manifest, _ = packages.peek(pdf.extract(the_pdf(server)))
    return packages.build(
        packages.Heading(
            package=uuid4(),
            sender=desk.public_id,
            recipient=manifest.sender,
            number=0,
            matter=manifest.package,
            answers=manifest.package,
            made_at=clock.now(),
        ),
        kinds.Receipt(package=manifest.package, received_at=clock.now()),
        (),
        letters.DESK_KEY,
    )


def test_a_desk_that_comes_later_takes_the_letter_in_and_is_talked_to(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)
    desk = hollinbrake()
    receipt = receipt_of(desk, server)

    assert "The receipt of Hollinbrake is here" in drop(by_mail, receipt)
    work_off()

    letter.refresh_from_db()
    assert letter.recipient == desk
    assert letter.sent_at
    assert selectors.standing_of(letter, letter.sent_at).word is Word.WAITING
    assert "has a desk by now" in page(by_mail, f"/letters/{letter.public_id}")
    assert "This was here already" in drop(by_mail, receipt)


@pytest.mark.parametrize(
    "changes",
    [
        {"unit": QUILLMOOR},
        {"side": "archive"},
        {"verified_at": None, "url": "https://desk.hollinbrake.example"},
    ],
)
def test_a_receipt_of_whoever_else_has_the_pdf_changes_nothing_and_keeps_nobody_out(
    by_mail: Office, server: Scripted, changes: dict[str, Any]
) -> None:
    letter = mailed(by_mail)
    desk = hollinbrake()
    Contact.objects.filter(pk=desk.pk).update(**changes)
    assert "is here" not in drop(by_mail, receipt_of(desk, server))
    Contact.objects.filter(pk=desk.pk).update(public_id=uuid4(), unit="", side="")
    theirs = hollinbrake()

    assert "The receipt of Hollinbrake is here" in drop(by_mail, receipt_of(theirs, server))
    work_off()

    letter.refresh_from_db()
    assert letter.recipient == theirs


def test_a_reply_of_the_desk_that_came_later_is_taken(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)
    desk = hollinbrake()
    document = letters.reply_document(letter)
    with pytest.raises(errors.ReplyToUnknownLetter):
        letters.arrives(by_mail, document, sender=letters.quillmoor())

    letters.arrives(by_mail, document, sender=desk)

    letter.refresh_from_db()
    assert (letter.recipient, len(selectors.replies_of(letter))) == (desk, 1)


def test_a_desk_whose_keys_nobody_compared_does_not_speak_for_the_company(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)
    desk = hollinbrake()
    desk.verified_at, desk.url = None, "https://desk.hollinbrake.example"
    desk.save()

    with pytest.raises(errors.ReplyToUnknownLetter):
        letters.arrives(by_mail, letters.reply_document(letter), sender=desk)


REPLY = """Northlight Platforms Inc.
4 May 2099
Ref: AL OTH 14/2099

Dear Mandate Holders,

We thank you for your letter of 2 March 2099, which we have studied with care.

Answer to question 1
Fourteen accounts were looked at.

Answer to question 2
An assessment was made in English.

Yours sincerely,
Ada Brandt
"""


def with_files(letter: Letter, text: str, *files: tuple[str, bytes]) -> Inbound:
    """An e-mail with files about a letter arrives, and its files are read."""
    message = EmailMessage()
    message["From"], message["Subject"] = TO, "Re: your letter"
    message["To"] = mail.address_in_use(letter.public_id)
    message.set_content(text)
    for name, data in files:
        message.add_attachment(data, maintype="application", subtype="x", filename=name)
    assert letter.sent_at
    with mails.reader() as reader:
        mails.take_in(
            Act(SYSTEM, letter.sent_at, Door.SCHEDULE),
            message.as_bytes(policy=policy.SMTP),
            reader,
        )
    work_off()
    return Inbound.objects.order_by("-id")[0]


def test_files_are_read_and_split_and_it_is_said_what_was_read_where(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)
    came = with_files(
        letter,
        "Please find our reply attached.\n\n3. An appeal is before a court.",
        ("reply.pdf", pdf_of(REPLY)),
        ("annex.docx", word_file(("Figures by country", "Normal"))),
        ("broken.pdf", b"%PDF-1.7 nothing more"),
    )
    address = f"/letters/{letter.public_id}/mail/{came.public_id}"

    answer = client(by_mail, "mina").get(address)

    form, said = answer.context["form"], answer.content.decode()
    assert form["answer_1"].value() == "Fourteen accounts were looked at."
    assert form["answer_2"].value() == "An assessment was made in English."
    assert form["answer_3"].value() == "An appeal is before a court."
    assert "reply.pdf, page 1, line" in form["answer_1"].help_text
    assert form["answer_3"].help_text == "Read in: the message"
    assert form["opening"].value().startswith("Please find our reply attached.")
    assert "Figures by country" not in form["opening"].value()
    assert "Figures by country" in said
    assert "This file is damaged and cannot be opened." in said


def test_a_file_that_is_not_read_yet_is_told(by_mail: Office, server: Scripted) -> None:
    letter = mailed(by_mail)
    came = with_files(letter, "See attached.", ("reply.txt", b"1. Yes."))
    InboundFile.objects.update(read_at=None, read={})

    said = page(by_mail, f"/letters/{letter.public_id}/mail/{came.public_id}")

    assert "One file is still being read." in said


def test_several_messages_are_filed_as_one_reply(by_mail: Office, server: Scripted) -> None:
    letter = mailed(by_mail)
    first = with_files(letter, "1. One.", ("a.txt", b"First file"))
    second = with_files(letter, "2. Two.", ("b.txt", b"Second file"))
    third = with_files(letter, "3. Three.")
    address = f"/letters/{letter.public_id}/mail/{first.public_id}"
    assert "Several messages, one reply?" in page(by_mail, address)
    browser = client(by_mail, "mina")
    form = browser.get(f"{address}?with={second.public_id}").context["form"]
    assert (form["answer_1"].value(), form["answer_2"].value()) == ("One.", "Two.")
    assert form["answer_3"].value() == ""

    answer = browser.post(address, filing(form) | {"with": [str(second.public_id)]})

    assert answer.status_code == 302, answer.content.decode()
    reply = Reply.objects.get(letter=letter)
    assert [one.title for one in selectors.reply_files(reply)] == ["a.txt", "b.txt"]
    assert f"replies/{reply.public_id}" in page(
        by_mail, f"/letters/{letter.public_id}/mail/{second.public_id}"
    )
    assert [one.pk for one in mail.to_be_filed([letter.public_id])] == [third.pk]


def test_a_message_that_somebody_filed_meanwhile_is_not_filed_again(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)
    first, second = answers(letter, "1. One."), answers(letter, "2. Two.")
    services.put_mail_aside(
        by_mail.act("mina"), letter_id=letter.public_id, message_id=second.public_id
    )
    said = rules.Filing(
        kind=kinds.ReplyKind.SUBSTANTIVE, wish=kinds.PublicWish.PUBLIC,
        dated_on=by_mail.today.date(),
        signed_by="", opening="One", answers={}, together=[second.public_id],
    )  # fmt: skip

    with pytest.raises(AlreadySettled):
        services.file_mail(
            by_mail.act("mina"),
            letter_id=letter.public_id,
            message_id=first.public_id,
            filing=said,
        )

    first.refresh_from_db()
    assert not first.outcome
    assert not Reply.objects.exists()


def withdraw(office: Office, letter: Letter) -> Any:
    """What is answered to the form that withdraws a letter."""
    return client(office, "mina").post(
        f"/letters/{letter.public_id}/withdraw", {"reason": "The matter was settled."}
    )


def test_withdrawing_a_letter_by_mail_sends_a_short_mail(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)
    accepted_at = letter.accepted_at
    said = page(by_mail, f"/letters/{letter.public_id}/withdraw")
    assert "A short e-mail to" in said
    assert TO in said

    assert withdraw(by_mail, letter).status_code == 302
    work_off()

    letter.refresh_from_db()
    assert letter.withdrawn_at
    assert letter.accepted_at == accepted_at
    message = message_from_bytes(server.taken[1], policy=policy.default)
    words = message.get_body()
    assert words is not None
    assert "The matter was settled." in words.get_content()
    assert message["To"] == TO
    assert not list(message.iter_attachments())
    assert "Word that the letter is withdrawn" in page(by_mail, f"/letters/{letter.public_id}")


def test_a_withdrawal_that_came_back_is_no_bounce_of_the_letter(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)
    server.says("RCPT", "550 5.1.1 no such user")
    withdraw(by_mail, letter)
    work_off()

    letter.refresh_from_db()
    assert letter.bounced_at is None
    assert "The company has not got this word" in page(by_mail, f"/letters/{letter.public_id}")


def test_a_letter_in_doubt_is_not_withdrawn_and_one_that_came_back_tells_nobody(
    by_mail: Office, server: Scripted
) -> None:
    server.says(".", "")
    letter = mailed(by_mail)
    with pytest.raises(errors.MailUnderway):
        services.withdraw_letter(
            by_mail.act("mina"), letter_id=letter.public_id, reason="Settled."
        )
    Letter.objects.filter(pk=letter.pk).update(bounced_at=letter.sent_at)
    letter.refresh_from_db()

    assert withdraw(by_mail, letter).status_code == 302

    assert len(mail.sent_about(letter.public_id)) == 1
    assert "Find the right address" not in page(by_mail, "/")


def test_nothing_is_said_in_packages_about_a_letter_by_mail(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)

    with pytest.raises(errors.ByMailOnly):
        services.send_clarification(
            by_mail.act("mina"), letter_id=letter.public_id, text="What is meant?"
        )

    assert "Write to the company from your own mailbox" in page(
        by_mail, f"/letters/{letter.public_id}"
    )


def test_silence_does_not_count_while_an_answer_waits_to_be_filed(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)
    assert letter.public_from
    later = letter.public_from + timedelta(days=1)
    assert selectors.standing_of(letter, later).word is Word.OVERDUE
    act = Act(actor_of(by_mail.people["mina"]), later, Door.PAGE)
    assert publishing.ready_to_publish(act.actor, later).exists()

    came = answers(letter, "We answer.")

    assert selectors.standing_of(letter, later).word is Word.UNFILED
    assert not publishing.ready_to_publish(act.actor, later).exists()
    refusal = why_not_prepare(act, letter)
    assert refusal is not None
    assert refusal.code == "publishing.answer_unfiled"
    services.put_mail_aside(act, letter_id=letter.public_id, message_id=came.public_id)
    assert selectors.standing_of(letter, later).word is Word.OVERDUE


@pytest.mark.parametrize("accepted", [False, True])
def test_silence_does_not_count_after_a_bounce_or_before_a_yes(
    by_mail: Office, server: Scripted, accepted: bool
) -> None:
    letter = mailed(by_mail)
    assert letter.public_from
    later = letter.public_from + timedelta(days=1)
    at = letter.sent_at if accepted else None
    Letter.objects.filter(pk=letter.pk).update(accepted_at=at, bounced_at=at)
    letter.refresh_from_db()
    act = Act(actor_of(by_mail.people["mina"]), later, Door.PAGE)

    assert selectors.standing_of(letter, later).word in {Word.BOUNCED, Word.MAIL_WAITS}
    assert not publishing.ready_to_publish(act.actor, later).exists()
    refusal = why_not_prepare(act, letter)
    assert refusal is not None
    assert refusal.code == "publishing.not_delivered"


def test_the_next_letter_to_the_company_says_which_address_did_not_work(
    by_mail: Office, server: Scripted
) -> None:
    server.says("RCPT", "550 5.1.1 no such user")
    mailed(by_mail)

    other = letters.cleared(by_mail, company=HOLLINBRAKE)

    said = page(by_mail, f"/letters/{other.public_id}/transmit")
    assert "Check the company’s address first." in said
    assert TO in said


def test_an_empty_quarantine_says_when_nothing_can_come(office: Office, settings: Any) -> None:
    settings.RAPPORT_DEMO = False

    said = page(office, "/mail/quarantine")

    assert "Letters by e-mail are off here" in said
    assert "Nothing is in quarantine." in said


def code_in(server: Scripted) -> str:
    """The upload code in the last e-mail that left."""
    message = message_from_bytes(server.taken[-1], policy=policy.default)
    body = message.get_body(("plain",))
    assert body is not None
    found = re.search(
        r"^([0-9A-Z]{5}(?:-[0-9A-Z]{5}){3})\r?$", body.get_content(), re.MULTILINE
    )
    assert found, body.get_content()
    return found[1]


def test_the_letter_brings_a_page_and_a_code_of_its_own(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)

    code = code_in(server)
    said = page(by_mail, f"/letters/{letter.public_id}")
    assert "/upload" in said
    assert code not in said
    assert letter.subject not in sender(code).page()
    assert letter.reference in sender(code).page()


def test_a_code_that_has_leaked_is_renewed_and_shown_once(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)
    old = code_in(server)
    address = f"/letters/{letter.public_id}/upload-code"

    shown = client(by_mail, "mina").post(address).content.decode()
    new = re.findall(r"[0-9A-Z]{5}(?:-[0-9A-Z]{5}){3}", shown)[0]

    assert Client().post("/upload", {"code": old}).status_code == 422
    assert sender(new).page()
    assert client(by_mail, "ilse").post(address).status_code == 403


def test_a_letter_that_is_closed_takes_files_for_a_month_and_a_withdrawn_one_none(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)
    code = code_in(server)
    services.close_letter(by_mail.act("mina"), letter_id=letter.public_id)
    at = by_mail.act("mina").at
    assert uploads.find_typed(code, at + timedelta(days=29))
    assert not uploads.find_typed(code, at + timedelta(days=31))

    services.withdraw_letter(
        by_mail.act("mina"), letter_id=letter.public_id, reason="Another letter was meant."
    )

    assert not uploads.find_typed(code, at)
    with pytest.raises(LetterIsWithdrawn):
        services.renew_upload_code(by_mail.act("mina"), letter_id=letter.public_id)


def test_an_upload_is_seen_while_it_comes_and_filed_as_an_answer(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)
    company = sender(code_in(server))
    company.begun(5_000_000, "annex.zip")
    address = f"/letters/{letter.public_id}"
    coming = page(by_mail, address)
    assert "Being uploaded" in coming
    assert "annex.zip" in coming
    company.client.post(f"/upload/files/{Upload.objects.get().public_id}/remove")
    company.whole(pdf_of("1. Yes, we did."), "answer.pdf")

    company.send_off(sender="Ada Brandt")
    work_off()

    found = Inbound.objects.get()
    shown = page(by_mail, f"{address}/mail/{found.public_id}")
    hash_of = mail.files_of(found)[0].file.sha256
    assert "Upload about" in shown
    assert "E-mail about" not in shown
    assert "Not checked for viruses" in shown
    assert "Somebody who had the upload code" in shown
    assert hash_of in shown
    assert hash_of in page(by_mail, address)
    answer = client(by_mail, "mina").get(f"{address}/mail/{found.public_id}")
    filed = client(by_mail, "mina").post(
        f"{address}/mail/{found.public_id}", filing(answer.context["form"])
    )
    assert filed.status_code == 302, filed.content.decode()
    reply = Reply.objects.get()
    assert [one.title for one in selectors.reply_files(reply)] == ["answer.pdf"]
    kept = client(by_mail, "mina").get(f"{address}/replies/{reply.public_id}/files/file-1")
    assert b"".join(kept.streaming_content).startswith(b"%PDF-")


@pytest.mark.parametrize("road", ["email", "upload"])
def test_a_file_with_a_virus_is_not_read_and_not_handed_out_by_a_click(
    by_mail: Office, server: Scripted, settings: Any, clamd: str, road: str
) -> None:
    letter = mailed(by_mail)
    settings.RAPPORT_CLAMD_URL = clamd
    if road == "upload":
        company = sender(code_in(server))
        company.whole(scanner.EICAR, "bad.txt")
        company.send_off()
    else:
        answers_with(letter, scanner.EICAR)
    work_off()
    found = Inbound.objects.order_by("-id")[0]
    address = f"/letters/{letter.public_id}/mail/{found.public_id}"
    file = f"{address}/files/1"

    shown = page(by_mail, address)
    assert scanner.NAME in shown
    assert InboundFile.objects.get().read.get("texts") is None
    warned = client(by_mail, "mina").get(file)
    assert warned.status_code == 409
    assert scanner.NAME in warned.content.decode()
    assert "Take it out all the same" in warned.content.decode()
    taken = client(by_mail, "mina").post(f"{file}/take")
    assert b"".join(taken.streaming_content) == scanner.EICAR
    assert client(by_mail, "ilse").post(f"{file}/take").status_code == 403
    raw = client(by_mail, "mina").get(f"{address}/message.eml")
    assert (raw.status_code, road) in {(500, "never"), (409, "email"), (200, "upload")}

    form = client(by_mail, "mina").get(address).context["form"]
    filed = client(by_mail, "mina").post(address, filing(form, opening="See the letter."))
    assert filed.status_code == 302, filed.content.decode()
    reply = Reply.objects.get()
    kept = f"/letters/{letter.public_id}/replies/{reply.public_id}/files/file-1"
    assert client(by_mail, "mina").get(kept).status_code == 409
    assert client(by_mail, "mina").post(f"{kept}/take").status_code == 200


def answers_with(letter: Letter, data: bytes) -> None:
    """An e-mail with a file arrives."""
    message = EmailMessage()
    message["From"], message["To"] = TO, mail.address_in_use(letter.public_id)
    message.set_content("See the file.")
    message.add_attachment(data, maintype="text", subtype="plain", filename="bad.txt")
    with mails.reader() as reader:
        mails.take_in(Act(SYSTEM, letter.sent_at, Door.SCHEDULE), message.as_bytes(), reader)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def clamd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A clamd of our own."""
    if lacking := scanner.missing():
        pytest.fail(lacking)
    with scanner.running(tmp_path_factory.mktemp("clamd")) as address:
        yield address


def test_a_message_that_is_not_handed_out_is_told_and_given_up_by_a_person(
    by_mail: Office, long_mailbox: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    long_mailbox.uids, long_mailbox.refused = [1, 2, 3], {2}
    mails.collect()
    assert "not handed out" not in page(by_mail, "/"), "once may be an accident"
    mails.collect(everything=True)
    row = mail.withheld().get()
    sentence = "1 e-mail in the mailbox is not handed out by the mail server"

    assert sentence in page(by_mail, "/")
    assert sentence not in client(by_mail, "jonas").get("/").content.decode()
    said = page(by_mail, "/mail/quarantine")
    assert "UID 2, UIDVALIDITY 7" in said
    assert "Asked for 2 times." in said
    assert WITHHELD in client(by_mail, "mina").get("/health").json()["failing"]
    promises = today.installation(by_mail.act("anneke"))
    assert promises
    assert (promises.withheld, promises.is_well) == (1, False)
    whole = client(by_mail, "anneke").get("/").content.decode()
    assert "in the mailbox for answers is not handed out by the mail server" in whole
    parser = ArgumentParser()
    commands.add(parser.add_subparsers())
    typed = parser.parse_args(["mail", "collect"])
    assert typed.run(typed) == 0
    assert "Not handed out: UID 2, UIDVALIDITY 7" in capsys.readouterr().err
    for deed in ("ask", "give-up"):
        refused = client(by_mail, "jonas").post(f"/mail/withheld/{row.public_id}/{deed}")
        assert refused.status_code == 403
    client(by_mail, "mina").post(f"/mail/withheld/{row.public_id}/ask")
    row.refresh_from_db()
    assert row.next_at <= clock.machine_now()
    client(by_mail, "mina").post(f"/mail/withheld/{row.public_id}/give-up")

    assert sentence not in page(by_mail, "/")
    said = page(by_mail, "/mail/quarantine")
    assert "Given up" in said
    assert "Mina" in said
    again = client(by_mail, "mina").post(f"/mail/withheld/{row.public_id}/give-up")
    assert again.status_code == 409
