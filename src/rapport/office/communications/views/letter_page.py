"""All that the page of a letter that has left shows: its line, its dates, its answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from rapport.foundation.acts import Act, geneva_date
from rapport.foundation.errors import Refusal
from rapport.mail import selectors as mail
from rapport.office.communications import rules, selectors, services
from rapport.office.communications.models import Assessment, Letter, Reply, StruckRecord
from rapport.office.communications.rules import PartName
from rapport.office.communications.views.draft_page import titles_for
from rapport.office.communications.views.reading import as_sent
from rapport.office.communications.views.said import what_was_said
from rapport.office.communications.views.timeline import timeline
from rapport.office.uploads import selectors as uploads
from rapport.office.uploads.rules import removed_at
from rapport.protocol import kinds
from rapport.protocol.kinds import Answer, ReplyKind
from rapport.web import labels
from rapport.web.line60 import Fact, Line60, draw

AFTER_48_HOURS = timedelta(hours=48)
Words = Callable[[str], str]
"""How the viewer reads a text: as it was sent, or with names replaced that are not shared."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One reply's answer to a question, and what the latest assessment says of it."""

    reply: Reply
    answer: Answer | None
    text: str
    assessment: Assessment | None
    note: str


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question as it was asked, with what each reply says to it."""

    number: int
    text: str
    answers: Sequence[Answered]

    @property
    def is_answered(self) -> bool:
        """Whether a reply says anything under this number."""
        return any(one.answer for one in self.answers)


def letter_page(act: Act, letter: Letter) -> dict[str, Any]:
    """Return what the page of a letter that has left shows."""
    facts = selectors.facts_of([letter])[letter.pk]
    replies = selectors.replies_of(letter)
    document = selectors.document_of(letter)
    words = as_sent(act.actor, letter)
    questions = answers_of(letter, replies, words)
    verdicts = selectors.verdicts_of(letter)
    titles = titles_for(letter)
    said = what_was_said(act, letter, words)
    struck = list(selectors.struck_of(letter))
    held_up = selectors.not_handed_over()
    return {
        "letter": letter,
        "document": document,
        "parts": [(part.name, words(part.text)) for part in document.parts],
        "why_not_whole": why_not_whole(act, letter),
        "standing": rules.standing(facts, at=act.at),
        "line": line_of(act, letter, replies, facts, said["acknowledged_at"]),
        "acknowledge_by": letter.received_at and rules.acknowledge_by(letter.received_at),
        "acknowledged_on": facts.acknowledged_on,
        "early": _is_early(letter),
        "period_words": words(_period_words(document)),
        "came": mail.came_about(letter.public_id),
        "held_up": held_up,
        "held_up_since": held_up.get(letter.public_id),
        "struck_scans": {one.message: one for one in struck if one.message},
        **(mail_page(act, letter) if letter.mail_to else {}),
        **post_page(act, letter, struck),
        "replies": replies,
        "struck_replies": selectors.struck_replies_of(letter),
        "questions": questions,
        "coverage": rules.coverage(verdicts, questions=len(questions)),
        "files": selectors.files_of(letter),
        "titles": titles,
        "timeline": timeline(letter, titles, said["shown"]),
        "why_not_withdraw": services.why_not_withdraw(act, letter, "–"),
        **said,
        "why_not_assess": why_not_assess(act, letter),
        "why_not_close": rules.why_not_close(
            act.actor, state=letter.state, mandate=letter.mandate
        ),
    }


def mail_page(act: Act, letter: Letter) -> dict[str, Any]:
    """Return what became of a letter by e-mail, and where answers to it come."""
    sent = mail.sent_about(letter.public_id)
    return {
        "sent": sent,
        "newest": sent[-1] if sent else None,
        "not_told": {one.public_id for one in mail.not_told(letter.public_id)},
        "is_untold": selectors.withdrawn_untold(act.actor).filter(pk=letter.pk).exists(),
        "answers_to": mail.address_in_use(letter.public_id),
        "may_handle": rules.why_not_handle_mail(act.actor, "settle_doubt") is None,
        "why_not_code": services.why_not_renew_code(act, letter),
        "upload_page": uploads.page_address(),
        "upload_code": uploads.newest_code(letter.public_id, act.at),
        "being_uploaded": _being_uploaded(letter),
        "sent_off": uploads.sent_off(letter.public_id),
    }


def _being_uploaded(letter: Letter) -> dict[str, Any] | None:
    """Return what the company is sending and has not sent off."""
    delivery = uploads.find_open(letter.public_id)
    if delivery is None:
        return None
    at = removed_at(delivery.moved_at)
    return {"files": uploads.uploads_of(delivery), "removed_at": at}


def post_page(act: Act, letter: Letter, struck: Sequence[StruckRecord]) -> dict[str, Any]:
    """Return what went on paper about a letter, and where each piece stands.

    With each piece what was recorded of it and struck out.
    """
    if not letter.post_to:
        return {}
    return {
        "postings": [
            (one, selectors.course_of(one), [row for row in struck if row.posting_id == one.pk])
            for one in selectors.postings_of(letter)
        ],
        "not_printed": selectors.not_printed(),
        "may_handle": rules.why_not_handle_mail(act.actor, "record_posting") is None,
    }


def answers_of(letter: Letter, replies: Sequence[Reply], words: Words) -> list[QuestionRow]:
    """Return the questions as they were asked, each with what these replies say to it.

    The words say how the viewer reads a text.
    """
    said = {reply.pk: _by_number(reply) for reply in replies}
    assessed = selectors.assessments_of(letter) if replies else {}
    return [
        QuestionRow(
            number=asked.number,
            text=words(asked.text),
            answers=[
                _answered(
                    reply,
                    said[reply.pk].get(asked.number),
                    assessed.get((reply.pk, asked.number)),
                    words,
                )
                for reply in reversed(replies)
            ],
        )
        for asked in selectors.document_of(letter).questions
    ]


def _answered(
    reply: Reply, answer: Answer | None, assessment: Assessment | None, words: Words
) -> Answered:
    return Answered(
        reply,
        answer,
        words(answer.text) if answer else "",
        assessment,
        words(assessment.note) if assessment else "",
    )


def why_not_whole(act: Act, letter: Letter) -> Refusal | None:
    """Say why the actor may not have letter and replies as files, with every name in them."""
    return rules.why_not_read_whole(act.actor, signing=selectors.signatories_of(letter))


def why_not_assess(act: Act, letter: Letter) -> Refusal | None:
    """Say why the actor may not assess answers to a letter."""
    return rules.why_not_assess(
        act.actor, state=letter.state, signing=selectors.signatories_of(letter)
    )


def line_of(
    act: Act,
    letter: Letter,
    replies: Sequence[Reply],
    facts: rules.Facts,
    acknowledged_at: datetime | None = None,
) -> Line60:
    """Draw a letter's days: what the office did above, what the company did below."""
    return draw(
        reference=letter.reference,
        sent_on=facts.sent_on,
        due_on=facts.reply_due_on,
        today=act.today,
        facts=_facts(letter, replies, facts, acknowledged_at),
        replied_on=facts.replied_on,
    )


def _facts(
    letter: Letter,
    replies: Sequence[Reply],
    facts: rules.Facts,
    acknowledged_at: datetime | None,
) -> list[Fact]:
    told = [Fact(facts.sent_on, "office", _("Letter sent"), _("The letter was sent."))]
    if facts.received_at:
        text = _("The desk’s signed receipt says that the letter arrived.")
        told.append(Fact(geneva_date(facts.received_at), "desk", _("Received"), text))
    if facts.by_post:
        told += _on_paper(facts)
    if facts.refused_at:
        text = _("The desk did not take the letter: %(reason)s")
        said = text % {"reason": letter.refusal_reason}
        told.append(Fact(geneva_date(facts.refused_at), "desk", _("Not taken"), said))
    if acknowledged_at:
        text = _("The company acknowledged receipt.")
        told.append(Fact(geneva_date(acknowledged_at), "desk", _("Acknowledged"), text))
    if facts.acknowledged_on:
        text = _("A person recorded that the company acknowledged receipt.")
        told.append(Fact(facts.acknowledged_on, "desk", _("Acknowledged"), text))
    for reply in replies:
        text = (
            _("An interim reply arrived.")
            if reply.kind is ReplyKind.INTERIM
            else _("A reply arrived.")
        )
        told.append(Fact(reply.received_on, "desk", labels.label(reply.kind), text))
    if letter.withdrawn_at:
        withdrawn_on = geneva_date(letter.withdrawn_at)
        text = _("The office withdrew the letter.")
        told.append(Fact(withdrawn_on, "office", _("Withdrawn"), text))
    elif letter.closed_at:
        closed_on = geneva_date(letter.closed_at)
        told.append(Fact(closed_on, "office", _("Closed"), _("The office closed the letter.")))
    return told


def _on_paper(facts: rules.Facts) -> list[Fact]:
    told = []
    if facts.posted_on:
        text = _("A person recorded that the letter was posted.")
        told.append(Fact(facts.posted_on, "office", _("Posted"), text))
    if facts.accepted_at:
        text = _("A person recorded that the letter was delivered.")
        told.append(Fact(geneva_date(facts.accepted_at), "desk", _("Delivered"), text))
    if facts.bounced_at:
        text = _("A person recorded that the letter came back.")
        told.append(Fact(geneva_date(facts.bounced_at), "desk", _("Came back"), text))
    return told


def _by_number(reply: Reply) -> dict[int, Answer]:
    return {answer.number: answer for answer in selectors.reply_document(reply).answers}


def _is_early(letter: Letter) -> bool:
    """Say whether the letter may be public 48 hours after it was sent."""
    if letter.sent_at is None:
        return False
    return letter.public_from == letter.sent_at + AFTER_48_HOURS


def _period_words(document: kinds.Letter) -> str:
    words = (part.text for part in document.parts if part.name == PartName.REPLY_PERIOD)
    return next(words, "")
