"""Which letters a desk takes, and how it refuses the others; then nothing is changed."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from tests.desk.conftest import Desk, letter_document, midday
from tests.protocol.making import OPENING

from rapport.desk.inbox import errors, services
from rapport.desk.inbox.models import Letter, Question
from rapport.exchange.models import Contact
from rapport.foundation.errors import NotAllowed, NotFound
from rapport.protocol.kinds import LetterType
from rapport.protocol.package import Part
from rapport.protocol.signing import SigningKey


def test_a_letter_is_kept_with_its_questions_and_its_dates(desk: Desk) -> None:
    letter = desk.letter(arrived_on="2026-03-08")

    assert letter.sent_on == date(2026, 3, 2)
    assert letter.arrived_on == date(2026, 3, 8)
    assert letter.reply_due_on == date(2026, 5, 1)
    assert Question.objects.filter(letter=letter).count() == 3
    assert desk.told()[-1] == "desk.letter_arrived"


def test_the_same_letter_in_a_second_package_changes_nothing(desk: Desk) -> None:
    document = letter_document()

    desk.receive(document)
    desk.receive(document)

    assert Letter.objects.count() == 1
    assert desk.told().count("desk.letter_arrived") == 1


def test_the_same_letter_with_other_words_is_refused(desk: Desk) -> None:
    document = letter_document()
    desk.receive(document)

    with pytest.raises(errors.LetterChanged):
        desk.receive(document.model_copy(update={"subject": "Something else"}))


def test_a_reference_is_used_once_by_an_office_and_may_be_used_by_another(desk: Desk) -> None:
    desk.receive(letter_document())

    with pytest.raises(errors.ReferenceUsed) as refused:
        desk.receive(letter_document())
    assert "AL OTH 14/2099" in str(refused.value.facts["reference"])

    other = Contact.objects.create(
        public_id=uuid4(),
        side="office",
        name="Another office",
        url="http://127.0.0.1:9",
        signing_key=SigningKey.generate().verify_key().to_text(),
        encryption_key=OPENING.sealing_key().to_text(),
    )
    desk.receive(letter_document(), sender=other)
    assert Letter.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"questions": ()}, errors.NoQuestions),
        (
            {"addressee": {"name": "Hollinbrake Mobile", "slug": "demo-hollinbrake"}},
            errors.NotForThisCompany,
        ),
        ({"sent_at": midday("2026-03-09")}, errors.DateInFuture),
        ({"dated_on": date(2026, 3, 5)}, errors.DateInFuture),
        ({"reply_due_on": date(2026, 5, 2)}, errors.DueDateWrong),
        ({"public_from": midday("2026-03-10")}, errors.PublicFromWrong),
        ({"reference": "Letter No. 5"}, errors.ReferenceUnreadable),
        ({"reference": "UA OTH 14/2099"}, errors.ReferenceUnreadable),
    ],
)
def test_what_cannot_be_taken_is_refused_and_leaves_nothing(
    desk: Desk, changes: dict[str, object], refusal: type[Exception]
) -> None:
    before = desk.told()

    with pytest.raises(refusal):
        desk.receive(letter_document(**changes))

    assert Letter.objects.count() == 0
    assert desk.told() == before


@pytest.mark.parametrize("side", ["desk", "archive"])
def test_nobody_but_an_office_sends_letters(desk: Desk, side: str) -> None:
    other = Contact.objects.create(
        public_id=uuid4(),
        side=side,
        name="A known contact",
        url="http://127.0.0.1:9",
        signing_key=SigningKey.generate().verify_key().to_text(),
    )

    with pytest.raises(errors.NotAnOffice):
        desk.receive(letter_document(), sender=other)
    assert Letter.objects.count() == 0


def test_a_comment_on_a_law_may_be_public_after_two_days(desk: Desk) -> None:
    sent_at = midday("2026-03-02")

    desk.receive(
        letter_document(
            type=LetterType.OTHER,
            reference="OL OTH 14/2099",
            public_from=sent_at + timedelta(hours=48),
        )
    )

    assert Letter.objects.count() == 1


def test_files_of_a_letter_are_kept_by_their_part(desk: Desk) -> None:
    document = letter_document()

    desk.receive(document, files=[Part("annex.pdf", "application/pdf", b"%PDF-1.7")])

    assert Letter.objects.get().files.get().name == "annex.pdf"


def test_only_the_lead_takes_a_letter_on(desk: Desk) -> None:
    letter = desk.letter()

    for who, refusal in (("petra", NotAllowed), ("odile", NotFound), ("sunniva", NotFound)):
        with pytest.raises(refusal):
            services.acknowledge_letter(desk.act(who), letter_id=letter.public_id)
    services.acknowledge_letter(desk.act("noor"), letter_id=letter.public_id)

    letter.refresh_from_db()
    assert letter.acknowledged_by == desk.people["noor"]
    assert desk.told()[-1] == "desk.letter_acknowledged"
