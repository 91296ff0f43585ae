"""What the two desks do in the story."""

from __future__ import annotations

from collections.abc import Mapping

from rapport.demo import texts
from rapport.demo.story.telling import by, person, until
from rapport.desk.areas import selectors as areas
from rapport.desk.areas.services import give_responsibility
from rapport.desk.inbox import selectors as inbox
from rapport.desk.inbox import services as letters
from rapport.desk.inbox.models import Letter
from rapport.desk.replies import selectors as drafts
from rapport.desk.replies import services as replies
from rapport.desk.routing import services as routing
from rapport.desk.table import selectors as published
from rapport.desk.table import services as table
from rapport.desk.table.models import Version
from rapport.desk.table.rules import Row
from rapport.protocol.kinds import PublicWish, Stance


def take_tenants_on() -> None:
    """Noor takes the letter on, gives five of six questions to owners; Odile takes hers on."""
    _answers_for("noor", "content-moderation", "bram", deputy="odile")
    _answers_for("noor", "due-diligence", "odile", deputy="bram")
    letter = _letter(texts.TENANTS, "noor")
    letters.acknowledge_letter(by("noor"), letter_id=letter.public_id)
    _say_that_it_is_here(letter, "noor")
    _give(letter, "noor", {1: "odile", 2: "odile", 3: "bram", 5: "bram", 6: "bram"})
    routing.acknowledge_question(by("odile"), letter_id=letter.public_id, number=2)
    routing.acknowledge_question(by("bram"), letter_id=letter.public_id, number=3)


def publish_functions() -> None:
    """Noor publishes which functions answer for what; the office has it."""
    noor = by("noor")
    rows = [Row(**row) for row in texts.FUNCTIONS]
    draft = table.save_table(noor, rows=rows, fallback=texts.FALLBACK, based_on=0)
    version = table.publish_table(
        noor, valid_from=noor.today, based_on=draft.version, language="en"
    )
    until(lambda: _is_received(version), "the office’s receipt")


def draft_tenants() -> None:
    """Owners write, counsel reads one answer and puts a sealed note to another."""
    letter = _letter(texts.TENANTS, "noor").public_id
    for number, (who, stance, text, finished) in texts.TENANTS_ANSWERS.items():
        replies.save_answer(
            by(who),
            letter_id=letter,
            number=number,
            stance=Stance(stance),
            text=text,
            finished=finished,
            based_on=0,
        )
    replies.record_legal_check(by("tomas"), letter_id=letter, number=1, version=1)
    replies.write_note(by("tomas"), letter_id=letter, number=2, text=texts.TENANTS_NOTE)
    replies.add_comment(
        by("noor"),
        letter_id=letter,
        number=2,
        text="Who can say when the waves of complaints were first seen?",
    )


def take_shutdown_on() -> None:
    """Ines takes the letter on and gives all three questions to network operations."""
    letter = _letter(texts.SHUTDOWN, "ines")
    letters.acknowledge_letter(by("ines"), letter_id=letter.public_id)
    _say_that_it_is_here(letter, "ines")
    _give(letter, "ines", dict.fromkeys((1, 2, 3), "teodor"))


def answer_shutdown() -> None:
    """Teodor answers, Maren signs off, Ines sends the reply."""
    letter = _letter(texts.SHUTDOWN, "ines").public_id
    for number, (stance, text) in enumerate(texts.SHUTDOWN_ANSWERS, 1):
        replies.save_answer(
            by("teodor"),
            letter_id=letter,
            number=number,
            stance=Stance(stance),
            text=text,
            finished=True,
            based_on=0,
        )
        replies.record_legal_check(by("maren"), letter_id=letter, number=number, version=1)
    reply = replies.begin_reply(by("ines"), letter_id=letter, interim=False).public_id
    replies.edit_reply(
        by("ines"),
        reply_id=reply,
        interim=False,
        language="en",
        entity="Hollinbrake Mobile",
        signed_by="Ines Varga-Holt, human rights lead",
        opening=texts.SHUTDOWN_OPENING,
        wish=PublicWish.PUBLIC,
    )
    replies.ask_approval(by("ines"), reply_id=reply)
    replies.approve_reply(by("maren"), reply_id=reply)
    replies.submit_reply(by("ines"), reply_id=reply)
    until(lambda: drafts.get_reply(by("ines").actor, reply).received_at, "the office’s receipt")


def take_night_on() -> None:
    """Ines takes the urgent appeal on; the questions wait for owners."""
    letter = _letter(texts.NIGHT, "ines")
    letters.acknowledge_letter(by("ines"), letter_id=letter.public_id)
    _say_that_it_is_here(letter, "ines")


def _say_that_it_is_here(letter: Letter, who: str) -> None:
    letters.send_acknowledgement(by(who), letter_id=letter.public_id, function=texts.FUNCTION)


def _is_received(version: Version) -> bool:
    return all(one.delivery and one.delivery.received_at for one in published.sent_to(version))


def _answers_for(lead: str, slug: str, owner: str, *, deputy: str) -> None:
    area = areas.areas_visible_to(by(lead).actor).get(slug=slug)
    give_responsibility(
        by(lead),
        area_id=area.public_id,
        owner_id=person(owner).public_id,
        deputy_id=person(deputy).public_id,
    )


def _letter(text: texts.LetterText, who: str) -> Letter:
    actor = by(who).actor
    visible = inbox.letters_visible_to(actor)
    return until(lambda: visible.filter(reference=text.reference).first(), text.reference)


def _give(letter: Letter, lead: str, owners: Mapping[int, str]) -> None:
    routing.name_owners(
        by(lead),
        letter_id=letter.public_id,
        owners={number: person(who).public_id for number, who in owners.items()},
    )
