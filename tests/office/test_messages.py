"""What passes between office and company about a letter, besides the reply."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from html import unescape
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils.html import strip_tags
from tests.office import letters
from tests.office.conftest import Office, midday

from rapport.documents import services as documents
from rapport.exchange.models import Contact, Outgoing
from rapport.exchange.services import Incoming, own_key
from rapport.foundation.acts import Act, Actor, Door, geneva_date
from rapport.foundation.errors import Refusal
from rapport.office.communications import errors, selectors, services
from rapport.office.communications.models import Letter, Message
from rapport.office.communications.rules import State, Word
from rapport.office.consents.rules import Purpose
from rapport.office.publishing import errors as publishing_errors
from rapport.office.publishing import selectors as publications
from rapport.office.publishing import services as publishing
from rapport.protocol import errors as said_errors
from rapport.protocol import kinds
from rapport.protocol import package as packages

pytestmark = pytest.mark.django_db
DUE = date(2026, 5, 1)
LATER = date(2026, 5, 20)


def posted(message: Message) -> packages.Package:
    """The signed package in which a message waits for the desk."""
    row = Outgoing.objects.get(package=message.package)
    return packages.read(
        documents.read(row.body), key_of=lambda _sender: own_key().verify_key(), me=None
    )


def says(
    letter: Letter,
    kind: type[kinds.AboutLetter],
    *,
    on: str = "2026-03-10",
    sender: Contact | None = None,
    **said: Any,
) -> UUID:
    """What the company says about a letter; its id."""
    at, contact = midday(on), sender or letters.quillmoor()
    document = kind.model_validate(
        {
            "message": uuid4(),
            "letter": letter.public_id,
            "reference": letter.reference,
            "language": "en",
            "dated_on": geneva_date(at),
            "sent_at": at,
            **said,
        }
    )
    incoming = Incoming(
        package=uuid4(),
        sender=contact,
        kind=kind.KIND,
        matter=letter.public_id,
        answers=None,
        document=document,
        files={},
        arrived_at=at,
    )
    act = Act(Actor(str(contact.public_id), contact.name), at, Door.PACKAGE)
    services.receive_message(act, incoming)
    return document.message


def asks_for_time(letter: Letter) -> UUID:
    """The company asks for time until 20 May."""
    return says(letter, kinds.ExtensionRequest, until=LATER, reason="Two regions.")


def text(office: Office, letter: Letter, *, by: str = "ilse", page: str = "") -> str:
    """Read a page about a letter, as a person does."""
    answer = office.client(by).get(f"/letters/{letter.public_id}{page}")
    assert answer.status_code == 200, answer.status_code
    return " ".join(unescape(strip_tags(answer.content.decode())).split())


# What comes


def test_the_chain_of_facts_goes_on_to_the_acknowledgement(office: Office) -> None:
    letter = letters.delivered(office)
    expected = "Not acknowledged by the company yet; expected by Saturday 7 March 2026"
    assert expected in text(office, letter)
    on = office.act("mina", "2026-03-09")
    assert [*selectors.not_acknowledged(on.actor, on.today)] == [letter]

    says(
        letter,
        kinds.Acknowledgement,
        received_on="2026-03-02",
        function="Head of human rights",
        opened_by="Noor Halsted",
        opened_on="2026-03-03",
    )

    assert not selectors.not_acknowledged(on.actor, on.today)
    page = text(office, letter)
    assert "Opened by Noor Halsted: the company says so." in page
    assert "Acknowledged by the company." in page
    assert "Receipt acknowledged; responsible: Head of human rights." in page
    assert office.told()[-1] == "office.message_arrived"


def test_nobody_is_said_to_have_opened_it_unless_the_company_says_so(office: Office) -> None:
    letter = letters.delivered(office)

    says(letter, kinds.Acknowledgement, received_on="2026-03-02", function="Legal")

    assert "Opened by" not in text(office, letter)


def test_a_request_for_time_waits_for_those_who_drafted_and_moves_nothing(
    office: Office,
) -> None:
    letter = letters.delivered(office)
    dates = letter.reply_due_on, letter.public_from

    asked = asks_for_time(letter)

    for who in ("ilse", "mina"):
        today = office.client(who).get("/").content.decode()
        assert "asks for more time" in today
        assert f"/messages/{asked}/more-time" in today
    assert "asks for more time" not in office.client("jonas").get("/").content.decode()
    letter.refresh_from_db()
    assert (letter.reply_due_on, letter.public_from) == dates


@pytest.mark.parametrize(
    ("kind", "still"),
    [("interim", {"time", "whom"}), ("refusal", {"whom"}), ("substantive", set())],
)
def test_what_a_reply_has_settled_waits_for_nobody(
    office: Office, kind: str, still: set[str]
) -> None:
    letter = letters.delivered(office)
    asks_for_time(letter)
    says(letter, kinds.Redirect, reason="Another company runs this service.")
    answers = {} if kind == "substantive" else {"answers": []}
    letters.arrives(office, letters.reply_document(letter, kind=kind, **answers))

    today = office.client("ilse").get("/").content.decode()

    assert ("asks for more time" in today) == ("time" in still)
    assert ("that the letter is not for it" in today) == ("whom" in still)


def test_more_time_is_granted_beside_the_dates(office: Office) -> None:
    letter = letters.delivered(office)
    dates = letter.reply_due_on, letter.public_from
    asked = asks_for_time(letter)

    message = services.answer_extension(
        office.act("ilse", "2026-03-11"),
        letter_id=letter.public_id,
        message_id=asked,
        granted=True,
        until=LATER,
        words="Not longer.",
    )

    package = posted(message)
    said = package.document
    assert isinstance(said, kinds.ExtensionAnswer)
    assert (said.in_answer_to, said.granted, said.until) == (asked, True, LATER)
    assert package.manifest.answers == Message.objects.get(message=asked).package
    letter.refresh_from_db()
    assert (letter.reply_due_on, letter.public_from) == dates
    page = text(office, letter)
    assert "More time was granted, until Wednesday 20 May 2026. Neither date moves" in page
    standing = selectors.standing_of(letter, midday("2026-05-02"))
    assert standing.word is Word.OVERDUE
    assert "asks for more time" not in office.client("ilse").get("/").content.decode()


def test_time_is_not_granted_either(office: Office) -> None:
    letter = letters.delivered(office)
    asked = asks_for_time(letter)

    message = services.answer_extension(
        office.act("mina"),
        letter_id=letter.public_id,
        message_id=asked,
        granted=False,
        until=LATER,
    )

    said = posted(message).document
    assert isinstance(said, kinds.ExtensionAnswer)
    assert (said.granted, said.until) == (False, None)
    with pytest.raises(said_errors.AlreadyAnswered):
        services.answer_extension(
            office.act("mina"),
            letter_id=letter.public_id,
            message_id=asked,
            granted=True,
            until=LATER,
        )


@pytest.mark.parametrize(
    ("until", "refusal"),
    [(None, errors.LastDayMissing), (DUE, said_errors.DayTooEarly)],
)
def test_time_is_granted_until_a_day_after_the_due_date(
    office: Office, until: date | None, refusal: type[Refusal]
) -> None:
    letter = letters.delivered(office)
    asked = asks_for_time(letter)

    with pytest.raises(refusal):
        services.answer_extension(
            office.act("mina"),
            letter_id=letter.public_id,
            message_id=asked,
            granted=True,
            until=until,
        )


def test_a_question_of_the_company_is_answered(office: Office) -> None:
    letter = letters.delivered(office)
    asked = says(letter, kinds.Clarification, question=2, text="Which of the two services?")
    assert "Read and answer" in office.client("ilse").get("/").content.decode()
    address = f"/letters/{letter.public_id}/messages/{asked}/answer"
    assert "Which of the two services?" in text(
        office, letter, page=f"/messages/{asked}/answer"
    )

    answer = office.client("ilse").post(address, {"text": "The one for text."})

    assert answer.status_code == 302
    message = Message.objects.get(is_ours=True)
    said = posted(message).document
    assert isinstance(said, kinds.Clarification)
    assert (said.in_answer_to, said.text) == (asked, "The one for text.")
    assert "Read and answer" not in office.client("ilse").get("/").content.decode()


def test_a_redirect_names_somebody_and_forwards_nothing(office: Office) -> None:
    letter = letters.delivered(office)

    says(
        letter,
        kinds.Redirect,
        rather={"name": "Hollinbrake Mobile", "slug": "demo-hollinbrake"},
        reason="The service was sold.",
    )

    page = text(office, letter)
    assert "this letter is not for it, but for Hollinbrake Mobile." in page
    assert "The company names Hollinbrake Mobile. Nothing was forwarded." in page
    html = office.client("ilse").get(f"/letters/{letter.public_id}").content.decode()
    link = f"/cases/{letter.case.public_id}/letters/new?company=demo-hollinbrake"
    assert link in html
    new = office.client("ilse").get(link).content.decode()
    assert '<option value="demo-hollinbrake" selected>' in new
    assert "is not for it" in unescape(office.client("ilse").get("/").content.decode())
    assert not Outgoing.objects.exclude(kind="letter").exists()
    letter.refresh_from_db()
    assert letter.state is State.TRANSMITTED


def test_whom_the_directory_does_not_list_is_named_without_a_link(office: Office) -> None:
    letter = letters.delivered(office)

    says(letter, kinds.Redirect, rather={"name": "Nobody Ltd", "slug": "nobody"}, reason="–")

    html = office.client("ilse").get(f"/letters/{letter.public_id}").content.decode()
    assert "The directory does not list them under this name." in html
    assert "?company=" not in html


def test_the_same_message_again_changes_nothing_and_another_is_refused(office: Office) -> None:
    letter = letters.delivered(office)
    asked = says(letter, kinds.Clarification, text="Which service?")

    says(letter, kinds.Clarification, message=asked, text="Which service?")
    with pytest.raises(said_errors.MatterChanged):
        says(letter, kinds.Clarification, message=asked, text="Which product?")

    assert Message.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"letter": uuid4()}, said_errors.MatterLetterUnknown),
        ({"reference": "AL OTH 15/2099"}, said_errors.MatterReferenceDiffers),
        ({"dated_on": "2026-03-11"}, said_errors.MatterDateInFuture),
        ({"in_answer_to": uuid4()}, said_errors.AnswersNothing),
    ],
)
def test_what_makes_no_sense_is_refused(
    office: Office, changes: dict[str, Any], refusal: type[Refusal]
) -> None:
    letter = letters.delivered(office)
    said = {"text": "What?", **changes}
    letter.public_id = said.pop("letter", letter.public_id)

    with pytest.raises(refusal):
        says(letter, kinds.Clarification, **said)

    assert not Message.objects.exists()


def test_another_company_says_nothing_about_a_letter(office: Office) -> None:
    letter = letters.delivered(office)
    other = Contact.objects.create(
        public_id=uuid4(), side="desk", name="Another desk", url="http://127.0.0.1:9"
    )

    with pytest.raises(said_errors.MatterLetterUnknown):
        says(letter, kinds.Redirect, sender=other, reason="It is for us.")


def test_a_name_that_the_company_writes_is_read_as_consents_say(office: Office) -> None:
    case = office.case(shared=("demo-wg-enterprise",))
    office.person(case)
    letter = letters.written(office, case)
    act, letter_id = office.act("mina"), letter.public_id
    services.circulate_letter(act, letter_id=letter_id)
    services.clear_letter(act, letter_id=letter_id)
    services.transmit_letter(act, letter_id=letter_id, sending=letters.sending())
    letter.refresh_from_db()

    says(letter, kinds.Clarification, text="Is Lucinde Varga-Morel meant?")

    assert "Is Lucinde Varga-Morel meant?" in text(office, letter, by="ilse")
    theirs = text(office, letter, by="jonas")
    assert "Lucinde" not in theirs
    assert "Is Person A meant?" in theirs


# What leaves


def test_a_question_to_the_company_renders_its_persons_by_consent(office: Office) -> None:
    case = office.case()
    office.person(case)
    office.person(case, name="Ambrose Tolliver")
    office.consent(case, 2, Purpose.NAME_TO_COMPANY, recipient="demo-quillmoor")
    letter = letters.delivered(office, case=case)

    message = services.send_clarification(
        office.act("ilse"), letter_id=letter.public_id, text="Of [[p:1]] and [[p:2]]?"
    )

    said = posted(message).document
    assert isinstance(said, kinds.Clarification)
    assert said.text == "Of Person A and Ambrose Tolliver?"
    assert "Varga" not in said.model_dump_json()


FREE = "What of Lucinde Varga-Morel?"


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (FREE, errors.NamesTypedFree),
        ("What of [[p:9]]?", errors.MarksBroken),
        (" ", said_errors.WordsMissing),
        ("x" * 20_001, said_errors.WordsTooLong),
    ],
)
def test_what_must_not_leave_in_a_text_stops_it(
    office: Office, words: str, refusal: type[Refusal]
) -> None:
    case = office.case()
    office.person(case)
    letter = letters.delivered(office, case=case)
    asked = says(letter, kinds.Clarification, text="Which?")
    act, letter_id = office.act("ilse"), letter.public_id
    ways: list[Callable[[], object]] = [
        lambda: services.send_clarification(act, letter_id=letter_id, text=words),
        lambda: services.answer_message(act, letter_id=letter_id, message_id=asked, text=words),
        lambda: services.send_follow_up(
            act, letter_id=letter_id, questions=[words], answer_by=LATER
        ),
    ]

    for way in ways:
        with pytest.raises(refusal):
            way()

    assert not Message.objects.filter(is_ours=True).exists()


def test_names_stop_words_around_what_is_said_too(office: Office) -> None:
    case = office.case()
    office.person(case)
    letter = letters.delivered(office, case=case)
    asked = asks_for_time(letter)
    act, letter_id = office.act("mina", "2026-05-02"), letter.public_id
    ways: list[Callable[[], object]] = [
        lambda: services.answer_extension(
            act, letter_id=letter_id, message_id=asked, granted=False, words=FREE
        ),
        lambda: services.send_follow_up(
            act, letter_id=letter_id, questions=["When?"], answer_by=LATER, words=FREE
        ),
        lambda: services.withdraw_letter(act, letter_id=letter_id, reason=FREE),
        lambda: publishing.announce_publication(
            act, letter_id=letter_id, public_on=LATER, words=FREE
        ),
    ]

    for way in ways:
        with pytest.raises(errors.NamesTypedFree):
            way()

    letter.refresh_from_db()
    assert letter.withdrawn_at is None
    assert not Message.objects.filter(is_ours=True).exists()


def test_further_questions_have_a_date_and_are_answered(office: Office) -> None:
    reply = letters.replied(office)
    letter = reply.letter
    client = office.client("ilse")

    answer = client.post(
        f"/letters/{letter.public_id}/messages/follow-up",
        {
            "reply": str(reply.public_id),
            "questions": "Since when was that known?\n\nWho was told?\nAnd when?",
            "answer_by": "2099-06-10",
            "words": "On your second answer.",
        },
    )

    assert answer.status_code == 302, answer.content.decode()
    message = Message.objects.get()
    said = posted(message).document
    assert isinstance(said, kinds.FollowUp)
    assert said.reply == reply.reply
    assert said.answer_by == date(2099, 6, 10)
    assert [(one.number, one.text) for one in said.questions] == [
        (1, "Since when was that known?"),
        (2, "Who was told?\nAnd when?"),
    ]
    says(
        letter,
        kinds.Clarification,
        text="Since 2 March.",
        in_answer_to=message.message,
        on="2099-06-01",
    )
    assert "Since 2 March." in text(office, letter)
    assert "Read and answer" not in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("questions", "answer_by", "refusal"),
    [
        ([], LATER, errors.FollowUpWithoutQuestions),
        (["?"] * 51, LATER, errors.FollowUpWithoutQuestions),
        (["When?"], date(2026, 3, 2), said_errors.DayTooEarly),
    ],
)
def test_further_questions_need_questions_and_a_day_ahead(
    office: Office, questions: list[str], answer_by: date, refusal: type[Refusal]
) -> None:
    letter = letters.delivered(office)

    with pytest.raises(refusal):
        services.send_follow_up(
            office.act("ilse"),
            letter_id=letter.public_id,
            questions=questions,
            answer_by=answer_by,
        )


def test_a_letter_that_left_is_withdrawn_and_the_company_told(office: Office) -> None:
    letter = letters.delivered(office)
    page = f"/letters/{letter.public_id}/withdraw"
    assert "The company reads it." in office.client("ilse").get(page).content.decode()

    answer = office.client("ilse").post(page, {"reason": "It was sent twice."})

    assert answer.status_code == 302
    said = posted(Message.objects.get()).document
    assert isinstance(said, kinds.Withdrawal)
    assert said.reason == "It was sent twice."
    letter.refresh_from_db()
    assert letter.state is State.CLOSED
    assert letter.withdrawn_at is not None
    assert selectors.standing_of(letter, midday("2026-05-09")).word is Word.WITHDRAWN
    shown = text(office, letter)
    assert "No reply is expected any more." in shown
    assert "Withdraw this letter" not in shown
    assert letter.reference not in text_of_today(office)


def text_of_today(office: Office) -> str:
    """What stands on Today for Mina, without the menu."""
    page: str = office.client("mina").get("/").content.decode()
    return page.partition("<main")[2]


def test_a_reply_to_a_withdrawn_letter_is_taken_all_the_same(office: Office) -> None:
    letter = letters.delivered(office)
    services.withdraw_letter(
        office.act("ilse"), letter_id=letter.public_id, reason="It was sent twice."
    )

    letters.arrives(office, letters.reply_document(letter))

    letter.refresh_from_db()
    assert len(selectors.replies_of(letter)) == 1
    assert selectors.standing_of(letter, midday("2026-05-09")).word is Word.WITHDRAWN


def test_a_letter_on_its_way_is_not_withdrawn_before_anybody_knows(office: Office) -> None:
    letter = letters.transmitted(office)

    with pytest.raises(errors.LetterOnItsWay):
        services.withdraw_letter(
            office.act("mina"), letter_id=letter.public_id, reason="Twice."
        )

    with pytest.raises(errors.LetterOnItsWay):
        services.send_clarification(office.act("mina"), letter_id=letter.public_id, text="?")


def test_what_the_desk_did_not_take_is_withdrawn_without_a_word_to_it(office: Office) -> None:
    letter = letters.transmitted(office)
    Letter.objects.filter(pk=letter.pk).update(refused_at=letter.sent_at, refusal_reason="No.")

    services.withdraw_letter(
        office.act("mina"), letter_id=letter.public_id, reason="Not for them."
    )

    assert not Message.objects.exists()
    letter.refresh_from_db()
    assert letter.state is State.CLOSED


def test_a_letter_is_withdrawn_once_and_then_only_talked_about(office: Office) -> None:
    letter = letters.delivered(office)
    act, letter_id = office.act("mina"), letter.public_id
    services.withdraw_letter(act, letter_id=letter_id, reason="It was sent twice.")

    with pytest.raises(said_errors.LetterIsWithdrawn):
        services.withdraw_letter(act, letter_id=letter_id, reason="Again.")
    with pytest.raises(said_errors.LetterIsWithdrawn):
        services.send_follow_up(act, letter_id=letter_id, questions=["When?"], answer_by=LATER)
    services.send_clarification(act, letter_id=letter_id, text="Did you delete it?")


def test_a_withdrawn_letter_is_not_published(office: Office) -> None:
    letter = letters.delivered(office)
    services.withdraw_letter(
        office.act("mina"), letter_id=letter.public_id, reason="It was sent twice."
    )
    act = office.act("mina", "2026-05-02")

    with pytest.raises(said_errors.LetterIsWithdrawn):
        publishing.publish_letter(act, letter_id=letter.public_id)

    assert not publications.ready_to_publish(act.actor, act.at).exists()


def test_the_company_is_told_before_the_letter_becomes_public(office: Office) -> None:
    case = office.case()
    office.person(case)
    letter = letters.delivered(
        office, case=case, subject="Accounts of [[p:1]], allegedly suspended"
    )
    letters.arrives(office, letters.reply_document(letter))

    message = publishing.announce_publication(
        office.act("mina", "2026-04-20"),
        letter_id=letter.public_id,
        public_on=date(2026, 5, 4),
        words="As the letter said.",
    )

    said = posted(message).document
    assert isinstance(said, kinds.PublicationNotice)
    assert said.public_on == date(2026, 5, 4)
    assert (said.names_withheld, said.shown_as) == (1, ["Person A"])
    assert [one.withheld for one in said.replies] == [False]
    assert said.replies[0].reply == selectors.replies_of(letter)[0].reply
    assert "Lucinde" not in said.model_dump_json()
    assert "It was told of the publication on" in text(
        office, letter, by="mina", page="/publication"
    )


@pytest.mark.parametrize(
    ("on", "public_on", "refusal"),
    [
        ("2026-04-20", date(2026, 5, 1), publishing_errors.TooEarlyToAnnounce),
        ("2026-05-10", date(2026, 5, 9), publishing_errors.AnnouncedPast),
    ],
)
def test_a_day_that_cannot_be_is_not_announced(
    office: Office, on: str, public_on: date, refusal: type[Refusal]
) -> None:
    letter = letters.delivered(office)

    with pytest.raises(refusal):
        publishing.announce_publication(
            office.act("mina", on), letter_id=letter.public_id, public_on=public_on
        )


def test_a_notice_is_sent_from_its_page_by_the_secretariat_alone(office: Office) -> None:
    letter = letters.delivered(office)
    page = f"/letters/{letter.public_id}/publication/notice"
    assert office.client("ilse").get(page).status_code == 403

    answer = office.client("mina").post(
        page, {"public_on": "2099-01-01", "said": "", "also": ""}
    )

    assert answer.status_code == 302
    assert Message.objects.get().kind == "publication_notice"


def test_other_mandates_say_nothing_to_the_company(office: Office) -> None:
    case = office.case(shared=("demo-wg-enterprise",))
    letter = letters.delivered(office, case=case)
    asked = asks_for_time(letter)
    act, letter_id = office.act("jonas"), letter.public_id
    ways: list[Callable[[], object]] = [
        lambda: services.send_clarification(act, letter_id=letter_id, text="?"),
        lambda: services.answer_extension(
            act, letter_id=letter_id, message_id=asked, granted=False
        ),
        lambda: services.send_follow_up(
            act, letter_id=letter_id, questions=["?"], answer_by=LATER
        ),
    ]

    for way in ways:
        with pytest.raises(errors.NotTheirLetter):
            way()


def test_delivery_tells_of_the_letter_and_each_message_of_its_own(office: Office) -> None:
    letter = letters.posted(office)
    Letter.objects.filter(pk=letter.pk).update(received_at=letter.sent_at)
    message = services.send_clarification(
        office.act("mina"), letter_id=letter.public_id, text="Which?"
    )
    Outgoing.objects.filter(package=message.package).update(
        refused_at=letter.sent_at + timedelta(hours=1),
        refusal_code="package.kind_unknown",
        refusal_reason="This desk is older.",
    )

    page = text(office, letter)

    assert page.count("This desk is older.") == 1
    assert "Not taken" in page
