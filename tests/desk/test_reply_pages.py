"""The reply as a whole: prepared, signed off or returned, confirmed, handed over, received."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from tests.desk.conftest import Desk
from tests.desk.pages import Browser, read
from tests.protocol.making import OPENING

from rapport.desk.inbox import selectors as inbox
from rapport.desk.replies import reactions, services
from rapport.desk.replies.models import Reply
from rapport.desk.replies.rules import State
from rapport.documents import services as documents
from rapport.exchange import selectors as exchange
from rapport.exchange.events import PackageReceived, PackageRefused
from rapport.exchange.models import Contact, Outgoing
from rapport.foundation import clock
from rapport.journal.services import work_off
from rapport.protocol import pdf

At = Callable[[str], Browser]
OnDay = Callable[[str], None]

AROUND = {
    "kind": "substantive",
    "opening": "Thank you for your letter.",
    "entity": "Quillmoor Social",
    "signed_by": "Noor Halsted, human rights lead",
    "language": "en",
    "wish": "public",
}


def test_a_reply_goes_from_the_first_click_to_handed_over(desk: Desk, at: At) -> None:
    letter = desk.answered_letter()
    noor, petra = at("noor"), at("petra")

    begun = noor.post(f"/letters/{letter.public_id}/reply", kind="substantive")
    reply = Reply.objects.get()
    saved = noor.post(begun["Location"], **AROUND)
    assert "Thank you for your letter." in noor.text(saved["Location"])
    noor.post(f"/replies/{reply.public_id}/approval")
    assert "Sign the reply off" in petra.text(f"/replies/{reply.public_id}")
    petra.post(f"/replies/{reply.public_id}/approve")
    confirm = noor.text(f"/replies/{reply.public_id}/send")
    assert "its secretariat, and the teams of the 2 mandates that signed" in confirm
    assert all(one.title in confirm for one in inbox.document_of(letter).signatories)
    assert "3 answers, 0 files" in confirm
    assert "Petra" in confirm
    asking = noor.text(f"/letters/{letter.public_id}/more-time")
    assert all(one.title in asking for one in inbox.document_of(letter).signatories)
    assert "It cannot be called back." in confirm
    sent = noor.post(f"/replies/{reply.public_id}/send")

    page = noor.text(sent["Location"])
    assert "Handed over" in page
    assert "It counts as sent once the office’s receipt is here." in page
    assert "Reply sent." not in page


def test_it_is_sent_only_once_the_receipt_is_here(desk: Desk, at: At) -> None:
    reply = desk.approved_reply(desk.answered_letter())
    services.submit_reply(desk.act("noor"), reply_id=reply.public_id)
    work_off()
    reply.refresh_from_db()
    event = PackageReceived(
        matter=str(reply.letter.matter), package=str(reply.package), kind="reply", by="Office"
    )

    reactions.note_receipt(desk.act("noor", on="2026-03-05"), event)

    page = at("noor").text(f"/replies/{reply.public_id}")
    assert "Reply sent. The office’s receipt came on" in page


def test_a_letter_that_has_its_reply_is_nowhere_called_late(
    desk: Desk, at: At, on_day: OnDay
) -> None:
    reply = desk.approved_reply(desk.answered_letter())
    services.submit_reply(desk.act("noor"), reply_id=reply.public_id)
    work_off()
    on_day("2026-09-01")
    noor, letter = at("noor"), f"/letters/{reply.letter.public_id}"

    assert "A full reply has left." in noor.text(f"{letter}/questions/1")
    for page in (letter, f"{letter}/questions/1"):
        assert "days late: it was due" not in noor.text(page), page


def test_what_the_office_says_no_to_is_shown_with_its_reason(desk: Desk, at: At) -> None:
    reply = desk.approved_reply(desk.answered_letter())
    services.submit_reply(desk.act("noor"), reply_id=reply.public_id)
    work_off()
    reply.refresh_from_db()
    event = PackageRefused(
        matter=str(reply.letter.matter),
        package=str(reply.package),
        kind="reply",
        by="Office",
        code="reply.letter_unknown",
        reason="The letter is not known here.",
    )

    reactions.note_rejection(desk.act("noor", on="2026-03-05"), event)

    noor = at("noor")
    page = noor.text(f"/replies/{reply.public_id}")
    assert "The office did not take this reply." in page
    assert "The letter is not known here." in page
    again = noor.post(f"/letters/{reply.letter.public_id}/reply", kind="substantive")
    assert again.status_code == 302


def test_a_full_reply_with_open_questions_says_which_before_anybody_asks(
    desk: Desk, at: At
) -> None:
    letter = desk.owned_letter()
    desk.answer(letter, 2)
    reply = desk.reply(letter)
    noor = at("noor")

    page = noor.text(f"/replies/{reply.public_id}")

    assert "Answer or decline first, and mark as finished: questions 1, 3." in page
    assert "Ask for the reply to be signed off" not in page
    refused = noor.post(f"/replies/{reply.public_id}/approval")
    assert refused.status_code == 409
    assert "questions 1, 3" in read(refused)


def test_an_interim_reply_leaves_with_what_is_finished(desk: Desk, at: At) -> None:
    letter = desk.owned_letter()
    desk.answer(letter, 2)
    reply = desk.approved_reply(letter, interim=True)

    page = at("noor").text(f"/replies/{reply.public_id}/send")

    assert "1 answer, 0 files" in page
    assert "the letter stays open" in page


def test_a_reply_says_whether_it_may_be_public(desk: Desk, at: At) -> None:
    letter = desk.answered_letter()
    reply = desk.reply(letter, wish=None)
    noor = at("noor")
    assert "Not said whether it may be public" in noor.text(f"/replies/{reply.public_id}")

    noor.post(f"/replies/{reply.public_id}/edit", **(AROUND | {"wish": "withhold"}))

    page = noor.text(f"/replies/{reply.public_id}")
    assert "the company asks that its text be withheld" in page


def test_the_approver_returns_with_a_reason_and_not_without(desk: Desk, at: At) -> None:
    reply = desk.reply(desk.answered_letter())
    services.ask_approval(desk.act("noor"), reply_id=reply.public_id)
    petra = at("petra")

    silent = petra.post(f"/replies/{reply.public_id}/return", reason=" ")
    assert silent.status_code == 422
    petra.post(f"/replies/{reply.public_id}/return", reason="Question 2 is thin.")

    reply.refresh_from_db()
    assert reply.state is State.DRAFTING
    page = at("noor").text(f"/replies/{reply.public_id}")
    assert "Returned by Petra Lindqvane. Question 2 is thin." in page


def test_the_lead_takes_it_back_and_changes_something(desk: Desk, at: At) -> None:
    reply = desk.reply(desk.answered_letter())
    services.ask_approval(desk.act("noor"), reply_id=reply.public_id)
    noor = at("noor")
    locked = noor.post(f"/replies/{reply.public_id}/edit", **AROUND)
    assert locked.status_code == 409
    assert "Thank you for your letter." not in read(locked) or "Not now." in read(locked)

    noor.post(f"/replies/{reply.public_id}/take-back")

    assert noor.post(f"/replies/{reply.public_id}/edit", **AROUND).status_code == 302


def test_who_may_not_send_does_not_and_nothing_leaves(desk: Desk, at: At) -> None:
    reply = desk.approved_reply(desk.answered_letter())

    for who in ("odile", "tomas", "petra", "lioba", "sunniva"):
        assert at(who).post(f"/replies/{reply.public_id}/send").status_code == 403

    reply.refresh_from_db()
    assert reply.state is State.APPROVED
    assert "desk.reply_submitted" not in desk.told()


def test_sending_twice_sends_once(desk: Desk, at: At) -> None:
    reply = desk.approved_reply(desk.answered_letter())
    noor = at("noor")
    noor.post(f"/replies/{reply.public_id}/send")

    again = noor.post(f"/replies/{reply.public_id}/send")
    work_off()
    work_off()

    assert again.status_code == 409
    assert Outgoing.objects.count() == 1
    assert desk.told().count("desk.reply_submitted") == 1
    assert noor.get(f"/replies/{reply.public_id}/send").status_code == 302


def test_a_late_reply_leaves_all_the_same(desk: Desk, at: At, on_day: OnDay) -> None:
    reply = desk.approved_reply(desk.answered_letter())
    on_day("2026-05-04")
    noor = at("noor")
    assert "It leaves like any other" in noor.text(f"/replies/{reply.public_id}/send")

    noor.post(f"/replies/{reply.public_id}/send")

    reply.refresh_from_db()
    assert reply.state is State.SENT
    assert "The reply left on day 63" in noor.text(f"/letters/{reply.letter.public_id}")


def test_an_owner_sees_no_reply_in_the_making(desk: Desk, at: At) -> None:
    reply = desk.approved_reply(desk.answered_letter())
    odile = at("odile")
    assert odile.get(f"/replies/{reply.public_id}").status_code == 404

    services.submit_reply(desk.act("noor"), reply_id=reply.public_id)

    assert "Handed over" in odile.text(f"/replies/{reply.public_id}")


def test_what_stays_in_the_desk_is_in_no_byte_that_leaves(desk: Desk, at: At) -> None:
    letter = desk.owned_letter()
    letter_id = letter.public_id
    services.write_note(
        desk.act("tomas"), letter_id=letter_id, number=1, text="SEALED-NOTE of counsel"
    )
    services.add_comment(
        desk.act("noor"), letter_id=letter_id, number=1, text="INNER-COMMENT on this"
    )
    desk.answer(letter, 1, "EARLIER-VERSION of the answer", finished=False)
    for number in (1, 2, 3):
        desk.answer(letter, number, f"Facts on {number}.")
    for goes, data in ((True, b"GOES-ALONG"), (False, b"DESK-EVIDENCE")):
        services.attach_file(
            desk.act("odile"),
            letter_id=letter_id,
            number=1,
            name="facts.txt",
            media_type="text/plain",
            data=data,
            goes_with_reply=goes,
        )
    reply = desk.approved_reply(letter)
    noor = at("noor")
    confirm = noor.text(f"/replies/{reply.public_id}/send")
    assert "1 sealed note, 1 comment, 1 file for the desk only, 1 other version" in confirm

    noor.post(f"/replies/{reply.public_id}/send")
    work_off()

    posted = Outgoing.objects.get()
    with zipfile.ZipFile(io.BytesIO(documents.read(posted.body))) as package:
        inside = b"\n".join(package.read(name) for name in package.namelist())
    assert b"GOES-ALONG" in inside
    for secret in (b"SEALED-NOTE", b"INNER-COMMENT", b"EARLIER-VERSION", b"DESK-EVIDENCE"):
        assert secret not in inside
    assert b"Odile" not in inside


def test_the_reply_is_handed_out_as_a_pdf_that_carries_its_package(desk: Desk, at: At) -> None:
    reply = desk.approved_reply(desk.answered_letter())
    services.submit_reply(desk.act("noor"), reply_id=reply.public_id)
    noor = at("noor")
    assert noor.get(f"/replies/{reply.public_id}/reply.pdf").status_code == 404
    work_off()
    reply.refresh_from_db()
    assert reply.package is not None
    posted = exchange.outgoing_body(reply.package)
    assert posted is not None

    answer = noor.get(f"/replies/{reply.public_id}/reply.pdf")

    assert answer["Content-Type"] == "application/pdf"
    assert pdf.extract(answer.content) == documents.read(posted.body)


def test_a_second_reply_cannot_be_begun_beside_an_open_one(desk: Desk, at: At) -> None:
    letter = desk.answered_letter()
    desk.reply(letter)
    noor = at("noor")

    refused = noor.post(f"/letters/{letter.public_id}/reply", kind="interim")

    assert refused.status_code == 409
    page = noor.text(f"/letters/{letter.public_id}/reply")
    assert "A reply to this letter is already being prepared." in page


def test_the_pages_say_why_nothing_goes_to_the_office(desk: Desk, at: At) -> None:
    waiting = desk.approved_reply(desk.answered_letter())
    noor, page = at("noor"), f"/replies/{waiting.public_id}"
    Contact.objects.update(encryption_key="")
    assert "no key to seal for them is known here" in noor.text(page)
    assert noor.post(f"{page}/send").status_code == 409

    Contact.objects.update(encryption_key=OPENING.sealing_key().to_text())
    noor.post(f"{page}/send")
    Contact.objects.update(revoked_at=clock.now())
    work_off()

    assert "their keys were revoked" in noor.text(page)
    assert Outgoing.objects.get().tries == 0


def test_what_another_lead_wrote_around_the_answers_meanwhile_is_not_overwritten(
    desk: Desk, at: At
) -> None:
    reply = desk.reply(desk.answered_letter())
    place = f"/replies/{reply.public_id}/edit"
    mark = str(at("noor").get(place).context["form"]["based_on"].value())  # type: ignore[attr-defined]
    theirs = AROUND | {"opening": "Their opening.", "based_on": mark}
    assert at("noor").post(place, **theirs).status_code == 302

    refused = at("noor").post(place, **AROUND | {"opening": "Mine.", "based_on": mark})

    assert refused.status_code == 409
    said = read(refused)
    notice = said.split("Somebody else changed this meanwhile")[1].split("So it stands now")[0]
    assert notice.split() == ["OpeningTheir", "opening."]
    form = refused.context["form"]  # type: ignore[attr-defined]
    assert form["opening"].value() == "Mine."
    reply.refresh_from_db()
    assert reply.opening == "Their opening."
    again = AROUND | {"opening": "Mine.", "based_on": str(form["based_on"].value())}
    assert at("noor").post(place, **again).status_code == 302
