"""What the office does in the story."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Final
from uuid import UUID

from rapport.demo import cast, texts
from rapport.demo.story.telling import by, until
from rapport.foundation.acts import Act
from rapport.office.cases import services as cases
from rapport.office.communications import selectors
from rapport.office.communications import services as letters
from rapport.office.communications.models import Letter
from rapport.office.communications.rules import PartName, PublicFrom, Sending, Verdict
from rapport.office.consents.rules import Gender, GivenBy, PersonKind, Purpose
from rapport.office.publishing import services as publishing
from rapport.protocol.kinds import LetterType

WHO: Final[Mapping[str, str]] = {
    cast.OPEN_ASSEMBLY: "ilse",
    cast.ENTERPRISE: "jonas",
    cast.SPEAK_FOR_OTHERS: "corin",
}
"""Who of the cast is a member of which mandate."""


def send_shutdown() -> None:
    """Ilse writes, Jonas joins for his Working Group, Mina clears and transmits."""
    _send(texts.SHUTDOWN)


def send_tenants() -> None:
    """Three mandates write to Quillmoor together."""
    _send(texts.TENANTS)


def send_night() -> None:
    """Send an urgent appeal on the day it was drafted."""
    _send(texts.NIGHT)


def assess_shutdown() -> None:
    """Ilse reads the reply and says how far each answer goes."""
    act = by("ilse")
    letter = letter_of(act, texts.SHUTDOWN)
    reply = until(lambda: selectors.replies_of(letter), "the reply")[-1]
    verdicts = (Verdict.ANSWERED, Verdict.PARTLY, Verdict.ANSWERED)
    for number, verdict in enumerate(verdicts, 1):
        letters.assess_answer(
            act,
            letter_id=letter.public_id,
            reply_id=reply.public_id,
            number=number,
            verdict=verdict,
            note="",
        )


def publish_shutdown() -> None:
    """Mina publishes the first letter and its reply, names held back as consents demand."""
    act = by("mina")
    letter = letter_of(act, texts.SHUTDOWN).public_id
    publishing.publish_letter(act, letter_id=letter)


def circulate_gatherings() -> None:
    """Ilse circulates another letter and asks the Working Group to join."""
    letter = write(texts.GATHERINGS)
    circulate(letter, texts.GATHERINGS)


def draft(text: texts.LetterText) -> UUID:
    """Write a letter of the cast, have it joined by those it names; return its id."""
    letter = write(text)
    circulate(letter, text)
    for mandate in text.mandates[1:]:
        letters.join_letter(by(WHO[mandate]), letter_id=letter, mandate=mandate)
    return letter


def clear_and_transmit(letter: UUID, reference: str, *, mail_to: str = "") -> None:
    """Clear a letter and send it today, under a reference; by e-mail to whom has no desk."""
    act = by("mina")
    letters.clear_letter(act, letter_id=letter)
    letters.transmit_letter(
        act,
        letter_id=letter,
        sending=Sending(
            reference=reference,
            dated_on=act.today,
            reply_period_days=60,
            public_from=PublicFrom.AFTER_PERIOD,
            mail_to=mail_to,
        ),
    )


def write(text: texts.LetterText) -> UUID:
    """Open a case, enter its persons with their consents, draft the letter; return its id."""
    act = by(WHO[text.mandates[0]])
    case = cases.open_case(
        act, title=text.case, summary=text.summary, mandate=text.mandates[0]
    ).public_id
    for somebody in text.persons:
        _enter(act, case, somebody)
    letter = letters.draft_letter(
        act,
        case_id=case,
        type=LetterType(text.type),
        company=text.company,
        subject=text.subject,
        language="en",
        also_written_to=text.also_written_to,
    )
    for name, words in text.parts.items():
        letters.save_part(
            act, letter_id=letter.public_id, name=PartName(name), text=words, based_on=0
        )
    letters.save_questions(act, letter_id=letter.public_id, texts=text.questions, based_on=0)
    return letter.public_id


def circulate(letter: UUID, text: texts.LetterText) -> None:
    """Circulate a letter and ask the other mandates of its text to join within ten days."""
    act = by(WHO[text.mandates[0]])
    for mandate in text.mandates[1:]:
        due_on = act.today + timedelta(days=10)
        letters.ask_to_join(act, letter_id=letter, mandate=mandate, due_on=due_on)
    letters.circulate_letter(act, letter_id=letter)


def letter_of(act: Act, text: texts.LetterText) -> Letter:
    """Return the letter that left under a text's reference."""
    rows = selectors.letters_visible_to(act.actor)
    return rows.get(reference=text.reference)


def _send(text: texts.LetterText) -> None:
    """Draft, clear and transmit a letter, and wait until the desk's receipt is here."""
    clear_and_transmit(draft(text), text.reference)
    until(lambda: letter_of(by("mina"), text).received_at, "the desk’s receipt")


def _enter(act: Act, case: UUID, somebody: texts.SomebodyConcerned) -> None:
    person = cases.enter_person(
        act,
        case_id=case,
        name=somebody.name,
        kind=PersonKind(somebody.kind),
        gender=Gender(somebody.gender),
        is_minor=somebody.is_minor,
    )
    for purpose in somebody.agrees:
        cases.record_consent(
            act,
            case_id=case,
            number=person.number,
            purpose=Purpose(purpose),
            answer=True,
            given_by=GivenBy.SELF,
            given_on=act.today,
        )
