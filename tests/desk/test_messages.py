"""What passes between desk and office about a letter, besides the reply."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.desk.conftest import Desk, midday
from tests.desk.pages import Browser, read

from rapport.desk.inbox import services
from rapport.desk.inbox.errors import AlreadyRedirected, FunctionMissing, NotTheLead
from rapport.desk.inbox.models import Letter, Message
from rapport.desk.replies import services as replies
from rapport.documents import services as documents
from rapport.exchange.errors import ContactRevoked
from rapport.exchange.models import Contact, Outgoing
from rapport.exchange.services import own_key
from rapport.foundation.errors import Refusal
from rapport.protocol import errors, kinds
from rapport.protocol import package as packages

At = Callable[[str], Browser]
OnDay = Callable[[str], None]


def posted(message: Message) -> packages.Package:
    """The signed package in which a message waits for the office."""
    row = Outgoing.objects.get(package=message.package)
    return packages.read(
        documents.read(row.body), key_of=lambda _sender: own_key().verify_key(), me=None
    )


# What leaves


def test_an_acknowledgement_names_a_function_and_nobody_by_itself(desk: Desk) -> None:
    letter = desk.letter()
    services.acknowledge_letter(desk.act("noor"), letter_id=letter.public_id)

    message = services.send_acknowledgement(
        desk.act("noor"), letter_id=letter.public_id, function="Head of  human rights"
    )

    package = posted(message)
    said = package.document
    assert isinstance(said, kinds.Acknowledgement)
    assert (said.letter, said.reference) == (letter.letter, letter.reference)
    assert (said.function, said.person, said.opened_by) == ("Head of human rights", "", "")
    assert said.received_on == letter.arrived_on
    assert package.manifest.answers == letter.package
    assert package.manifest.matter == letter.matter
    assert desk.told()[-1] == "desk.message_sent"


def test_who_opened_the_letter_is_told_only_if_the_lead_says_so(desk: Desk) -> None:
    letter = desk.letter()
    services.acknowledge_letter(desk.act("noor", "2026-03-05"), letter_id=letter.public_id)

    message = services.send_acknowledgement(
        desk.act("noor", "2026-03-06"),
        letter_id=letter.public_id,
        function="Head of human rights",
        person="Noor Halsted",
        tells_opened=True,
    )

    said = posted(message).document
    assert isinstance(said, kinds.Acknowledgement)
    assert (said.person, said.opened_by) == ("Noor Halsted", "Noor Halsted")
    assert said.opened_on == date(2026, 3, 5)


def test_a_letter_that_nobody_took_on_was_opened_by_nobody(desk: Desk) -> None:
    letter = desk.letter()

    message = services.send_acknowledgement(
        desk.act("noor"), letter_id=letter.public_id, function="Legal", tells_opened=True
    )

    said = posted(message).document
    assert isinstance(said, kinds.Acknowledgement)
    assert (said.opened_by, said.opened_on) == ("", None)


def test_an_acknowledgement_without_a_function_stays_here(desk: Desk) -> None:
    letter = desk.letter()

    with pytest.raises(FunctionMissing):
        services.send_acknowledgement(
            desk.act("noor"), letter_id=letter.public_id, function=" \t"
        )

    assert not Message.objects.exists()


def test_more_time_is_asked_for_and_no_date_moves(desk: Desk) -> None:
    letter = desk.letter()
    dates = letter.reply_due_on, letter.public_from

    message = services.request_extension(
        desk.act("noor"),
        letter_id=letter.public_id,
        until=date(2026, 5, 20),
        reason="Two regions.",
        interim="We look into it.",
    )

    said = posted(message).document
    assert isinstance(said, kinds.ExtensionRequest)
    assert (said.until, said.reason) == (date(2026, 5, 20), "Two regions.")
    letter.refresh_from_db()
    assert (letter.reply_due_on, letter.public_from) == dates


@pytest.mark.parametrize("until", [date(2026, 5, 1), date(2026, 3, 4)])
def test_nobody_asks_for_time_that_they_have(desk: Desk, until: date) -> None:
    letter = desk.letter()  # due on 1 May

    with pytest.raises(errors.DayTooEarly):
        services.request_extension(
            desk.act("noor"), letter_id=letter.public_id, until=until, reason="Two regions."
        )


def test_a_form_sent_twice_leaves_once(desk: Desk) -> None:
    letter = desk.letter()
    said: dict[str, Any] = {"letter_id": letter.public_id, "text": "Which service?"}
    services.send_clarification(desk.act("noor", "2026-03-05"), **said)

    with pytest.raises(errors.SaidAlready):
        services.send_clarification(desk.act("noor", "2026-03-06"), **said)

    services.send_clarification(desk.act("noor"), letter_id=letter.public_id, text="And when?")
    assert Outgoing.objects.count() == 2


def test_a_letter_is_pointed_elsewhere_once_and_stays(desk: Desk) -> None:
    letter = desk.letter()

    message = services.redirect_letter(
        desk.act("noor"), letter_id=letter.public_id, reason="Sold.", name="Hollinbrake Mobile"
    )

    said = posted(message).document
    assert isinstance(said, kinds.Redirect)
    assert said.rather is not None
    assert said.rather.name == "Hollinbrake Mobile"
    with pytest.raises(AlreadyRedirected):
        services.redirect_letter(
            desk.act("noor"), letter_id=letter.public_id, reason="Once more."
        )
    assert Letter.objects.filter(pk=letter.pk, withdrawn_at=None).exists()


COMMANDS: list[tuple[Callable[..., Message], dict[str, Any]]] = [
    (services.send_acknowledgement, {"function": "Legal"}),
    (services.request_extension, {"until": date(2026, 5, 20), "reason": "Two regions."}),
    (services.send_clarification, {"text": "Which service?"}),
    (services.redirect_letter, {"reason": "Sold."}),
]


@pytest.mark.parametrize(("command", "said"), COMMANDS)
@pytest.mark.parametrize("who", ["tomas", "petra", "lioba"])
def test_the_lead_alone_speaks_to_the_office(
    desk: Desk, command: Callable[..., Message], said: dict[str, Any], who: str
) -> None:
    letter = desk.letter()

    with pytest.raises(NotTheLead):
        command(desk.act(who), letter_id=letter.public_id, **said)


@pytest.mark.parametrize(("command", "said"), COMMANDS)
def test_nothing_waits_for_an_office_that_is_not_trusted_any_more(
    desk: Desk, command: Callable[..., Message], said: dict[str, Any]
) -> None:
    letter = desk.letter()
    Contact.objects.update(revoked_at=midday("2026-03-05"))

    with pytest.raises(ContactRevoked):
        command(desk.act("noor"), letter_id=letter.public_id, **said)

    assert not Outgoing.objects.exists()


# What comes


def test_the_office_asks_and_the_lead_answers_once(desk: Desk) -> None:
    letter = desk.letter()
    asked = desk.says(letter, kinds.Clarification, text="Which service is meant?")

    message = services.answer_message(
        desk.act("noor"), letter_id=letter.public_id, message_id=asked, text="Both."
    )

    package = posted(message)
    assert isinstance(package.document, kinds.Clarification)
    assert package.document.in_answer_to == asked
    assert package.manifest.answers == Message.objects.get(message=asked).package
    with pytest.raises(errors.AlreadyAnswered):
        services.answer_message(
            desk.act("noor"), letter_id=letter.public_id, message_id=asked, text="None."
        )


def test_nobody_answers_what_asks_for_nothing(desk: Desk) -> None:
    letter = desk.letter()
    ours = services.send_clarification(
        desk.act("noor"), letter_id=letter.public_id, text="Which service?"
    )
    answer = desk.says(letter, kinds.Clarification, text="Both.", in_answer_to=ours.message)

    for message_id in (ours.message, answer, uuid4()):
        with pytest.raises(errors.MessageNotFound):
            services.answer_message(
                desk.act("noor"), letter_id=letter.public_id, message_id=message_id, text="No."
            )


def test_an_answer_about_time_is_shown_and_moves_nothing(desk: Desk, at: At) -> None:
    letter = desk.letter()
    dates = letter.reply_due_on, letter.public_from
    asked = services.request_extension(
        desk.act("noor"), letter_id=letter.public_id, until=date(2026, 5, 20), reason="Facts."
    )

    desk.says(
        letter,
        kinds.ExtensionAnswer,
        in_answer_to=asked.message,
        granted=True,
        until="2026-05-15",
        words="Not longer.",
    )

    page = at("noor").text(f"/letters/{letter.public_id}")
    assert "The office granted more time, until Friday 15 May 2026." in page
    assert "Not longer." in page
    letter.refresh_from_db()
    assert (letter.reply_due_on, letter.public_from) == dates
    assert "so the last day is Friday 1 May 2026" in page


def test_a_withdrawn_letter_asks_for_no_reply_and_takes_one(
    desk: Desk, at: At, on_day: OnDay
) -> None:
    letter = desk.owned_letter()
    services.acknowledge_letter(desk.act("noor"), letter_id=letter.public_id)
    desk.says(letter, kinds.Withdrawal, reason="It was sent twice.", on="2026-03-09")
    on_day("2026-06-30")
    noor = at("noor")

    page = noor.text(f"/letters/{letter.public_id}")
    assert "Withdrawn by the office" in page
    assert "It was sent twice." in page
    assert "It expects no reply any more." in page
    assert "Nothing waits for you." in noor.text("/")
    assert letter.reference not in noor.text("/letters")
    assert letter.reference in noor.text("/letters?show=replied")
    assert "days late" not in noor.text("/letters?show=replied")
    assert "The office has withdrawn this letter." in noor.text(
        f"/letters/{letter.public_id}/reply"
    )
    reply = desk.reply(letter)
    assert "The office has withdrawn this letter." in noor.text(f"/replies/{reply.public_id}")
    with pytest.raises(errors.LetterIsWithdrawn):
        services.request_extension(
            desk.act("noor"),
            letter_id=letter.public_id,
            until=date(2026, 9, 1),
            reason="Facts.",
        )
    services.send_clarification(desk.act("noor"), letter_id=letter.public_id, text="Why?")


def test_further_questions_stand_on_today_after_the_reply_too(
    desk: Desk, at: At, on_day: OnDay
) -> None:
    letter = desk.answered_letter()
    reply = desk.approved_reply(letter)
    replies.submit_reply(desk.act("noor"), reply_id=reply.public_id)
    asked = desk.says(
        letter,
        kinds.FollowUp,
        on="2026-05-20",
        answer_by="2026-06-10",
        questions=[{"number": 1, "text": "Since when was that known?"}],
    )
    noor = at("noor")

    on_day("2026-05-21")
    today = noor.text("/")
    assert "The office asks something about this letter. Answer it." in today
    assert "The office asks for the answer by Wednesday 10 June 2026." in today
    assert "Late or slipping" not in today
    on_day("2026-06-11")
    assert "Late or slipping" in noor.text("/")
    assert "Nothing waits for you." in at("petra").text("/")

    address = f"/letters/{letter.public_id}/messages/{asked}/answer"
    assert "Since when was that known?" in noor.text(address)
    answer = noor.post(address, text="Since 2 March.")

    assert answer.status_code == 302
    assert "Nothing waits for you." in noor.text("/")
    assert "Since 2 March." in noor.text(f"/letters/{letter.public_id}")


def test_a_notice_of_publication_is_shown(desk: Desk, at: At) -> None:
    letter = desk.letter()
    desk.says(
        letter,
        kinds.PublicationNotice,
        public_on="2026-05-04",
        names_withheld=2,
        shown_as=["Person A", "Person B"],
        replies=[{"reply": str(uuid4())}, {"reply": str(uuid4()), "withheld": True}],
        words="As the letter said.",
    )

    page = at("odile").get(f"/letters/{letter.public_id}")
    assert page.status_code == 404  # she has no question of it
    said = at("lioba").text(f"/letters/{letter.public_id}")
    assert "Announced: letter and replies become public on Monday 4 May 2026." in said
    assert "Person A, Person B" in said
    assert "As the letter said." in said


def test_the_same_message_again_changes_nothing_and_another_is_refused(desk: Desk) -> None:
    letter = desk.letter()
    asked = desk.says(letter, kinds.Clarification, text="Which service is meant?")

    desk.says(letter, kinds.Clarification, message=asked, text="Which service is meant?")
    with pytest.raises(errors.MatterChanged):
        desk.says(letter, kinds.Clarification, message=asked, text="Something else.")

    assert Message.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"reference": "AL OTH 15/2099"}, errors.MatterReferenceDiffers),
        ({"dated_on": "2026-03-09"}, errors.MatterDateInFuture),
        ({"in_answer_to": uuid4()}, errors.AnswersNothing),
    ],
)
def test_what_makes_no_sense_is_refused(
    desk: Desk, changes: dict[str, Any], refusal: type[Refusal]
) -> None:
    letter = desk.letter()

    with pytest.raises(refusal):
        desk.says(letter, kinds.Clarification, **{"text": "What?", **changes})

    assert not Message.objects.exists()


def test_an_answer_of_another_kind_answers_nothing(desk: Desk) -> None:
    letter = desk.letter()
    ours = services.send_clarification(
        desk.act("noor"), letter_id=letter.public_id, text="Which service?"
    )
    theirs = desk.says(letter, kinds.Clarification, text="Which product?")

    for answered in (ours.message, theirs):
        with pytest.raises(errors.AnswersNothing):
            desk.says(letter, kinds.ExtensionAnswer, in_answer_to=answered, granted=False)


def test_another_office_says_nothing_about_a_letter(desk: Desk) -> None:
    letter = desk.letter()
    other = Contact.objects.create(
        public_id=uuid4(), side="office", name="Another office", url="http://127.0.0.1:9"
    )
    document = kinds.Withdrawal(
        message=uuid4(),
        letter=letter.letter,
        reference=letter.reference,
        language="en",
        dated_on=date(2026, 3, 4),
        sent_at=midday("2026-03-04"),
        reason="Not ours to take back.",
    )

    with pytest.raises(errors.MatterLetterUnknown):
        desk.receive(document, sender=other)

    letter.refresh_from_db()
    assert letter.withdrawn_at is None


# Pages


def test_the_acknowledgement_has_its_own_clock_of_two_working_days(
    desk: Desk, at: At, on_day: OnDay
) -> None:
    letter = desk.owned_letter(arrived_on="2026-03-06", sent_at=midday("2026-03-05"))  # Friday
    services.acknowledge_letter(desk.act("noor", "2026-03-06"), letter_id=letter.public_id)
    noor = at("noor")

    on_day("2026-03-10")  # Tuesday: the second working day
    assert "Acknowledge receipt to the office." in noor.text("/")
    assert "Late or slipping" not in noor.text("/")
    on_day("2026-03-11")
    assert "Late or slipping" in noor.text("/")

    answer = noor.post(
        f"/letters/{letter.public_id}/acknowledgement",
        function="Head of human rights",
        person="",
        tells_opened="on",
        words="",
    )

    assert answer.status_code == 302
    assert "Nothing waits for you." in noor.text("/")
    page = noor.text(f"/letters/{letter.public_id}")
    assert "Receipt acknowledged; responsible: Head of human rights." in page
    assert "Noor Halsted, 6 March 2026" in page
    assert "On its way" in page


@pytest.mark.parametrize(
    ("page", "fields", "says"),
    [
        ("acknowledgement", {"function": ""}, "Say which function answers for this letter."),
        ("more-time", {"until": "2026-05-01", "reason": "R"}, "Choose a day after"),
        ("more-time", {"until": "", "reason": "R"}, "Until which day?"),
        ("more-time", {"until": "2026-06-01", "reason": " "}, "Write what you want to say"),
        ("ask", {"text": "", "question": ""}, "Write what you want to say first."),
        ("ask", {"text": "What?", "question": "9"}, "What is it about?"),
        ("ask", {"text": "x" * 20_001, "question": ""}, "at most 20000 are taken"),
        ("not-for-us", {"name": "X", "reason": ""}, "Write what you want to say first."),
    ],
)
def test_a_page_says_what_is_missing_and_keeps_what_was_typed(
    desk: Desk, at: At, on_day: OnDay, *, page: str, fields: dict[str, str], says: str
) -> None:
    letter = desk.letter()
    on_day("2026-03-05")

    answer = at("noor").post(f"/letters/{letter.public_id}/{page}", **fields)

    assert answer.status_code == 422
    assert says in read(answer)
    assert not Message.objects.exists()


def test_the_timeline_tells_what_was_said_by_whom(desk: Desk, at: At) -> None:
    letter = desk.letter()
    services.send_clarification(
        desk.act("noor", "2026-03-05"), letter_id=letter.public_id, text="Which?", question=2
    )
    desk.says(letter, kinds.Clarification, text="And which product?", on="2026-03-09")

    page = at("lioba").text(f"/letters/{letter.public_id}")

    happened = page[page.index("What happened") :]
    assert "A question about question 2" in happened
    assert happened.index("A question about question 2") < happened.index(
        "A question about the letter"
    )
    assert "Read and answer" not in page


def test_a_rejection_by_the_office_is_shown(desk: Desk, at: At) -> None:
    letter = desk.letter()
    message = services.send_clarification(
        desk.act("noor"), letter_id=letter.public_id, text="Which?"
    )
    Outgoing.objects.filter(package=message.package).update(
        refused_at=midday("2026-03-06"),
        refusal_code="package.kind_unknown",
        refusal_reason="This office is older.",
    )

    page = at("noor").text(f"/letters/{letter.public_id}")

    assert "Not taken" in page
    assert "This office is older." in page


def test_text_of_the_office_stays_text(desk: Desk, at: At) -> None:
    letter = desk.letter()
    desk.says(letter, kinds.Clarification, text="<script>alert(1)</script>")

    page = at("noor").get(f"/letters/{letter.public_id}").content.decode()

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_ids_of_others_open_nothing(desk: Desk, at: At) -> None:
    letter, other = desk.letter(), desk.letter(reference="AL OTH 15/2099")
    asked: UUID = desk.says(other, kinds.Clarification, text="What?")

    answer = at("noor").get(f"/letters/{letter.public_id}/messages/{asked}/answer")

    assert answer.status_code == 404
