"""Questions about letters. The actor comes first; what is out of sight does not exist."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from rapport.documents import selectors as papers
from rapport.documents import services as documents
from rapport.exchange import selectors as exchange
from rapport.exchange.models import Contact
from rapport.foundation.acts import Act, Actor, geneva_date
from rapport.foundation.errors import Refusal
from rapport.journal import selectors as journal
from rapport.mail import selectors as mail
from rapport.mail.models import Outbound
from rapport.office.cases import selectors as cases
from rapport.office.communications import rules
from rapport.office.communications.errors import LetterNotFound
from rapport.office.communications.events import MarksPut, QuestionsSaved
from rapport.office.communications.models import (
    Letter,
    LetterFile,
    LetterPart,
    LetterQuestion,
    Message,
    Signature,
)
from rapport.office.communications.rules import PartName, SignatureState, State
from rapport.office.consents import selectors as consents
from rapport.office.consents.selectors import FreeName
from rapport.office.seats import mandates_of, sees_all
from rapport.protocol import kinds, references
from rapport.protocol.matters import MatterKind
from rapport.protocol.references import Reference

SIGNING = (SignatureState.LEAD, SignatureState.JOINED)
CHANGE_QUESTIONS = (QuestionsSaved.name, MarksPut.name)


@dataclass(frozen=True, slots=True)
class SavedPart:
    """A part as it stands: its text, the version one starts from, who saved it."""

    name: PartName
    text: str
    version: int
    by: str


def letters_visible_to(actor: Actor) -> QuerySet[Letter]:
    """Letters of the cases that the actor sees; the only way to letters for any door."""
    if sees_all(actor):  # the same, without a look at each case
        return Letter.objects.all()
    return Letter.objects.filter(case__in=cases.cases_visible_to(actor))


def get_letter(actor: Actor, letter_id: UUID, *, lock: bool = False) -> Letter:
    """Return one letter with its case: to be read as the actor may, or, locked, to be changed.

    Raises LetterNotFound.
    """
    rows = letters_visible_to(actor).select_related("case", "recipient", "pdf")
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(public_id=letter_id).first()
    if found is None:
        raise LetterNotFound
    if not lock:
        found.case = cases.as_read_by(actor, found.case)
    return found


def find_letters(
    actor: Actor, *, case_id: UUID | None = None, state: State | None = None, mine: bool = False
) -> QuerySet[Letter]:
    """Return the actor's letters with their cases, the latest first.

    Theirs are those that they began, and those that a mandate of theirs signs or is asked to.
    """
    rows = letters_visible_to(actor).select_related("case")
    if case_id:
        rows = rows.filter(case__public_id=case_id)
    if state:
        rows = rows.filter(state=state)
    if mine:
        signed = Signature.objects.filter(mandate__in=mandates_of(actor))
        signed = signed.exclude(state=SignatureState.DECLINED)
        rows = rows.filter(Q(begun_by__public_id=actor.id) | Q(pk__in=signed.values("letter")))
    return rows.order_by("-begun_at", "-id")


# What a letter says


def parts_of(letter: Letter) -> dict[PartName, SavedPart]:
    """Return every part of a letter as it stands; one never saved is empty, version 0."""
    latest = LetterPart.objects.filter(letter=letter).order_by().values("name")
    newest = latest.annotate(version=Max("version"))
    versions = {row["name"]: row["version"] for row in newest}
    rows = LetterPart.objects.filter(letter=letter).select_related("by").order_by("id")
    saved = {row.name: row for row in rows if versions[row.name] == row.version}
    return {
        name: SavedPart(name, saved[name].text, saved[name].version, saved[name].by.name)
        if name in saved
        else SavedPart(name, "", 0, "")
        for name in rules.PARTS
    }


def versions_of(letter: Letter, name: PartName) -> QuerySet[LetterPart]:
    """Return all versions of a part, the latest first."""
    rows = LetterPart.objects.filter(letter=letter, name=name).select_related("by")
    return rows.order_by("-version")


def questions_of(letter: Letter) -> list[LetterQuestion]:
    """Return the questions of a letter, by number."""
    return list(LetterQuestion.objects.filter(letter=letter).order_by("number"))


def who_changed_questions(letter: Letter) -> str:
    """Return the name of whoever changed the questions last; empty when nobody has."""
    changes = journal.entries_about(str(letter.public_id)).filter(name__in=CHANGE_QUESTIONS)
    latest = changes.last()
    return latest.actor_name if latest else ""


def get_question(letter: Letter, number: int) -> LetterQuestion:
    """Return one question. Raises LetterNotFound."""
    found = LetterQuestion.objects.filter(letter=letter, number=number).first()
    if found is None:
        raise LetterNotFound
    return found


def files_of(letter: Letter) -> QuerySet[LetterFile]:
    """Return the files that go with a letter, in the order they were put to it."""
    rows = LetterFile.objects.filter(letter=letter, taken_away_at=None)
    return rows.select_related("file", "by").order_by("at", "id")


def get_file(actor: Actor, letter_id: UUID, file_id: UUID) -> LetterFile:
    """Return a file of a letter. Raises LetterNotFound."""
    found = files_of(get_letter(actor, letter_id)).filter(public_id=file_id).first()
    if found is None:
        raise LetterNotFound
    return found


def texts_of(letter: Letter) -> list[str]:
    """Return every text of a letter in which a person may stand."""
    parts = [part.text for part in parts_of(letter).values()]
    return [letter.subject, *parts, *(question.text for question in questions_of(letter))]


def free_names_in(letter: Letter) -> list[FreeName]:
    """Return the names of the case's persons that stand in the letter without their mark."""
    return consents.names_typed_free("\n\n".join(texts_of(letter)), case=letter.case.public_id)


def fingerprint_of(letter: Letter) -> str:
    """Return the SHA-256 (hex) of what a mandate joins: subject, parts and questions."""
    text = "\x1f".join([letter.type.value, letter.company, *texts_of(letter)])
    return sha256(text.encode()).hexdigest()


def content_of(letter: Letter) -> rules.Content:
    """Return what a letter has, for the rules."""
    parts, questions = parts_of(letter), questions_of(letter)
    everything = "\n\n".join(
        [letter.subject, *(part.text for part in parts.values()), *(q.text for q in questions)]
    )
    case = letter.case.public_id
    return rules.Content(
        subject=letter.subject,
        empty_parts=tuple(
            rules.place_of(name) for name in rules.REQUIRED if not parts[name].text.strip()
        ),
        questions=len(questions),
        free_names=len(consents.names_typed_free(everything, case=case)),
        broken_marks=tuple(consents.broken_marks(everything, case=case)),
        company=letter.company_name,
        company_is_reached=find_desk(letter.company) is not None,
        why_not_sent_there=_why_not_sent_to(letter.company),
        mail_is_possible=goes_by_mail(letter.company),
        post_is_possible=goes_on_paper(letter.company),
    )


def find_desk(company: str) -> Contact | None:
    """Return the desk of a company that can be sent to, or None."""
    contact = exchange.contact_for(company, "desk")
    return None if contact is None or exchange.why_not_reach(contact) else contact


def goes_by_mail(company: str) -> bool:
    """Say whether letters to a company go by e-mail: it has no desk here, and mail is on.

    To a desk that cannot be sent to nothing goes by mail: what is sealed never goes in plain.
    """
    return exchange.contact_for(company, "desk") is None and mail.why_not_on() is None


def goes_on_paper(company: str) -> bool:
    """Say whether letters to a company go on paper: it has no desk here, and PDFs are made."""
    return exchange.contact_for(company, "desk") is None and papers.renderer_is_ready()


def came_back_from(company: str) -> list[Outbound]:
    """Return the messages with letters to a company that did not reach it, newest first.

    Whoever writes to the company again checks the address first.
    """
    mailed = Letter.objects.filter(company=company).exclude(mail_to="")
    return mail.came_back(mailed.values_list("public_id", flat=True))


def is_contact_in_doubt(act: Act, company: str) -> bool:
    """Say whether a letter to a company that the actor may see came back, and waits so."""
    back = letters_visible_to(act.actor).filter(company=company, bounced_at__isnull=False)
    there = mail.acknowledging().order_by().values("matter")
    unseen = back.filter(received_at=None, withdrawn_at=None).exclude(public_id__in=there)
    return unseen.exists()


def withdrawn_untold(actor: Actor) -> QuerySet[Letter]:
    """Return the withdrawn letters by mail of which the company was never sent word.

    They had come back, as a report said that nobody believes any more, or that the company's
    desk has shown to be wrong by taking the letter in: the company may have them.
    """
    told = mail.withdrawals().order_by().values("matter")
    by_desk = Message.objects.filter(kind=MatterKind.WITHDRAWAL, is_ours=True).order_by()
    rows = letters_visible_to(actor).filter(
        Q(received_at__isnull=False) | Q(accepted_at__isnull=False, bounced_at=None),
        withdrawn_at__isnull=False,
    )
    rows = rows.exclude(pk__in=by_desk.values("letter"))
    return rows.exclude(mail_to="").exclude(public_id__in=told)


def mailed_letter(matter: UUID | None, *, lock: bool = False) -> Letter | None:
    """Return the letter by mail that a message is about, or None; for reactions and doors."""
    rows = Letter.objects.select_for_update() if lock else Letter.objects
    return rows.filter(public_id=matter).exclude(mail_to="").first() if matter else None


def _why_not_sent_to(company: str) -> Refusal | None:
    contact = exchange.contact_for(company, "desk")
    return exchange.why_not_reach(contact) if contact else None


# Who signs


def signatures_of(letter: Letter) -> QuerySet[Signature]:
    """Return every mandate that signs, was asked or declined, in the order they came to it."""
    rows = Signature.objects.filter(letter=letter).select_related("answered_by")
    return rows.order_by("id")


def signatories_of(letter: Letter) -> list[str]:
    """Return the mandates (slugs) that sign, the lead first."""
    signing = Signature.objects.filter(letter=letter, state__in=SIGNING).order_by("id")
    return [signature.mandate for signature in signing]


def taking_part(letter: Letter) -> list[str]:
    """Return the mandates (slugs) that sign a letter or are asked to, the lead first."""
    rows = Signature.objects.filter(letter=letter).exclude(state=SignatureState.DECLINED)
    return [signature.mandate for signature in rows.order_by("id")]


def find_signature(letter: Letter, mandate: str) -> Signature | None:
    """Return what a mandate is to a letter, or None."""
    return Signature.objects.filter(letter=letter, mandate=mandate).first()


def asked_count(letter: Letter) -> int:
    """Return how many mandates were asked and have not answered."""
    return Signature.objects.filter(letter=letter, state=SignatureState.ASKED).count()


def waiting_for(actor: Actor, mandates: Sequence[str]) -> QuerySet[Signature]:
    """Return the open questions to these mandates whether they join a circulating letter."""
    visible = letters_visible_to(actor).filter(state=State.CIRCULATING)
    rows = Signature.objects.filter(
        letter__in=visible, mandate__in=mandates, state=SignatureState.ASKED
    )
    return rows.select_related("letter").order_by("due_on", "id")


# What left


def document_of(letter: Letter) -> kinds.Letter:
    """Return a letter that has left as the company got it."""
    return kinds.Letter.model_validate_json(letter.document)


def package_of(letter: Letter) -> bytes:
    """Return the signed package of a letter. Raises LetterNotFound until it was made."""
    if letter.package is None:
        raise LetterNotFound
    to_nobody = letter.mail_to or letter.post_to
    find = exchange.unaddressed_body if to_nobody else exchange.outgoing_body
    row = find(letter.package)
    if row is None:
        raise LetterNotFound
    return documents.read(row.body)


def find_waiting(letter_id: UUID, *, lock: bool = False) -> Letter | None:
    """Return a letter that has left, for the work that posts it, or None."""
    rows = Letter.objects.select_related("case", "recipient")
    if lock:
        rows = rows.select_for_update(of=("self",))
    return rows.filter(public_id=letter_id, state__in=rules.SENT_STATES).first()


def find_by_package(package: UUID) -> Letter | None:
    """Return the letter of a posted package, locked, or None."""
    return Letter.objects.select_for_update().filter(package=package).first()


def find_sent_to(contact: Contact, letter_id: UUID) -> Letter | None:
    """Return a letter that went to a desk, locked, or None; for the handler of packages."""
    rows = Letter.objects.select_for_update().filter(state__in=rules.SENT_STATES)
    return rows.filter(went_to(contact), public_id=letter_id).first()


def went_to(contact: Contact) -> Q:
    """Letters that went to a desk, and those by mail or on paper to the company it stands for.

    Whose keys were not compared has not shown that it stands for the company.
    """
    went = Q(recipient=contact)
    if contact.side != "desk" or not contact.unit or exchange.why_not_reach(contact):
        return went
    return went | Q(recipient=None, company=contact.unit) & (~Q(mail_to="") | ~Q(post_to=""))


def taker_of(letter: Letter) -> Contact | None:
    """Return the company's desk that took in a letter by mail, as its receipt says, or None."""
    given = exchange.unaddressed_body(letter.package) if letter.package else None
    if given is None or given.taken_by is None or given.taken_by.unit != letter.company:
        return None
    return given.taken_by


def find_by_reference(reference: str) -> Letter | None:
    """Return the letter under a reference, or None; to be told no more of than its date."""
    return Letter.objects.filter(reference=reference).first()


def find_by_typed_reference(text: str) -> Letter | None:
    """Return the letter under a reference as somebody typed it, or None."""
    try:
        return find_by_reference(str(references.parse(text)))
    except ValueError:
        return None


def shares_number(reference: Reference) -> bool:
    """Say whether another type's letter has the same actor, number and year: a warning."""
    ending = f" {reference.actor} {reference.number}/{reference.year}"
    others = Letter.objects.filter(reference__endswith=ending)
    return others.exclude(reference=str(reference)).exists()


def sent_on_of(letter: Letter) -> str:
    """Return the Geneva date on which a letter left, for sentences."""
    return str(geneva_date(letter.sent_at)) if letter.sent_at else ""


def heading_of(letter: Letter) -> dict[str, object]:
    """Return what a draft is and to whom it goes, as a form shows it."""
    return {
        "type": letter.type.value,
        "company": letter.company,
        "attention": letter.attention,
        "subject": letter.subject,
        "language": letter.language,
        "reply_period_days": letter.reply_period_days,
        "also_written_to": "\n".join(letter.also_written_to),
    }
