"""The words people see for codes, a letter's usual words, the sentences of a timeline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rapport.documents.rules import DATE_FORMS
from rapport.mail.rules import Trust
from rapport.office.communications.rules import (
    Check,
    Course,
    OnPaper,
    PartName,
    PublicFrom,
    Recorded,
    ScanOutcome,
    SignatureState,
    State,
    Verdict,
    Way,
    Word,
)
from rapport.protocol.kinds import Letter, LetterType, PublicWish, ReplyKind, Signatory, Stance
from rapport.web import labels
from rapport.web.languages import catalogue_of

# One call for each enum: members of two enums with the same text are the same key of a mapping.
labels.register(
    {
        LetterType.ALLEGATION: _("Allegation letter"),
        LetterType.URGENT: _("Urgent appeal"),
        LetterType.OTHER: _("Other letter"),
    }
)
labels.register(
    {
        State.DRAFT: _("Draft"),
        State.CIRCULATING: _("Circulating"),
        State.CLEARED: _("Cleared"),
        State.TRANSMITTED: _("Transmitted"),
        State.CLOSED: _("Closed"),
        State.WITHDRAWN: _("Withdrawn"),
    }
)
labels.register(
    {
        SignatureState.LEAD: _("Leads"),
        SignatureState.ASKED: _("Asked to join"),
        SignatureState.JOINED: _("Joined"),
        SignatureState.DECLINED: _("Does not join"),
    }
)
labels.register(
    {
        PartName.OPENING: _("Salutation"),
        PartName.CAPACITY: _("In which capacity we write"),
        PartName.INFORMATION: _("Information received"),
        PartName.CONCERN: _("Concern"),
        PartName.LAW: _("Applicable law"),
        PartName.QUESTIONS: _("Words before the questions"),
        PartName.REPLY_PERIOD: _("Period for the reply, and publication"),
        PartName.INTERIM_MEASURES: _("Interim measures"),
        PartName.PRESS_RELEASE: _("Notice of a press release"),
        PartName.ALSO_WRITTEN_TO: _("Others who are written to"),
        PartName.CLOSING: _("Closing words"),
        PartName.ANNEX: _("Annex"),
    }
)
labels.register(
    {
        PublicFrom.AFTER_PERIOD: _("After the period for the reply"),
        PublicFrom.AFTER_48_HOURS: _("48 hours after sending: comments on laws or policies"),
    }
)
labels.register(
    {
        Verdict.ANSWERED: _("Answered"),
        Verdict.PARTLY: _("Partly answered"),
        Verdict.NOT_ANSWERED: _("Not answered"),
        Verdict.DECLINED: _("Declined, with a reason"),
    }
)
labels.register(
    {
        Word.REFUSED: _("Not taken by the desk"),
        Word.ON_ITS_WAY: _("Handed over, no receipt yet"),
        Word.WAITING: _("Received, no reply yet"),
        Word.INTERIM: _("Interim reply"),
        Word.REPLIED: _("Replied"),
        Word.OVERDUE: _("No reply within the period"),
        Word.MAIL_WAITS: _("Not yet taken by the mail server"),
        Word.UNFILED: _("Answer to be filed"),
        Word.MAILED: _("Sent by e-mail, no reply yet"),
        Word.BOUNCED: _("E-mail not delivered"),
        Word.TO_BE_POSTED: _("To be printed and posted"),
        Word.POSTED: _("Posted, delivery not proven"),
        Word.CAME_BACK: _("Came back by post"),
        Word.WITHDRAWN: _("Withdrawn"),
    }
)
labels.register(
    {
        OnPaper.LETTER: _("The letter"),
        OnPaper.WITHDRAWAL: _("The word that it is withdrawn"),
    }
)
labels.register(
    {
        Way.POST: _("By post"),
        Way.COURIER: _("By courier"),
        Way.FAX: _("By fax"),
        Way.BY_HAND: _("By hand"),
    }
)
labels.register(
    {
        Course.TO_BE_POSTED: _("To be printed and posted"),
        Course.POSTED: _("Posted, delivery not proven"),
        Course.DELIVERED: _("Delivered"),
        Course.CAME_BACK: _("Came back"),
    }
)
labels.register(
    {
        ScanOutcome.PLACED: _("Put to its letter"),
        ScanOutcome.PUT_ASIDE: _("Put aside"),
    }
)
labels.register(
    {
        Recorded.POSTED: _("Posted"),
        Recorded.DELIVERED: _("Delivered"),
        Recorded.RETURNED: _("Came back"),
        Recorded.PLACED: _("Put to this letter"),
    }
)
labels.register(
    {
        Check.SUBJECT: _("A subject"),
        Check.PARTS: _("Every part that a letter must have"),
        Check.QUESTIONS: _("Numbered questions"),
        Check.NAMES: _("Persons stand as marks, so that consents decide"),
        Check.MARKS: _("Every mark can be read"),
        Check.COMPANY: _("The company is reached: at its desk, by e-mail or on paper"),
    }
)
labels.register(
    {
        Stance.ANSWERED: _("Answers the whole question"),
        Stance.PARTLY: _("Answers part of it"),
        Stance.NOTHING_TO_ADD: _("Has nothing to add"),
        Stance.DECLINED: _("Declines, with this reason"),
    }
)
labels.register(
    {
        ReplyKind.SUBSTANTIVE: _("Full reply"),
        ReplyKind.INTERIM: _("Interim reply"),
        ReplyKind.REFUSAL: _("Refusal: every question is declined"),
    }
)
labels.register(
    {
        PublicWish.PUBLIC: _("The reply may be public"),
        PublicWish.WITHHOLD: _("The company asks that the reply be withheld"),
    }
)

TRUST: Final[Mapping[Trust, str | Promise]] = {
    Trust.OWN_SERVER: _("Our own mail server wrote this report."),
    Trust.COMPANY: _(
        "It is proven to come from servers of {domain}, the domain written to. Whoever may "
        "send from there can write it."
    ),
    Trust.EXCHANGER: _(
        "It is proven to come from {domain}, whose servers take in the mail for this address. "
        "Others who send from {domain} can write it too."
    ),
    Trust.OTHER: _(
        "It is proven to come from {domain}. Find out whether the company’s mail is there: "
        "anybody there can write it."
    ),
    Trust.NOBODY: _("Anybody can write this: nothing proves who sent it."),
}
"""How far a report on the delivery of an e-mail can be trusted."""

TOLD: Final[Mapping[str, str | Promise]] = {
    "office.letter_drafted": _("{who} began the letter."),
    "office.joining_asked": _("{who} asked {mandate} to join, until {due_on}."),
    "office.mandate_joined": _("{who} joined for {mandate}."),
    "office.mandate_declined": _("{who} said that {mandate} does not join."),
    "office.letter_circulated": _("{who} circulated the letter. Its text is fixed."),
    "office.letter_returned": _("{who} took the letter back to draft."),
    "office.letter_cleared": _("{who} cleared the letter."),
    "office.letter_transmitted": _("{who} transmitted the letter under {reference}."),
    "office.letter_handed_over": _("The letter was signed as a package for the desk."),
    "office.letter_withdrawn": _("{who} withdrew the letter."),
    "office.letter_closed": _("{who} closed the letter."),
    "office.reply_received": _(
        "A reply arrived from {who}: {answered} answered, {declined} declined."
    ),
    "office.answer_assessed": _("{who} assessed the answer to question {question}."),
    "office.public_version_confirmed": _("{who} published version {version}."),
    "office.publication_stopped": _(
        "The public version {version} was stopped on its way: a consent, a reply or a word has "
        "changed."
    ),
    "office.letter_resent": _("{who} sent the letter to a corrected address."),
    "office.letter_printed": _("The pages to print are ready."),
    "office.letter_posted": _("{who} recorded that it was posted on {posted_on}."),
    "office.letter_delivered": _("{who} recorded that it was delivered on {delivered_on}."),
    "office.letter_came_back": _("{who} recorded that it came back on {returned_on}."),
    "office.record_struck": _("{who} struck out what was recorded: {record}."),
    "office.scan_taken_back": _("{who} took a scan back that does not belong to this letter."),
    "office.reply_taken_back": _("{who} took a filed reply back; it counts no more."),
    "office.scan_placed": _(
        "{who} put a scan to this letter. It reached the office on {reached_on}."
    ),
    "mail.posted": _("An e-mail was written; it waits for the mail server."),
    "mail.handed_over": _("The mail server took the e-mail."),
    "mail.in_doubt": _("The mail server went away before it answered: in doubt."),
    "mail.perhaps_left": _("Restored from a backup: perhaps the e-mail left since. In doubt."),
    "mail.refused": _("The mail server did not take the e-mail."),
    "mail.bounced": _("The e-mail came back undelivered."),
    "mail.delivered": _("A report says that the e-mail reached a mail server on its way."),
    "mail.report_disbelieved": _(
        "{who} did not believe a report that the e-mail came back; it counts no more."
    ),
    "mail.let_go": _("{who} said that the company knows it by another way."),
    "office.withdrawal_resent": _(
        "{who} sent the word that the letter is withdrawn to a corrected address."
    ),
    "mail.doubt_settled": _("{who} settled the doubt about the e-mail."),
    "mail.arrived": _("An answer came."),
    "mail.settled": _("{who} filed an answer or put it aside."),
    "mail.acknowledges": _("{who} recorded that the company acknowledges receipt."),
    "mail.reopened": _("An answer waits to be filed again."),
    "mail.moved": _("{who} said that an e-mail is about another letter than this."),
    "mail.assigned": _("{who} said that an e-mail belongs to this letter."),
    "mail.address_changed": _("{who} changed the address for answers."),
    "upload.code_made": _("The letter got an upload code; an older one opens nothing."),
    "upload.removed": _("Files that were not sent off in time were removed: {files}."),
    "exchange.handed_in": _("{who} took the reply in from a file that came by hand."),
    "exchange.posted": _("Handed over: a signed package for {to} is on its way."),
    "exchange.received": _("Received: the signed receipt of {by} is here."),
    "exchange.refused": _("Not taken by {by}: {reason}"),
}
"""Sentences in which events are told; {who} is the actor. Events without one are not shown."""

REPORT_CAME: Final = _("A report of a mail server came.")
"""Instead of an answer, of a message that tells of a delivery."""


def mail_subject(document: Letter) -> str:
    """Return the subject of the e-mail that carries a letter: its reference and no more."""
    with translation.override(catalogue_of(document.language)):
        return gettext("Letter {reference}").format(reference=document.reference)


def mail_text(document: Letter, *, upload_page: str, upload_code: str) -> str:
    """Return the courteous words of the e-mail that carries a letter, in its language.

    With where answers go that are too large for an e-mail, and the code that opens that page.
    """
    with translation.override(catalogue_of(document.language)):
        day = date_format(document.reply_due_on, DATE_FORMS[document.language])
        return gettext(
            "Dear Sir or Madam,\n\nPlease find attached a letter of Special Procedures of the "
            "United Nations Human Rights Council, under the reference {reference}. It asks "
            "numbered questions; a reply is in time until {day}, end of day in Geneva.\n\n"
            "To reply, answer this e-mail. Please number your answers as the questions are "
            "numbered, in the text of the e-mail or in an attached file. You may send more "
            "than one e-mail.\n\nFiles that are too large for an e-mail, up to {most} MB each, "
            "you can send on this page:\n{page}\nIt asks for the upload code of this letter:\n"
            "{code}\n\nThis e-mail is not encrypted. If your reply must stay "
            "confidential on its way, please ask us for another way first.\n\nYours "
            "faithfully,\n{office}\n"
        ).format(
            reference=document.reference,
            day=day,
            office=settings.RAPPORT_NAME,
            most=settings.RAPPORT_UPLOAD_FILE_MB,
            page=upload_page,
            code=upload_code,
        )


def withdrawal_text(document: Letter, reason: str) -> str:
    """Return the words of the e-mail that takes a letter back, in the letter's language."""
    with translation.override(catalogue_of(document.language)):
        return gettext(
            "Dear Sir or Madam,\n\nThe letter of Special Procedures of the United Nations "
            "Human Rights Council that was sent to you under the reference {reference} is "
            "withdrawn, for this reason:\n\n{reason}\n\nNo reply is expected any more. A reply "
            "that you send all the same is read.\n\nYours faithfully,\n{office}\n"
        ).format(reference=document.reference, reason=reason, office=settings.RAPPORT_NAME)


def starting_texts(language: str, days: int) -> dict[PartName, str]:
    """Return the usual words of a letter's usual parts, in its language; people change them."""
    with translation.override(catalogue_of(language)):
        return {
            PartName.OPENING: gettext("Dear Sir or Madam,"),
            PartName.QUESTIONS: gettext(
                "So that we understand what has happened, please answer each of these "
                "questions:"
            ),
            PartName.REPLY_PERIOD: gettext(
                "Please reply within {days} days. After that, this letter and any reply of "
                "your company can be made public, whether or not a reply came, and a report "
                "to the Human Rights Council can tell of both."
            ).format(days=days),
            PartName.CLOSING: gettext("Thank you for the attention you give to this letter."),
        }


def capacity(signatories: Sequence[Signatory], language: str) -> str:
    """Return the paragraph that names each mandate that signs, and its resolution."""
    with translation.override(catalogue_of(language)):
        first = gettext("We write to you in our capacities as:")
        lines = [
            gettext("{title}, pursuant to resolution {resolution}").format(
                title=one.title, resolution=one.resolution
            )
            if one.resolution
            else one.title
            for one in signatories
        ]
    return first + "\n\n" + "\n".join(f"- {line}" for line in lines)
