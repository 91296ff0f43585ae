"""Reports that are not believed, words of withdrawal that came back, marks that mislead."""

from __future__ import annotations

from datetime import timedelta
from email import message_from_bytes, policy
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from tests.mail.conftest import Scripted
from tests.mail.test_messages_come_in import report
from tests.office import letters
from tests.office.conftest import Office
from tests.office.test_letters_by_mail import (
    TO,
    answers,
    client,
    drop,
    filing,
    hollinbrake,
    mailed,
    page,
    receipt_of,
    send,
    with_files,
    withdraw,
)

from rapport.accounts.selectors import actor_of
from rapport.demo.cast import HOLLINBRAKE, QUILLMOOR
from rapport.foundation import clock
from rapport.foundation.acts import SYSTEM, Act, Door
from rapport.journal.events import Restored
from rapport.journal.services import record, work_off
from rapport.mail import selectors as mail
from rapport.mail import services as mails
from rapport.mail.models import Inbound, Outbound
from rapport.mail.rules import Kind, Purpose, State
from rapport.office.communications import errors, selectors, services
from rapport.office.communications.models import Letter, Reply
from rapport.office.communications.rules import Word
from rapport.office.publishing import selectors as publishing
from rapport.office.publishing.services import why_not_prepare
from rapport.office.today import selectors as today
from rapport.office.today.rules import Deed
from rapport.protocol.kinds import ReplyKind

RIGHT = {"mail_to": "legal@hollinbrake.example", "mail_again": "legal@hollinbrake.example"}


@pytest.fixture
def by_mail(office: Office, mail_on: Any) -> Office:
    """An office whose mail is on."""
    mail_on.RAPPORT_DEMO = False
    return office


def deeds(office: Office, who: str) -> list[Deed]:
    """What somebody's Today asks about letters, of what cannot wait."""
    found = today.waits_for(office.act(who))
    return [row.deed for row in found.cannot_wait.rows] if found else []


def bounced(letter: Letter) -> Inbound:
    """A report that a letter came back arrives, and is noted on the letter."""
    came = report(mail.sent_about(letter.public_id)[-1], "failed")
    work_off()
    letter.refresh_from_db()
    assert letter.bounced_at
    return came


# A report that is not believed


def test_a_report_that_is_not_believed_leaves_the_letter_as_accepted_and_no_more(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)
    accepted_at = letter.accepted_at
    came = bounced(letter)
    assert Deed.CHECK_CONTACT in deeds(by_mail, "mina")
    address = f"/letters/{letter.public_id}/mail/{came.public_id}/not-believed"
    whole = page(by_mail, f"/letters/{letter.public_id}")
    assert "Anybody can write this: nothing proves who sent it." in whole
    assert address in whole
    assert client(by_mail, "mina").post(address, {"reason": " "}).status_code == 422

    answer = client(by_mail, "mina").post(address, {"reason": "Ada Brandt has read it out."})

    assert answer.status_code == 302
    letter.refresh_from_db()
    assert (letter.bounced_at, letter.accepted_at, letter.received_at) == (
        None, accepted_at, None,
    )  # fmt: skip
    assert selectors.standing_of(letter, by_mail.today).word is Word.MAILED
    assert Deed.CHECK_CONTACT not in deeds(by_mail, "mina")
    whole = page(by_mail, f"/letters/{letter.public_id}")
    assert "Report: not delivered" in whole
    assert "Not believed by <bdi>Mina" in whole
    assert "Ada Brandt has read it out." in whole
    assert "Accepted by the mail server" in whole
    assert "did not believe a report that the e-mail came back" in whole
    assert address not in whole
    assert client(by_mail, "mina").post(address, {"reason": "Again"}).status_code == 409


def test_a_report_that_comes_later_counts_again(by_mail: Office, server: Scripted) -> None:
    letter = mailed(by_mail)
    came = bounced(letter)
    services.disbelieve_report(
        by_mail.act("mina"), letter_id=letter.public_id, message_id=came.public_id, reason="No"
    )

    bounced(letter)

    assert selectors.standing_of(letter, by_mail.today).word is Word.BOUNCED
    assert Deed.CHECK_CONTACT in deeds(by_mail, "mina")


def test_a_mandate_says_of_no_report_that_it_is_not_believed(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)
    came = bounced(letter)
    address = f"/letters/{letter.public_id}/mail/{came.public_id}/not-believed"

    assert client(by_mail, "jonas").post(address, {"reason": "No"}).status_code in {403, 404}
    with pytest.raises(errors.NotTheSecretariat):
        services.disbelieve_report(
            by_mail.act("ilse"),
            letter_id=letter.public_id,
            message_id=came.public_id,
            reason="No",
        )

    came.refresh_from_db()
    assert came.disbelieved_at is None


def test_an_answer_is_no_report_that_could_be_not_believed(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)
    came = answers(letter, "1. Yes.")
    address = f"/letters/{letter.public_id}/mail/{came.public_id}/not-believed"

    assert client(by_mail, "mina").get(address).status_code == 409
    assert client(by_mail, "mina").post(address, {"reason": "x"}).status_code == 409


def test_the_page_of_a_company_says_that_its_contact_is_to_be_checked(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)
    address = f"/directory/companies/{HOLLINBRAKE}"
    before = page(by_mail, address)
    assert "Being listed alleges nothing" in before
    assert "Check this contact." not in before
    came = bounced(letter)
    assert "Check this contact." in page(by_mail, address)
    assert "Check this contact." not in page(by_mail, f"/directory/companies/{QUILLMOOR}")
    assert "Check this contact." not in page(by_mail, address, "anneke")

    services.disbelieve_report(
        by_mail.act("mina"), letter_id=letter.public_id, message_id=came.public_id, reason="No"
    )

    assert "Check this contact." not in page(by_mail, address)


# A word of withdrawal that did not arrive


def lost_withdrawal(office: Office, server: Scripted) -> Letter:
    """A letter that was withdrawn; the word of it came back."""
    letter = mailed(office)
    withdraw(office, letter)
    work_off()
    report(mail.sent_about(letter.public_id)[-1], "failed")
    work_off()
    letter.refresh_from_db()
    return letter


def test_a_withdrawal_that_came_back_stands_on_today_and_is_sent_to_a_corrected_address(
    by_mail: Office, server: Scripted
) -> None:
    letter = lost_withdrawal(by_mail, server)
    assert letter.bounced_at is None
    assert Deed.TELL_AGAIN in deeds(by_mail, "mina")
    assert Deed.TELL_AGAIN in deeds(by_mail, "ilse")
    said = page(by_mail, "/", "ilse")
    assert "the word that it is withdrawn did not reach" in said
    address = f"/letters/{letter.public_id}/mail/resend-withdrawal"
    assert address in page(by_mail, f"/letters/{letter.public_id}")
    assert "as little sealed as the letter" in page(by_mail, address)

    answer = client(by_mail, "mina").post(address, RIGHT)
    work_off()

    assert answer.status_code == 302, answer.content.decode()
    again = mail.sent_about(letter.public_id)[-1]
    assert (again.purpose, again.to, again.state) == (
        Purpose.WITHDRAWAL, RIGHT["mail_to"], State.HANDED_OVER,
    )  # fmt: skip
    words = message_from_bytes(server.taken[-1], policy=policy.default).get_body()
    assert words is not None
    assert "The matter was settled." in words.get_content()
    assert Deed.TELL_AGAIN not in deeds(by_mail, "mina") + deeds(by_mail, "ilse")
    letter.refresh_from_db()
    assert letter.mail_to == TO
    with pytest.raises(errors.NotToldAnew):
        services.resend_withdrawal(
            by_mail.act("mina"), letter_id=letter.public_id, address=RIGHT["mail_to"]
        )


def test_a_withdrawal_that_the_server_refused_is_told_by_another_way(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)
    server.says("RCPT", "550 5.1.1 no such user")
    withdraw(by_mail, letter)
    work_off()
    sent = mail.sent_about(letter.public_id)[-1]
    address = f"/letters/{letter.public_id}/mail/{sent.public_id}/told"
    assert Deed.TELL_AGAIN in deeds(by_mail, "mina")
    assert address in page(by_mail, f"/letters/{letter.public_id}")

    client(by_mail, "mina").post(address)

    assert Deed.TELL_AGAIN not in deeds(by_mail, "mina")
    said = page(by_mail, f"/letters/{letter.public_id}")
    assert "The company knows it by another way: <bdi>Mina" in said
    assert address not in said


def test_a_withdrawal_in_doubt_stands_on_today_in_its_own_words(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)
    server.says(".", "")
    withdraw(by_mail, letter)
    work_off()

    assert deeds(by_mail, "mina").count(Deed.SETTLE_WITHDRAWAL) == 1
    assert Deed.SETTLE not in deeds(by_mail, "mina")
    assert Deed.SETTLE_WITHDRAWAL in deeds(by_mail, "ilse")
    sent = mail.sent_about(letter.public_id)[-1]
    services.settle_doubt(
        by_mail.act("mina"), letter_id=letter.public_id, message_id=sent.public_id, arrived=True
    )
    assert Deed.SETTLE_WITHDRAWAL not in deeds(by_mail, "mina") + deeds(by_mail, "ilse")


def test_a_letter_withdrawn_while_it_seemed_lost_is_told_once_that_is_not_believed(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)
    came = bounced(letter)
    withdraw(by_mail, letter)
    assert len(mail.sent_about(letter.public_id)) == 1
    assert Deed.TELL_AGAIN not in deeds(by_mail, "mina")
    services.disbelieve_report(
        by_mail.act("mina"), letter_id=letter.public_id, message_id=came.public_id, reason="No"
    )
    assert deeds(by_mail, "mina").count(Deed.TELL_AGAIN) == 1
    assert Deed.TELL_AGAIN in deeds(by_mail, "ilse")
    address = f"/letters/{letter.public_id}/mail/resend-withdrawal"
    assert address in page(by_mail, f"/letters/{letter.public_id}")

    client(by_mail, "mina").post(address, {"mail_to": TO, "mail_again": TO})
    work_off()

    assert len(server.taken) == 2
    assert Deed.TELL_AGAIN not in deeds(by_mail, "mina")


def test_a_letter_withdrawn_while_it_seemed_lost_is_told_once_a_desk_has_taken_it_in(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)
    bounced(letter)
    withdraw(by_mail, letter)
    assert Deed.TELL_AGAIN not in deeds(by_mail, "mina")

    drop(by_mail, receipt_of(hollinbrake(), server))
    work_off()

    assert deeds(by_mail, "mina").count(Deed.TELL_AGAIN) == 1
    address = f"/letters/{letter.public_id}/mail/resend-withdrawal"
    assert address in page(by_mail, f"/letters/{letter.public_id}")
    client(by_mail, "mina").post(address, {"mail_to": TO, "mail_again": TO})
    work_off()
    assert len(server.taken) == 2
    assert Deed.TELL_AGAIN not in deeds(by_mail, "mina")


def test_a_letter_withdrawn_once_a_desk_has_it_is_told_there_and_not_again(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)
    drop(by_mail, receipt_of(hollinbrake(), server))
    work_off()

    assert withdraw(by_mail, letter).status_code == 302

    letter.refresh_from_db()
    assert letter.withdrawn_at
    assert deeds(by_mail, "mina") == []


def test_a_withdrawn_letter_that_came_back_is_not_sent_to_another_address(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)
    bounced(letter)
    withdraw(by_mail, letter)

    answer = client(by_mail, "mina").post(f"/letters/{letter.public_id}/mail/resend", RIGHT)
    work_off()

    assert answer.status_code == 409
    assert len(server.taken) == 1
    letter.refresh_from_db()
    assert (letter.mail_to, bool(letter.bounced_at)) == (TO, True)


def test_a_letter_that_came_back_and_was_taken_in_by_a_desk_is_not_sent_in_plain(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)
    bounced(letter)
    Letter.objects.filter(pk=letter.pk).update(received_at=letter.sent_at)

    with pytest.raises(errors.StillOnItsWay):
        services.resend_letter(
            by_mail.act("mina"), letter_id=letter.public_id, address=RIGHT["mail_to"]
        )


def test_a_withdrawn_letter_in_doubt_is_not_sent_once_more(
    by_mail: Office, server: Scripted
) -> None:
    server.says(".", "")
    letter = mailed(by_mail)
    came = bounced(letter)
    withdraw(by_mail, letter)
    services.disbelieve_report(
        by_mail.act("mina"), letter_id=letter.public_id, message_id=came.public_id, reason="No"
    )
    (sent,) = mail.sent_about(letter.public_id)
    assert sent.state is State.IN_DOUBT
    server.answers.clear()
    address = f"/letters/{letter.public_id}/mail/{sent.public_id}/settle"
    said = page(by_mail, f"/letters/{letter.public_id}")
    assert address in said
    assert "Send it once more" not in said

    answer = client(by_mail, "mina").post(address, {"arrived": "no"})
    work_off()

    assert answer.status_code == 409
    sent.refresh_from_db()
    assert sent.state is State.IN_DOUBT
    client(by_mail, "mina").post(address, {"arrived": "yes"})
    work_off()
    assert deeds(by_mail, "mina").count(Deed.TELL_AGAIN) == 1


def test_the_letter_itself_is_not_let_go(by_mail: Office, server: Scripted) -> None:
    letter = mailed(by_mail)
    bounced(letter)
    (sent,) = mail.sent_about(letter.public_id)

    answer = client(by_mail, "mina").post(
        f"/letters/{letter.public_id}/mail/{sent.public_id}/told"
    )

    assert answer.status_code == 404
    assert not Outbound.objects.exclude(let_go_at=None).exists()
    assert Deed.CHECK_CONTACT in deeds(by_mail, "mina")


# Where the company has the letter by what it says, nothing says that it has not


def test_an_answer_to_a_letter_that_came_back_is_filed_and_no_contact_is_looked_for(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)
    bounced(letter)

    came = answers(letter, "1. Fourteen accounts.")

    assert deeds(by_mail, "mina") == [Deed.FILE]
    form = client(by_mail, "mina").get(f"/letters/{letter.public_id}/mail/{came.public_id}")
    client(by_mail, "mina").post(
        f"/letters/{letter.public_id}/mail/{came.public_id}", filing(form.context["form"])
    )
    assert selectors.standing_of(letter, by_mail.today).word is Word.REPLIED
    assert deeds(by_mail, "mina") == []
    assert letter.public_from
    later = Act(actor_of(by_mail.people["mina"]), letter.public_from, Door.PAGE)
    assert publishing.ready_to_publish(later.actor, later.at).get() == letter
    assert why_not_prepare(later, letter) is None
    assert "The company has not got the letter" not in page(
        by_mail, f"/letters/{letter.public_id}"
    )


def test_an_interim_reply_to_a_letter_that_came_back_says_that_it_arrived(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)
    bounced(letter)
    came = answers(letter, "We have your letter and are looking into it.")
    address = f"/letters/{letter.public_id}/mail/{came.public_id}"
    form = client(by_mail, "mina").get(address).context["form"]

    client(by_mail, "mina").post(address, filing(form, kind="interim"))

    assert Reply.objects.get(letter=letter).kind is ReplyKind.INTERIM
    assert letter.reply_due_on
    assert letter.public_from
    assert selectors.standing_of(letter, by_mail.today).word is Word.INTERIM
    assert deeds(by_mail, "mina") == []
    by_mail.today = letter.public_from - timedelta(days=1)
    assert deeds(by_mail, "mina") == [Deed.AWAIT]
    by_mail.today = letter.public_from + timedelta(days=1)
    assert selectors.standing_of(letter, by_mail.today).word is Word.OVERDUE


def test_of_a_closed_letter_that_came_back_nothing_more_is_asked(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)
    bounced(letter)
    assert deeds(by_mail, "mina") == [Deed.CHECK_CONTACT]

    services.close_letter(by_mail.act("ilse"), letter_id=letter.public_id)

    assert deeds(by_mail, "mina") == []


def test_a_letter_whose_answer_waits_to_be_filed_is_not_asked_about_its_receipt(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)
    Letter.objects.filter(pk=letter.pk).update(received_at=letter.sent_at)
    assert letter.sent_at
    by_mail.today = letter.sent_at + timedelta(days=8)
    assert deeds(by_mail, "mina") == [Deed.ASK_RECEIPT]

    answers(letter, "1. Fourteen accounts.")

    assert deeds(by_mail, "mina") == [Deed.FILE]


# An answer that is marked automatic


def test_what_is_marked_automatic_and_may_be_a_reply_keeps_silence_from_counting_and_is_filed(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)
    assert letter.public_from
    later = letter.public_from + timedelta(days=1)
    answers(letter, "I am away.", more="Auto-Submitted: auto-replied\r\n")
    assert selectors.standing_of(letter, later).word is Word.OVERDUE
    act = Act(actor_of(by_mail.people["mina"]), later, Door.PAGE)

    came = answers(
        letter, "1. Fourteen accounts.", *["We looked at each of them with care."] * 40,
        more="Auto-Submitted: auto-replied\r\n",
    )  # fmt: skip

    assert came.kind is Kind.MARKED_AUTOMATIC
    assert selectors.standing_of(letter, later).word is Word.UNFILED
    assert not publishing.ready_to_publish(act.actor, later).exists()
    assert deeds(by_mail, "mina") == [Deed.LOOK]
    assert "is marked automatic: look whether it is a reply" in page(by_mail, "/")
    address = f"/letters/{letter.public_id}/mail/{came.public_id}"
    form = client(by_mail, "mina").get(address).context["form"]
    assert client(by_mail, "mina").post(address, filing(form)).status_code == 302
    assert Reply.objects.get(letter=letter).mail == came.public_id
    assert selectors.standing_of(letter, later).word is Word.REPLIED
    assert Deed.LOOK not in deeds(by_mail, "mina")


def test_a_short_automatic_reply_can_be_filed_too(by_mail: Office, server: Scripted) -> None:
    letter = mailed(by_mail)
    came = answers(letter, "1. Yes.", more="Auto-Submitted: auto-replied\r\n")
    assert came.kind is Kind.AUTO_REPLY
    address = f"/letters/{letter.public_id}/mail/{came.public_id}"
    form = client(by_mail, "mina").get(address).context["form"]

    assert client(by_mail, "mina").post(address, filing(form)).status_code == 302

    assert Reply.objects.get(letter=letter).mail == came.public_id


# Mail that waits


@pytest.mark.parametrize(
    ("waited", "words"),
    [
        (timedelta(minutes=59), ""),
        (timedelta(minutes=61), "for more than an hour"),
        (timedelta(hours=25), "for more than a day"),
    ],
)
def test_a_letter_that_waits_long_for_the_mail_server_is_told_to_whoever_runs_rapport(
    by_mail: Office, server: Scripted, waited: timedelta, words: str
) -> None:
    letter = mailed(by_mail)
    Outbound.objects.filter(matter=letter.public_id).update(
        state=State.QUEUED, posted_at=clock.now() - waited
    )

    said = page(by_mail, "/", "anneke")
    health = client(by_mail, "mina").get("/health").json()

    assert ("waited for the mail server" in said) is bool(words)
    assert words in said
    assert [one for one in health["failing"] if "mail server" in one] == (
        [f"An e-mail waits for the mail server {words}."] if words else []
    )
    assert letter.reference not in str(health)


# Who sent it


PIXELS = (
    '<link rel="stylesheet" href="https://t.example/a.css"><style>@import "https://t.example/b";'
    'p{background:url(https://t.example/c.png)}</style><meta http-equiv="refresh" content="0;'
    'url=https://t.example/d"><img src="https://t.example/e.gif" srcset="//t.example/f 2x">'
    '<table background="https://t.example/g"><p style="background:url(//t.example/h)">Yes.</p>'
    '<iframe src="https://t.example/i"></iframe><video poster="https://t.example/j"></video>'
    '<svg><image href="https://t.example/k"/></svg><object data="https://t.example/l"></object>'
    '<script src="https://t.example/m"></script><form action="https://t.example/n"></form>'
)


def test_no_image_or_pixel_of_a_message_is_loaded(by_mail: Office, server: Scripted) -> None:
    letter = mailed(by_mail)
    came = answers(letter, PIXELS, more="Content-Type: text/html\r\n")

    answer = client(by_mail, "mina").get(f"/letters/{letter.public_id}/mail/{came.public_id}")

    said = answer.content.decode()
    assert "Yes." in said
    assert "t.example" not in said
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_a_look_alike_is_told_beside_the_sender_as_a_caution(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)
    came = answers(letter, "1. Yes.", sender="rights@hollinbrake.example.evil.net")
    own = answers(letter, "1. Yes, too.")
    address = f"/letters/{letter.public_id}/mail/"

    said = page(by_mail, f"{address}{came.public_id}")

    assert "hollinbrake.example.evil.net</bdi> looks like" in said
    assert "Ask the company by another way whether it writes from there." in said
    assert "hollinbrake.example.evil.net</bdi> looks like" in page(
        by_mail, f"/letters/{letter.public_id}"
    )
    assert "Careful:" not in page(by_mail, f"{address}{own.public_id}")
    assert "File as a reply" in said, "a caution, not a verdict"


def test_what_our_own_server_found_is_told_in_words_and_kept(
    by_mail: Office, server: Scripted, settings: Any
) -> None:
    settings.RAPPORT_MAIL_SERVER_NAME = "mail.office.example"
    letter = mailed(by_mail)
    found = "mail.office.example; spf=softfail smtp.mailfrom=x.example; dmarc=fail"

    came = answers(letter, "1. Yes.", more=f"Authentication-Results: {found}\r\n")

    said = page(by_mail, f"/letters/{letter.public_id}/mail/{came.public_id}")
    assert came.results == found
    assert found in said
    assert '<span dir="ltr">SPF</span>: failed, but not for certain' in said
    assert '<span dir="ltr">DMARC</span>: failed<br>' in said


def test_unseen_signs_in_names_are_shown_and_set_apart(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)
    came = with_files(letter, "See the file.", ("reply\u202efdp.exe", b"MZ"))
    Inbound.objects.filter(pk=came.pk).update(sender_name="Ada [U+202E]tdnarB")

    said = page(by_mail, f"/letters/{letter.public_id}/mail/{came.public_id}")

    assert "\u202e" not in said
    assert '<bdi dir="ltr">reply[U+202E]fdp.exe</bdi>' in said
    assert "<bdi>Ada [U+202E]tdnarB</bdi>" in said


def test_a_message_that_names_two_letters_waits_in_quarantine(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)
    elsewhere = UUID(int=7)
    Outbound.objects.filter(matter=letter.public_id).update(matter=elsewhere)
    (sent,) = mail.sent_about(elsewhere)

    came = answers(letter, "1. Yes.", more=f"In-Reply-To: {sent.message_id}\r\n")

    assert came.matter is None
    assert "It names more than one letter of ours" in page(by_mail, "/mail/quarantine")


def test_a_letter_whose_email_was_still_being_made_in_the_backup_is_in_doubt(
    by_mail: Office, server: Scripted
) -> None:
    letter = letters.cleared(by_mail, company=HOLLINBRAKE)
    send(by_mail, letter)  # its PDF is not made yet: there is no e-mail
    with transaction.atomic():
        restored = Act(SYSTEM, clock.now(), Door.COMMAND)
        record(restored, Restored(matter=str(letter.public_id), as_of="2026-03-02"))
        mails.doubt_after_restore(restored)

    work_off()

    (row,) = mail.sent_about(letter.public_id)
    assert (row.state, server.taken) == (State.IN_DOUBT, [])
    assert Deed.SETTLE in deeds(by_mail, "mina")
    said = page(by_mail, f"/letters/{letter.public_id}")
    assert "This installation was restored from a backup on" in said
    assert "Restored from a backup: perhaps the e-mail left since." in said


def test_a_report_of_delivery_stands_in_the_chain_and_the_timeline_if_it_is_proven(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)
    (row,) = mail.sent_about(letter.public_id)
    where = f"/letters/{letter.public_id}"
    none_yet = "No report says yet that it reached the company’s mail server"

    report(row, "delivered")
    forged = page(by_mail, where)
    trace = "Received: by mail.office.example (Postfix) id 4C; Fri, 27 Nov 2099 07:00:00 +0"
    report(row, "delivered", trace=trace)
    said = page(by_mail, where)

    assert none_yet in forged
    assert "nothing proves who sent it. So it counts for nothing." in forged
    assert "Delivered to the company’s mail server, as its report says" in said
    assert "A report says that the e-mail reached a mail server on its way." in said
    assert none_yet not in said
    assert said.count("A report of a mail server came.") == 2
    assert "An answer came." not in said
    letter.refresh_from_db()
    assert (letter.accepted_at, letter.bounced_at) == (row.handed_over_at, None)
