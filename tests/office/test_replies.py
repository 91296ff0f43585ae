"""A reply arrives, is checked and kept as it came; those who asked assess its answers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.office import letters
from tests.office.conftest import Office, midday
from tests.protocol.making import OPENING

from rapport.demo.cast import ENTERPRISE
from rapport.exchange.models import Contact
from rapport.exchange.services import own_id, take_in
from rapport.foundation.errors import Refusal
from rapport.journal.models import Entry
from rapport.journal.services import work_off
from rapport.office.communications import errors, selectors, services
from rapport.office.communications.models import Assessment, Letter, Reply, ReplyFile
from rapport.office.communications.rules import PartName, Verdict, Word
from rapport.office.consents.rules import Purpose
from rapport.protocol import package as packages
from rapport.protocol.kinds import Receipt, Rejection, Stance
from rapport.protocol.package import Heading, Part

pytestmark = pytest.mark.django_db


def wrapped(document: Any, *, matter: Any = None, files: Any = ()) -> bytes:
    """A reply in a package signed by Quillmoor's desk."""
    heading = Heading(
        package=uuid4(),
        sender=letters.quillmoor().public_id,
        recipient=own_id(),
        number=1,
        matter=matter or document.letter,
        answers=None,
        made_at=document.sent_at,
    )
    return packages.build(heading, document, files, letters.DESK_KEY)


def test_a_signed_reply_comes_through_the_door_and_is_answered(office: Office) -> None:
    letter = letters.delivered(office)
    document = letters.reply_document(letter)

    answered = take_in(wrapped(document))

    reply = Reply.objects.get()
    assert answered.taken
    assert isinstance(packages.peek(answered.body), tuple)
    assert reply.letter == letter
    assert selectors.reply_document(reply) == document
    client = office.client("mina")
    address = f"/letters/{letter.public_id}/replies/{reply.public_id}"
    assert client.get(f"{address}/reply.rapport").status_code == 200


def test_a_reply_stands_beside_its_questions(office: Office) -> None:
    reply = letters.replied(office)
    letter = reply.letter
    client = office.client("ilse")

    page = client.get(f"/letters/{letter.public_id}").content.decode()
    own = client.get(f"/letters/{letter.public_id}/replies/{reply.public_id}").content.decode()

    assert "The full reply is here." in page
    assert "Not assessed yet: 3" in page
    for said in (page, own):
        assert "Fourteen accounts were looked at." in said
        assert "Declines, with this reason" in said
    assert "Noor Halsted, human rights lead" in own
    assert "That was within the period." in own


def test_a_question_without_an_answer_says_so(office: Office) -> None:
    answers = [{"number": 1, "stance": Stance.ANSWERED, "text": "Yes."}]
    reply = letters.replied(office, answers=answers, kind="interim")

    said = office.client("mina").get(f"/letters/{reply.letter.public_id}").content.decode()

    assert said.count("This reply says nothing to this question.") == 2


def test_a_late_reply_is_taken_and_called_late(office: Office) -> None:
    letter = letters.delivered(office)
    letters.arrives(office, letters.reply_document(letter, sent_at=midday("2026-05-04")))

    reply = Reply.objects.get()
    said = office.client("mina").get(f"/letters/{letter.public_id}/replies/{reply.public_id}")
    assert "That was 3 days after the period." in said.content.decode()
    assert Entry.objects.get(name="office.reply_received").values["days_left"] == -3


def test_a_reply_to_a_closed_letter_is_taken(office: Office) -> None:
    letter = letters.delivered(office)
    services.close_letter(office.act("mina"), letter_id=letter.public_id)

    letters.arrives(office, letters.reply_document(letter))

    assert Reply.objects.filter(letter=letter).exists()


def test_an_interim_reply_does_not_stop_the_clock(office: Office) -> None:
    letter = letters.delivered(office)
    letters.arrives(office, letters.reply_document(letter, kind="interim", answers=[]))

    before = selectors.standing_of(letter, midday("2026-05-01"))
    after = selectors.standing_of(letter, midday("2026-05-02"))

    assert before.word is Word.INTERIM
    assert after.word is Word.OVERDUE


def test_nothing_is_overdue_before_the_receipt_is_here(office: Office) -> None:
    letter = letters.transmitted(office)

    standing = selectors.standing_of(letter, midday("2026-06-01"))

    assert standing.word is Word.ON_ITS_WAY


def test_the_same_reply_in_another_package_changes_nothing(office: Office) -> None:
    letter = letters.delivered(office)
    document = letters.reply_document(letter)

    letters.arrives(office, document)
    letters.arrives(office, document)

    assert Reply.objects.count() == 1
    with pytest.raises(errors.ReplyChanged):
        letters.arrives(office, document.model_copy(update={"opening": "Another opening."}))


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"letter": uuid4()}, errors.ReplyToUnknownLetter),
        ({"reference": "AL OTH 15/2099"}, errors.ReplyReferenceDiffers),
        (
            {"answers": [{"number": 9, "stance": Stance.ANSWERED}]},
            errors.ReplyQuestionUnknown,
        ),
        ({"answers": [{"number": 1, "stance": Stance.ANSWERED}] * 2}, errors.ReplyAnswersTwice),
        ({"dated_on": "2026-12-24"}, errors.ReplyDateInFuture),
    ],
)
def test_a_reply_that_cannot_be_taken_is_refused_with_its_reason(
    office: Office, changes: dict[str, Any], refusal: type[Refusal]
) -> None:
    letter = letters.delivered(office)

    with pytest.raises(refusal):
        letters.arrives(office, letters.reply_document(letter, **changes))

    assert not Reply.objects.exists()


def test_a_reply_by_a_desk_to_which_the_letter_did_not_go_is_refused(office: Office) -> None:
    letter = letters.delivered(office)
    stranger = Contact.objects.create(
        public_id=uuid4(),
        side="desk",
        name="Another",
        url="http://127.0.0.1:9",
        signing_key="x",
        encryption_key=OPENING.sealing_key().to_text(),
    )

    with pytest.raises(errors.ReplyToUnknownLetter):
        letters.arrives(office, letters.reply_document(letter), sender=stranger)


def test_a_refused_reply_is_answered_with_a_rejection(office: Office) -> None:
    letter = letters.delivered(office)

    answered = take_in(wrapped(letters.reply_document(letter, reference="AL OTH 15/2099")))

    assert not answered.taken
    assert not Reply.objects.exists()
    assert Receipt.KIND != Rejection.KIND


def test_files_of_a_reply_are_kept_and_handed_out_as_files(office: Office) -> None:
    letter = letters.delivered(office)
    told = [{"part": "file-1", "name": "policy\x00 <1>.html", "question": 2}]
    letters.arrives(
        office,
        letters.reply_document(letter, files=told),
        files=[Part("file-1", "text/html", b"<script>"), Part("file-2", "text/plain", b"b")],
    )
    reply = Reply.objects.get()

    address = f"/letters/{letter.public_id}/replies/{reply.public_id}"
    answer = office.client("mina").get(f"{address}/files/file-1")

    assert b"".join(answer.streaming_content) == b"<script>"  # type: ignore[attr-defined]
    assert answer["Content-Type"] == "application/octet-stream"
    assert ReplyFile.objects.get(name="file-1").question == 2
    assert "policy &lt;1&gt;.html" in office.client("mina").get(address).content.decode()


@pytest.mark.parametrize(
    "told",
    [
        "no list",
        [7],
        [{"part": ["file-1"], "question": 1}],
        [{"part": "file-1", "name": {}, "question": "two"}],
        [{"part": "file-1", "name": "", "question": 10**30}],
        [{"part": "file-1", "question": True}],
    ],
)
def test_nonsense_about_files_is_left_out(office: Office, told: object) -> None:
    letter = letters.delivered(office)

    letters.arrives(
        office,
        letters.reply_document(letter, files=told),
        files=[Part("file-1", "text/plain", b"a")],
    )

    kept = ReplyFile.objects.get()
    assert kept.question is None
    assert kept.title == "file-1"


def test_an_answer_is_assessed_from_its_page(office: Office) -> None:
    reply = letters.replied(office)
    letter = reply.letter
    client = office.client("jonas")
    address = f"/letters/{letter.public_id}/replies/{reply.public_id}/questions/2"

    asked = client.get(address).content.decode()
    without = client.post(address, {"note": "Ask for the other languages."})
    done = client.post(address, {"verdict": "partly", "note": "Ask for the other languages."})

    said = client.get(f"/letters/{letter.public_id}").content.decode()
    assert "An assessment was made in English." in asked
    assert without.status_code == 422
    assert "Ask for the other languages." in without.content.decode()
    assert done.status_code == 302
    assert "Partly answered: 1" in said
    assert "Ask for the other languages." in said
    assert selectors.verdicts_of(letter) == {2: Verdict.PARTLY}


def test_the_latest_assessment_counts_and_none_is_lost(office: Office) -> None:
    reply = letters.replied(office)
    for verdict in (Verdict.PARTLY, Verdict.ANSWERED):
        services.assess_answer(
            office.act("ilse"),
            letter_id=reply.letter.public_id,
            reply_id=reply.public_id,
            number=1,
            verdict=verdict,
            note="",
        )

    assert selectors.verdicts_of(reply.letter) == {1: Verdict.ANSWERED}
    assert Assessment.objects.count() == 2


def test_a_question_that_was_not_asked_is_not_assessed(office: Office) -> None:
    reply = letters.replied(office)
    address = f"/letters/{reply.letter.public_id}/replies/{reply.public_id}/questions/9"

    assert office.client("ilse").get(address).status_code == 404


def test_who_sees_the_case_and_does_not_sign_does_not_assess(office: Office) -> None:
    letter = letters.circulating(office)
    services.decline_to_join(
        office.act("jonas"),
        letter_id=letter.public_id,
        mandate="demo-wg-enterprise",
        reason="Outside the mandate.",
    )
    services.clear_letter(office.act("mina"), letter_id=letter.public_id)
    services.transmit_letter(
        office.act("mina"), letter_id=letter.public_id, sending=letters.sending()
    )
    letter.refresh_from_db()
    letters.arrives(office, letters.reply_document(letter))
    reply = Reply.objects.get()
    client = office.client("jonas")

    page = client.get(f"/letters/{letter.public_id}").content.decode()
    answer = client.post(
        f"/letters/{letter.public_id}/replies/{reply.public_id}/questions/1",
        {"verdict": "answered"},
    )

    assert "Only the mandates that signed this letter" in page
    assert answer.status_code == 403


def test_a_wish_to_withhold_is_visible(office: Office) -> None:
    reply = letters.replied(office, wish="withhold")

    said = office.client("mina").get(f"/letters/{reply.letter.public_id}").content.decode()

    assert "The company asks that the reply be withheld" in said


def test_many_questions_and_replies_ask_as_many_queries_as_few(
    office: Office, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    letter = letters.delivered(office, questions=[f"Question {n}?" for n in range(1, 31)])
    answers = [{"number": n, "stance": Stance.ANSWERED, "text": "Yes."} for n in range(1, 31)]
    for kind, days in (("interim", 10), ("substantive", 30)):
        sent_at = letter.sent_at + timedelta(days=days)
        letters.arrives(
            office, letters.reply_document(letter, kind=kind, answers=answers, sent_at=sent_at)
        )
    reply = Reply.objects.latest("id")
    client = office.client("mina")

    with django_assert_max_num_queries(30):
        client.get(f"/letters/{letter.public_id}")
    with django_assert_max_num_queries(20):
        client.get(f"/letters/{letter.public_id}/replies/{reply.public_id}")


def _sent_without_jonas(office: Office) -> tuple[Letter, Reply]:
    """A letter with a name for the company, which the Working Group sees and does not sign."""
    case = office.case(shared=[ENTERPRISE])
    office.person(case)
    office.consent(case, 1, Purpose.NAME_TO_COMPANY)
    letter = letters.written(
        office, case, texts={PartName.INFORMATION: "[[p:1]] appealed four times."}
    )
    act = office.act("mina")
    services.circulate_letter(act, letter_id=letter.public_id)
    services.clear_letter(act, letter_id=letter.public_id)
    services.transmit_letter(act, letter_id=letter.public_id, sending=letters.sending())
    work_off()
    letter.refresh_from_db()
    answers = [
        {
            "number": 1,
            "stance": Stance.ANSWERED,
            "text": "LUCINDE VARGA-MOREL wrote to us. [[p:1]] [[cut:all|of it]]",
        }
    ]
    letters.arrives(office, letters.reply_document(letter, kind="interim", answers=answers))
    return letter, Reply.objects.get()


def test_a_mandate_that_does_not_sign_reads_names_by_consent_alone(office: Office) -> None:
    letter, reply = _sent_without_jonas(office)
    own = f"/letters/{letter.public_id}"
    pages = (own, f"{own}/replies/{reply.public_id}")

    for who, reads in (("mina", True), ("ilse", True), ("jonas", False)):
        client = office.client(who)
        said = "".join(client.get(page).content.decode() for page in pages).lower()
        assert ("lucinde" in said) is reads, who
        assert ("person a wrote to us" in said) is not reads, who


def test_a_mandate_that_does_not_sign_gets_no_files(office: Office) -> None:
    letter, reply = _sent_without_jonas(office)
    own = f"/letters/{letter.public_id}"
    client = office.client("jonas")

    for file in ("letter.pdf", "letter.rapport", f"replies/{reply.public_id}/reply.rapport"):
        answer = client.get(f"{own}/{file}")
        assert answer.status_code == 403, file
        assert "Only the mandates that signed this letter" in answer.content.decode()
