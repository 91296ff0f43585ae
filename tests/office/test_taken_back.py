"""What was filed, put aside or put to a letter by mistake is taken back; nothing is lost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.mail.conftest import Scripted
from tests.office import letters
from tests.office.conftest import Office
from tests.office.test_letters_by_mail import (
    answers,
    client,
    filing,
    mailed,
    page,
    send,
)
from tests.office.test_publishing import archive

from rapport.demo.cast import HOLLINBRAKE
from rapport.foundation import clock
from rapport.foundation.acts import Act
from rapport.journal.services import work_off
from rapport.mail.errors import AlreadySettled, MessageNotFound, NotSettled, NotToMove
from rapport.mail.models import Inbound
from rapport.mail.rules import Quarantine
from rapport.office.communications import errors, rules, selectors, services
from rapport.office.communications.models import Letter, Reply
from rapport.office.communications.rules import Verdict, Word
from rapport.office.publishing import selectors as publishing
from rapport.office.publishing import services as publications
from rapport.office.today import selectors as today
from rapport.office.today.rules import Deed

WHY = "It answers another letter."


@pytest.fixture
def by_mail(office: Office, mail_on: Any) -> Office:
    """An office whose mail is on."""
    mail_on.RAPPORT_DEMO = False
    return office


def filed(office: Office, letter: Letter, came: Inbound, **changes: str) -> Reply:
    """Mina files a message as the form proposes."""
    address = f"/letters/{letter.public_id}/mail/{came.public_id}"
    form = client(office, "mina").get(address).context["form"]
    answer = client(office, "mina").post(address, filing(form, **changes))
    assert answer.status_code == 302, answer.content.decode()
    return Reply.objects.latest("id")


def taken_back(office: Office, reply: Reply, because: str = WHY, who: str = "mina") -> Any:
    """What the page answers to somebody who takes a reply back."""
    return client(office, who).post(
        f"/letters/{reply.letter.public_id}/replies/{reply.public_id}/take-back",
        {"because": because},
    )


def assess(office: Office, reply: Reply) -> None:
    """Ilse says that the first question is answered."""
    services.assess_answer(
        office.act("ilse"),
        letter_id=reply.letter.public_id,
        reply_id=reply.public_id,
        number=1,
        verdict=Verdict.ANSWERED,
        note="",
    )


def another(office: Office) -> Letter:
    """A second letter by e-mail, to the same company."""
    letter = letters.cleared(office, company=HOLLINBRAKE)
    assert send(office, letter, reference="AL OTH 15/2099").status_code == 302
    work_off()
    letter.refresh_from_db()
    return letter


def deeds(office: Office) -> list[Deed]:
    """What Mina's Today asks about letters."""
    found = today.waits_for(office.act("mina"))
    return [row.deed for row in found.cannot_wait.rows] if found else []


# Replies


def test_a_reply_taken_back_counts_for_nothing_and_its_message_waits_again(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)
    came = answers(letter, "1. Fourteen accounts.")
    reply = filed(by_mail, letter, came)
    assess(by_mail, reply)
    assert selectors.standing_of(letter, by_mail.today).word is Word.REPLIED

    answer = taken_back(by_mail, reply)

    address = f"/letters/{letter.public_id}/mail/{came.public_id}"
    assert (answer.status_code, answer["Location"]) == (302, address)
    assert selectors.standing_of(letter, by_mail.today).word is Word.UNFILED
    assert selectors.replies_of(letter) == []
    assert selectors.verdicts_of(letter) == {}
    assert deeds(by_mail) == [Deed.FILE]
    came.refresh_from_db()
    assert (came.outcome, came.settled_by) == ("", "")
    said = page(by_mail, f"/letters/{letter.public_id}")
    assert "No reply yet." in said
    assert WHY in said
    assert "<del><span>A reply arrived from" in said
    assert "Filed as reply 1" in page(by_mail, address)
    own = page(by_mail, f"/letters/{letter.public_id}/replies/{reply.public_id}")
    assert "filed by mistake and taken back" in own
    assert "Fourteen accounts." in own
    assert "To work with:" not in own


def test_what_was_taken_back_is_filed_anew_under_the_next_number(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)
    came = answers(letter, "1. Fourteen accounts.", "2. None.")
    first = filed(by_mail, letter, came, answer_2="", stance_2="")
    taken_back(by_mail, first)

    second = filed(by_mail, letter, came)

    assert (first.number, second.number) == (1, 2)
    assert selectors.replies_of(letter) == [second]
    assert second.answers == 2
    assert selectors.standing_of(letter, by_mail.today).word is Word.REPLIED
    assert deeds(by_mail) == []


def test_messages_filed_as_one_wait_again_together(by_mail: Office, server: Scripted) -> None:
    letter = mailed(by_mail)
    one, other = answers(letter, "1. Fourteen."), answers(letter, "2. None.")
    address = f"/letters/{letter.public_id}/mail/{one.public_id}?with={other.public_id}"
    form = client(by_mail, "mina").get(address).context["form"]
    client(by_mail, "mina").post(address, filing(form) | {"with": str(other.public_id)})
    assert set(Inbound.objects.values_list("outcome", flat=True)) == {"filed"}

    taken_back(by_mail, Reply.objects.get())

    rows = Inbound.objects.values_list("outcome", "settled_at", "filed_with")
    assert list(rows) == [("", None, None)] * 2


def test_only_what_the_secretariat_filed_is_taken_back_and_once_and_with_a_reason(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)
    reply = filed(by_mail, letter, answers(letter, "1. Fourteen."))

    assert taken_back(by_mail, reply, who="ilse").status_code == 403
    assert taken_back(by_mail, reply, because=" ").status_code == 422
    assert Reply.objects.get().struck_at is None
    assert taken_back(by_mail, reply).status_code == 302
    assert taken_back(by_mail, reply, because="Once more.").status_code == 409
    assert Reply.objects.get().because == WHY
    with pytest.raises(errors.ReplyStruck):
        assess(by_mail, reply)
    address = f"/letters/{letter.public_id}/replies/{reply.public_id}"
    assert client(by_mail, "mina").get(f"{address}/reply.docx").status_code == 409


def test_the_word_of_a_company_is_not_taken_back(office: Office) -> None:
    reply = letters.replied(office)

    answer = office.client("mina").get(
        f"/letters/{reply.letter.public_id}/replies/{reply.public_id}/take-back"
    )

    assert answer.status_code == 409
    assert "It is the company’s word and stays" in answer.content.decode()
    with pytest.raises(errors.ReplyIsSigned):
        services.take_reply_back(
            office.act("mina"),
            letter_id=reply.letter.public_id,
            reply_id=reply.public_id,
            because=WHY,
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Reply.objects.update(struck_at=clock.now())


def test_a_letter_public_with_a_reply_that_was_taken_back_is_to_be_published_anew(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)
    came = answers(letter, "1. Fourteen accounts.")
    reply = filed(by_mail, letter, came)
    assert letter.public_from
    by_mail.today = letter.public_from + timedelta(days=1)
    act = by_mail.act("mina")
    archive()
    publications.publish_letter(act, letter_id=letter.public_id)
    assert not publishing.ready_to_publish(act.actor, act.at).exists()
    later = Act(act.actor, act.at + timedelta(hours=1), act.door)

    services.take_reply_back(
        later, letter_id=letter.public_id, reply_id=reply.public_id, because=WHY
    )

    assert not publishing.ready_to_publish(act.actor, later.at).exists()  # it may be a reply
    services.put_mail_aside(later, letter_id=letter.public_id, message_id=came.public_id)
    assert publishing.ready_to_publish(act.actor, later.at).get() == letter


# Messages


def test_a_message_about_another_letter_goes_there_and_both_timelines_tell_it(
    by_mail: Office, server: Scripted
) -> None:
    here, there = mailed(by_mail), another(by_mail)
    came = answers(here, "1. Fourteen accounts.")
    address = f"/letters/{here.public_id}/mail/{came.public_id}"
    assert "It is about another letter" in page(by_mail, address)

    answer = client(by_mail, "mina").post(f"{address}/move", {"reference": "al oth 15/2099"})

    moved = f"/letters/{there.public_id}/mail/{came.public_id}"
    assert (answer.status_code, answer["Location"]) == (302, moved)
    assert client(by_mail, "mina").get(address).status_code == 404
    assert selectors.standing_of(here, by_mail.today).word is Word.MAILED
    assert selectors.standing_of(there, by_mail.today).word is Word.UNFILED
    assert "about another letter than this" in page(by_mail, f"/letters/{here.public_id}")
    assert "belongs to this letter" in page(by_mail, f"/letters/{there.public_id}")
    assert filed(by_mail, there, came).letter == there


def test_what_is_filed_or_no_answer_is_not_moved_and_an_unknown_letter_is_said(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)
    came = answers(letter, "1. Fourteen accounts.")
    address = f"/letters/{letter.public_id}/mail/{came.public_id}/move"
    unknown = client(by_mail, "mina").post(address, {"reference": "AL OTH 99/2099"})
    assert unknown.status_code == 422
    assert "AL OTH 99/2099" in unknown.content.decode()
    assert client(by_mail, "ilse").get(address).status_code == 403
    away = answers(letter, "I am away.", more="Auto-Submitted: auto-replied\r\n")
    act = by_mail.act("mina")
    facts: dict[str, Any] = {"letter_id": letter.public_id, "reference": "AL OTH 14/2099"}

    with pytest.raises(NotToMove):
        services.move_mail(act, message_id=away.public_id, **facts)
    services.move_mail(act, message_id=came.public_id, **facts)  # it is there
    filed(by_mail, letter, came)
    with pytest.raises(AlreadySettled):
        services.move_mail(act, message_id=came.public_id, **facts)


def test_what_was_put_aside_by_mistake_waits_again(by_mail: Office, server: Scripted) -> None:
    letter = mailed(by_mail)
    came = answers(letter, "1. Fourteen accounts.")
    address = f"/letters/{letter.public_id}/mail/{came.public_id}"
    browser = client(by_mail, "mina")
    assert browser.post(f"{address}/reopen").status_code == 409
    browser.post(f"{address}/aside")
    assert deeds(by_mail) == []
    assert "put aside by mistake" in page(by_mail, address)

    assert browser.post(f"{address}/reopen").status_code == 302

    assert deeds(by_mail) == [Deed.FILE]
    reply = filed(by_mail, letter, came)
    with pytest.raises(NotSettled):  # its reply is taken back instead
        services.reopen_mail(
            by_mail.act("mina"), letter_id=letter.public_id, message_id=came.public_id
        )
    assert selectors.replies_of(letter) == [reply]


def test_what_was_put_aside_in_quarantine_waits_again(
    by_mail: Office, server: Scripted
) -> None:
    letter = mailed(by_mail)
    came = answers(letter, "1. Fourteen accounts.")
    Inbound.objects.filter(pk=came.pk).update(quarantine=Quarantine.NO_MATTER, matter=None)
    browser = client(by_mail, "mina")
    address = f"/mail/quarantine/{came.public_id}"
    browser.post(address, {"reference": ""})
    assert "Put aside lately" in page(by_mail, "/mail/quarantine")

    assert browser.post(f"{address}/reopen").status_code == 302

    assert browser.post(address, {"reference": letter.reference}).status_code == 302
    assert selectors.standing_of(letter, by_mail.today).word is Word.UNFILED
    with pytest.raises(MessageNotFound):
        services.reopen_quarantined(by_mail.act("mina"), message_id=came.public_id)


# The timeline


def test_an_event_that_was_taken_back_is_crossed_out_and_what_came_after_is_not() -> None:
    events: list[tuple[str, dict[str, object]]] = [
        ("office.reply_received", {"reply": "a"}),
        ("office.reply_taken_back", {"reply": "a"}),
        ("office.reply_received", {"reply": "b"}),
        ("office.reply_taken_back", {"reply": "c"}),
    ]

    assert rules.struck_out(events) == {0}
