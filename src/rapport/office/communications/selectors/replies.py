"""Questions about replies, their assessment, and where a letter stands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max, QuerySet

from rapport.documents import services as documents
from rapport.exchange import selectors as exchange
from rapport.exchange.models import Incoming
from rapport.exchange.services import HandedIn
from rapport.foundation.acts import Actor
from rapport.mail import selectors as mail
from rapport.mail.models import Inbound
from rapport.office.communications import rules
from rapport.office.communications.errors import LetterNotFound
from rapport.office.communications.models import Assessment, Letter, Reply, ReplyFile
from rapport.office.communications.selectors.letters import (
    get_letter,
    letters_visible_to,
    went_to,
)
from rapport.office.communications.selectors.posting import letters_with_scans
from rapport.protocol import kinds
from rapport.protocol.kinds import ReplyKind


def replies_of(letter: Letter) -> list[Reply]:
    """Return the replies to a letter, by number, without those that were taken back."""
    return list(Reply.standing.filter(letter=letter).order_by("number"))


def struck_replies_of(letter: Letter) -> list[Reply]:
    """Return the replies to a letter that were taken back, by number, with who did it."""
    rows = struck_replies().filter(letter=letter).select_related("struck_by")
    return list(rows.order_by("number"))


def last_number(letter: Letter) -> int:
    """Return the highest number that a reply to a letter has had; 0 without one."""
    found = Reply.objects.filter(letter=letter).aggregate(last=Max("number"))
    return found["last"] or 0


def standing_replies() -> QuerySet[Reply]:
    """Return all replies that count, for a room that holds them against rows of its own."""
    return Reply.standing.all()


def struck_replies() -> QuerySet[Reply]:
    """Return all replies that were taken back."""
    return Reply.objects.filter(struck_at__isnull=False)


def get_reply(actor: Actor, letter_id: UUID, reply_id: UUID) -> Reply:
    """Return one reply with its letter, also one that was taken back. Raises LetterNotFound."""
    letter = get_letter(actor, letter_id)
    rows = Reply.objects.filter(letter=letter).select_related("struck_by")
    found = rows.filter(public_id=reply_id).first()
    if found is None:
        raise LetterNotFound
    found.letter = letter
    return found


def reply_document(reply: Reply) -> kinds.Reply:
    """Return a reply as the company wrote it."""
    return kinds.Reply.model_validate_json(reply.document)


def reply_files(reply: Reply) -> QuerySet[ReplyFile]:
    """Return the files that came with a reply."""
    return ReplyFile.objects.filter(reply=reply).select_related("file").order_by("name")


def get_reply_file(actor: Actor, letter_id: UUID, reply_id: UUID, name: str) -> ReplyFile:
    """Return a file that came with a reply. Raises LetterNotFound."""
    found = reply_files(get_reply(actor, letter_id, reply_id)).filter(name=name).first()
    if found is None:
        raise LetterNotFound
    return found


def package_of_reply(reply: Reply) -> bytes:
    """Return the signed package in which a reply came. Raises LetterNotFound."""
    return documents.read(incoming_of_reply(reply).body)


def incoming_of_reply(reply: Reply) -> Incoming:
    """Return the package a reply came in, with our answer to it. Raises LetterNotFound."""
    recipient = reply.letter.recipient
    if recipient is None or reply.package is None:
        raise LetterNotFound
    row = exchange.incoming_body(reply.package, recipient.public_id)
    if row is None:
        raise LetterNotFound
    return row


def find_handed_in(actor: Actor, handed: HandedIn) -> tuple[Letter | None, Reply | None]:
    """Return the letter that a file is about and the reply it held, if the actor sees it."""
    document = handed.document
    about = handed.posted.matter if handed.posted else handed.manifest.matter
    if isinstance(document, kinds.Reply):
        about = document.letter
    visible = letters_visible_to(actor).filter(went_to(handed.sender), public_id=about)
    letter = visible.first()
    if letter is None or not isinstance(document, kinds.Reply):
        return letter, None
    return letter, find_reply(letter, document.reply)


def find_reply(letter: Letter, reply_id: UUID) -> Reply | None:
    """Return the reply that a desk calls by this id, or None; for the handler of packages."""
    return Reply.standing.filter(letter=letter, reply=reply_id).first()


def reply_of_mail(letter: Letter, message: Inbound) -> Reply | None:
    """Return the reply that a message was filed as, perhaps with another, or None."""
    main = message.filed_with or message
    return Reply.standing.filter(letter=letter, mail=main.public_id).first()


def struck_replies_of_mail(letter: Letter, message: Inbound) -> list[Reply]:
    """Return the replies that were filed from a message and taken back, by number."""
    rows = struck_replies().filter(letter=letter, mail=message.public_id)
    return list(rows.select_related("struck_by").order_by("number"))


def assessments_of(letter: Letter) -> dict[tuple[int, int], Assessment]:
    """Return the latest assessment by the reply's row and the question's number."""
    rows = Assessment.objects.filter(reply__letter=letter).select_related("question", "by")
    return {(row.reply_id, row.question.number): row for row in rows.order_by("id")}


def verdicts_of(letter: Letter) -> dict[int, rules.Verdict]:
    """Return the latest verdict on each question, by number, whichever reply it is about."""
    rows = Assessment.objects.filter(reply__in=Reply.standing.filter(letter=letter))
    rows = rows.select_related("question")
    return {row.question.number: row.verdict for row in rows.order_by("id")}


def facts_of(letters: Iterable[Letter]) -> dict[int, rules.Facts]:
    """Return the dated facts of letters that have left, by their rows; five queries in all."""
    sent = [letter for letter in letters if letter.sent_on]
    first: dict[int, dict[bool, Reply]] = {}
    for reply in Reply.standing.filter(letter__in=sent).order_by("-number"):
        first.setdefault(reply.letter_id, {})[reply.kind is ReplyKind.INTERIM] = reply
    unfiled = mail.matters_to_be_filed([one.public_id for one in sent])
    scanned = letters_with_scans().filter(pk__in=[one.pk for one in sent])
    unfiled |= set(scanned.order_by().values_list("public_id", flat=True))
    there: dict[UUID, date] = {}
    for one in mail.acknowledging([letter.public_id for letter in sent]):
        if one.matter and one.receipt_on:
            there.setdefault(one.matter, one.receipt_on)
    return {
        letter.pk: _facts(
            letter,
            first.get(letter.pk, {}),
            unfiled=letter.public_id in unfiled,
            acknowledged_on=there.get(letter.public_id),
        )
        for letter in sent
    }


def standing_of(letter: Letter, at: datetime) -> rules.Standing:
    """Say where one letter that has left stands at an instant."""
    return rules.standing(facts_of([letter])[letter.pk], at=at)


def _facts(
    letter: Letter,
    first: dict[bool, Reply],
    *,
    unfiled: bool,
    acknowledged_on: date | None,
) -> rules.Facts:
    interim, full = first.get(True), first.get(False)
    if not (letter.sent_on and letter.reply_due_on and letter.public_from):
        raise ValueError("a letter has facts once it has left")
    return rules.Facts(
        sent_on=letter.sent_on,
        reply_due_on=letter.reply_due_on,
        public_from=letter.public_from,
        received_at=letter.received_at,
        refused_at=letter.refused_at,
        interim_on=interim.received_on if interim else None,
        replied_on=full.received_on if full else None,
        withdrawn_at=letter.withdrawn_at,
        by_mail=bool(letter.mail_to),
        by_post=bool(letter.post_to),
        posted_on=letter.posted_on,
        accepted_at=letter.accepted_at,
        bounced_at=letter.bounced_at,
        unfiled=unfiled,
        acknowledged_on=acknowledged_on,
    )
