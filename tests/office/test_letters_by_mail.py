"""To a company without a desk a letter goes by e-mail; a person files what it answers."""

from __future__ import annotations

from email import message_from_bytes, policy
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from tests.mail.conftest import Scripted
from tests.mail.servers import OFFICE
from tests.office import letters
from tests.office.conftest import Office

from rapport.accounts.middleware import PROVED
from rapport.demo.cast import HOLLINBRAKE, QUILLMOOR
from rapport.documents import services as documents
from rapport.foundation.acts import SYSTEM, Act, Door
from rapport.journal.models import Entry
from rapport.journal.services import work_off
from rapport.mail import selectors as mail
from rapport.mail import services as mails
from rapport.mail.models import Inbound
from rapport.office.communications import errors, rules, selectors, services
from rapport.office.communications.models import Letter, Reply
from rapport.office.communications.rules import Word

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
    assert "It may only look alike." in alike
    assert "Nothing proves who sent it" in alike
    own = page(by_mail, f"/letters/{letter.public_id}/mail/{automatic.public_id}")
    assert "It may only look alike." not in own


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
