"""How the letters say no: to people, and to a desk whose reply cannot be taken."""

from rapport.foundation.errors import Invalid, NotAllowed, NotFound, Refusal, gettext_noop


class LetterNotFound(NotFound):
    """No letter, reply or file under this address, or none that the actor may know of."""

    code = "office.letter_not_found"


class NotTheirLetter(NotAllowed):
    """Something that the mandate which drafts the letter does, or the secretariat for it."""

    code = "office.not_their_letter"
    text = gettext_noop(
        "Only the mandate that drafts this letter, and the secretariat, do this."
    )


class NotTheirsToForget(NotAllowed):
    """What suggestions have learned is seen, and forgotten, by whoever runs the office."""

    code = "office.not_theirs_to_forget"
    text = gettext_noop("Only the secretariat and administrators see what was learned.")


class NotTheSecretariat(NotAllowed):
    """Something that the secretariat alone does."""

    code = "office.not_the_secretariat"
    text = gettext_noop("Only the secretariat does this.")


class NotTheirMandate(NotAllowed):
    """An answer in the name of a mandate whose member the actor is not."""

    code = "office.not_their_mandate"
    text = gettext_noop("Only a member of the mandate that was asked answers for it.")


class NotASignatory(NotAllowed):
    """An assessment by somebody of a mandate that does not sign."""

    code = "office.not_a_signatory"
    text = gettext_noop(
        "Only the mandates that signed this letter, and the secretariat, do this."
    )


class WrongState(Refusal):
    """A step that the letter's state does not allow."""

    code = "office.letter_wrong_state"
    text = gettext_noop("The letter's state does not allow this now. Load the page again.")


class TextFixed(Refusal):
    """A change of a text that others are reading, or that has left."""

    code = "office.text_fixed"
    text = gettext_noop(
        "The text is fixed while mandates and secretariat read it. Return the letter to draft "
        "first."
    )


# Drafting


class CompanyNotListed(Invalid):
    """An addressee whom the directory does not list."""

    code = "office.company_not_listed"
    text = gettext_noop("The directory lists no such company. Choose one that it lists.")


class CaseClosed(Refusal):
    """A new letter in a case that was closed."""

    code = "office.letter_in_closed_case"
    text = gettext_noop("This case is closed, so no letter is begun in it.")


class SubjectMissing(Invalid):
    """A letter without a subject."""

    code = "office.subject_missing"
    text = gettext_noop("Say in one line what the letter is about.")


class PeriodUnusable(Invalid):
    """A reply period that no letter gives."""

    code = "office.period_unusable"
    text = gettext_noop("A reply period has between 1 and {most} whole days, not {days}.")


class TooManyOthers(Invalid):
    """More others who are written to than a letter names."""

    code = "office.too_many_others"
    text = gettext_noop(
        "A letter names at most {most} others who are written to; these are {count}."
    )


class LetterOverlong(Refusal):
    """A letter that grew, where names took the place of marks, past what a package takes."""

    code = "office.letter_overlong"
    text = gettext_noop(
        "With names in the place of marks, the subject, a part or a question of this letter is "
        "longer than a letter can carry. Take it back to draft and make it shorter."
    )


class PartUnknown(NotFound):
    """A part that letters do not have, or that is made when the letter is sent."""

    code = "office.part_unknown"


class TextTooLong(Invalid):
    """A text longer than a package takes."""

    code = "office.text_too_long"
    text = gettext_noop("This text has {length} characters; at most {most} are taken.")


class TextMovedOn(Refusal):
    """Somebody else saved a version in the meantime."""

    code = "office.text_moved_on"
    text = gettext_noop(
        "{name} saved version {version} while you were writing. Your text is still here: "
        "compare the two, then save again."
    )


class TooManyQuestions(Invalid):
    """More questions than a letter takes."""

    code = "office.too_many_questions"
    text = gettext_noop("A letter has at most {most} questions; these are {count}.")


class FileUnusable(Invalid):
    """A file that cannot go with a letter."""

    code = "office.file_unusable"
    text = gettext_noop("{name} cannot be attached: a file has between 1 byte and {most} MB.")


class FilesTooMany(Refusal):
    """More bytes or files than one package takes."""

    code = "office.files_too_many"
    text = gettext_noop(
        "The files that go with the letter would be {count} with {size} MB together; at most "
        "{most} files with {most_mb} MB fit."
    )


class PersonNotNamed(Invalid):
    """A mark for a person of whom the text names nothing."""

    code = "office.person_not_named"
    text = gettext_noop("No name of person {number} stands in the text without a mark.")


# Joining


class MandateNotInForce(Invalid):
    """A mandate that is not in force cannot sign."""

    code = "office.mandate_not_in_force"
    text = gettext_noop("Only a mandate in force can be asked to join.")


class AlreadySigns(Refusal):
    """A mandate that signs already."""

    code = "office.already_signs"
    text = gettext_noop("This mandate signs the letter already.")


class DeadlinePast(Invalid):
    """A deadline before today."""

    code = "office.deadline_past"
    text = gettext_noop("The deadline {due_on} has passed. Choose today or a later day.")


class NotAsked(Refusal):
    """An answer of a mandate that is not asked now."""

    code = "office.not_asked"
    text = gettext_noop("This mandate is not asked to join now.")


class NotCirculating(Refusal):
    """An answer to a draft that still changes."""

    code = "office.not_circulating"
    text = gettext_noop("The letter is not circulating, so nobody joins it now.")


class ReasonMissing(Invalid):
    """A step that is explained to others."""

    code = "office.reason_missing"
    text = gettext_noop("Write the reason first.")


# What a letter must have before it leaves


class NoQuestions(Invalid):
    """A letter that asks nothing cannot be answered question by question."""

    code = "office.no_questions"
    text = gettext_noop("The letter has no numbered question. Add at least one.")


class PartsEmpty(Invalid):
    """Parts without which a letter does not leave."""

    code = "office.parts_empty"
    text = gettext_noop("These parts are still empty: {numbers}. Write them, then come back.")


class NamesTypedFree(Invalid):
    """Names of persons of the case that no consent can reach."""

    code = "office.names_typed_free"
    text = gettext_noop(
        "Names that stand in the text without their mark: {count}. No consent is asked of "
        "them, so put the marks first."
    )


class MarksBroken(Invalid):
    """Marks that cannot be read, or of persons whom the case does not know."""

    code = "office.marks_broken"
    text = gettext_noop("These marks cannot be read or name nobody in the case: {marks}.")


class CompanyUnreachable(Refusal):
    """A company without a desk known to this office."""

    code = "office.company_unreachable"
    text = gettext_noop(
        "No desk of {company} is known here, so the letter cannot leave. Ask the company for "
        "its contact card and add it with: rapport contacts add. To a company without a desk "
        "letters go by e-mail or on paper, once whoever runs this installation has set that up."
    )


class AnswersOpen(Refusal):
    """Mandates that were asked to join and have not answered."""

    code = "office.answers_open"
    text = gettext_noop(
        "Mandates that have not said whether they join: {count}. Wait for them, or say that "
        "the letter is sent without them."
    )


class ReferenceUnreadable(Invalid):
    """A reference that is none."""

    code = "office.reference_unreadable"
    text = gettext_noop("{reference} is no reference. It reads like AL OTH 12/2021.")


class ReferenceOfAnotherType(Invalid):
    """A reference that names another type of letter."""

    code = "office.reference_of_another_type"
    text = gettext_noop(
        "{reference} is a reference of another type; this letter is of type {type}."
    )


class ReferenceUsed(Refusal):
    """A reference under which another letter has left."""

    code = "office.reference_used"
    text = gettext_noop(
        "The reference {reference} was already used for another letter, sent on {sent_on}. "
        "Check the number."
    )


class ReferenceNotInvented(Invalid):
    """A reference in a demonstration that could be taken for a real one."""

    code = "office.reference_not_invented"
    text = gettext_noop(
        "This is a demonstration: its references are of the year 2099, such as AL OTH 12/2099."
    )


class DateInFuture(Invalid):
    """A letter from tomorrow."""

    code = "office.date_in_future"
    text = gettext_noop(
        "The date {dated_on} lies ahead. A letter bears today's date or an earlier one."
    )


class PeriodDiffers(Invalid):
    """A period that the letter itself does not state."""

    code = "office.period_differs"
    text = gettext_noop(
        "The letter's own words speak of {stated} days, not of {days}. Read its sentence on "
        "the reply again."
    )


class TooEarlyForThisType(Invalid):
    """Publication after 48 hours for a letter that does not comment on laws or policies."""

    code = "office.too_early_for_this_type"
    text = gettext_noop(
        "Only a letter of comments on laws or policies may be public 48 hours after it was "
        "sent."
    )


# Replies


class ReplyToUnknownLetter(Invalid):
    """A reply to no letter, or to one that did not go to its sender: the two are told alike."""

    code = "reply.letter_unknown"
    text = gettext_noop(
        "This office has sent you no letter under the id {letter}. Reply from the desk to "
        "which the letter was sent."
    )


class ReplyReferenceDiffers(Invalid):
    """A reply that names another reference than its letter bears."""

    code = "reply.reference_differs"
    text = gettext_noop("The reply names {stated}; the letter that it answers is {reference}.")


class ReplyQuestionUnknown(Invalid):
    """An answer to a question that was not asked."""

    code = "reply.question_unknown"
    text = gettext_noop("The letter has no question {numbers}. It has questions 1 to {last}.")


class ReplyAnswersTwice(Invalid):
    """Two answers to one question in the same reply."""

    code = "reply.answers_twice"
    text = gettext_noop("The reply answers these questions more than once: {numbers}.")


class ReplyChanged(Refusal):
    """A reply that is already here, with another content."""

    code = "reply.changed"
    text = gettext_noop(
        "This reply is already here and says something else. A reply that was sent is not "
        "changed; send another one."
    )


class ReplyDateInFuture(Invalid):
    """A reply from tomorrow."""

    code = "reply.date_in_future"
    text = gettext_noop("This reply bears the date {dated_on}, which lies ahead. Check it.")


# Letters by e-mail


class NotToldAnew(Refusal):
    """A word of withdrawal that has not come back."""

    code = "office.not_told_anew"
    text = gettext_noop(
        "The word that the letter is withdrawn has not come back. It is sent to another "
        "address only once it is known not to have arrived."
    )


class NotSentByMail(Refusal):
    """A letter that did not go by e-mail."""

    code = "office.not_sent_by_mail"
    text = gettext_noop("This letter did not go by e-mail.")


class StillOnItsWay(Refusal):
    """A letter by e-mail that has not come back."""

    code = "office.still_on_its_way"
    text = gettext_noop(
        "The letter has not come back, or is still being handed over. It is sent to another "
        "address only once it is known not to have arrived."
    )


class NothingToFile(Invalid):
    """A reply without an opening and without an answer."""

    code = "office.nothing_to_file"
    text = gettext_noop("Write the opening or at least one answer, as the company gave it.")


class ReplyOverlong(Invalid):
    """Texts longer than a reply has."""

    code = "office.reply_overlong"
    text = gettext_noop("One of these texts is longer than a reply can hold. Shorten it.")


class NoSuchLetter(Invalid):
    """A reference under which no letter has left."""

    code = "office.no_such_letter"
    text = gettext_noop("No letter has left under {reference}.")


class ReceiptDayWrong(Invalid):
    """A day on which no company can have acknowledged receipt of the letter."""

    code = "office.receipt_day_wrong"
    text = gettext_noop("Give a day from {first}, when the letter left, to today.")


class AddressesDiffer(Invalid):
    """An address that was typed in two ways."""

    code = "office.addresses_differ"
    text = gettext_noop("The two addresses differ. Type the same address twice.")


# Letters on paper


class PostingNotFound(NotFound):
    """Nothing that went on paper under this address, or nothing made of it yet."""

    code = "office.posting_not_found"


class AddressUnusable(Invalid):
    """Lines that are no address on a sheet."""

    code = "office.address_unusable"
    text = gettext_noop(
        "Write the address in 1 to {most} lines of at most {longest} signs each."
    )


class DayImpossible(Invalid):
    """A day on which something cannot have happened."""

    code = "office.day_impossible"
    text = gettext_noop(
        "This cannot have happened on {day}. It was not before {first} and not after {last}."
    )


class NotPosted(Refusal):
    """What became of paper that nobody has posted."""

    code = "office.not_posted"
    text = gettext_noop("Record first when and how it was posted.")


class RecordedAlready(Refusal):
    """A fact that was recorded before, and is not changed."""

    code = "office.recorded_already"
    text = gettext_noop("This was recorded before. Load the page again.")


class NothingToStrike(Refusal):
    """A record that was struck out before, or recorded anew since the page was loaded."""

    code = "office.nothing_to_strike"
    text = gettext_noop("This record does not stand any more. Load the page again.")


class LaterStands(Refusal):
    """A record of posting on which one of delivery or return rests."""

    code = "office.later_stands"
    text = gettext_noop(
        "What was recorded after the posting rests on it. Strike out the delivery and the "
        "return first, then the posting."
    )


class NotCameBack(Refusal):
    """A letter that is sent again on paper though it did not come back."""

    code = "office.not_came_back"
    text = gettext_noop(
        "The letter has not come back. It is sent to another address only once it is known "
        "not to have arrived."
    )


class ByPostOnly(Refusal):
    """Something about a letter on paper that only a desk could take."""

    code = "office.by_post_only"
    text = gettext_noop(
        "This letter went on paper, and the company has no desk here that could take it. "
        "Write to the company on paper, and hand in a scan of what it answers."
    )


class ScanUnusable(Invalid):
    """Files that cannot be handed in as one scan."""

    code = "office.scan_unusable"
    text = gettext_noop(
        "A scan has 1 to {most} files of at most {most_mb} MB each, {all_mb} MB together, and "
        "none is empty."
    )


class ScanNotFound(NotFound):
    """No scan under this address."""

    code = "office.scan_not_found"


class ScanSettled(Refusal):
    """A scan of which a person has said where it belongs."""

    code = "office.scan_settled"
    text = gettext_noop("Somebody has said before where this scan belongs.")


class ScanNotPlaced(Refusal):
    """A scan that is taken back from a letter with which it is not."""

    code = "office.scan_not_placed"
    text = gettext_noop("This scan is with no letter any more. Load the page again.")


class ScanFiled(Refusal):
    """A scan from which a reply was filed that stands."""

    code = "office.scan_filed"
    text = gettext_noop(
        "A reply was filed from this scan. Take that reply back first, then the scan."
    )


class ScanNotAside(Refusal):
    """A scan that is to be looked at again and that nobody has put aside."""

    code = "office.scan_not_aside"
    text = gettext_noop("This scan was not put aside. Load the page again.")


class ReplyIsSigned(Refusal):
    """A reply that came as a package of the company and is to be taken back."""

    code = "office.reply_is_signed"
    text = gettext_noop(
        "The company sent this reply itself, signed. It is the company’s word and stays: only "
        "a reply that somebody filed here can be taken back."
    )


class ReplyStruck(Refusal):
    """A reply that was taken back."""

    code = "office.reply_struck"
    text = gettext_noop("This reply was taken back. It counts no more.")


class LetterNotNamed(Invalid):
    """A scan without the letter to which it belongs."""

    code = "office.letter_not_named"
    text = gettext_noop(
        "No letter has left under {typed}. Type its reference, or the code on its answer sheet."
    )


# What is said about a letter that has left


class LetterOnItsWay(Refusal):
    """Something about a letter of which nobody knows yet whether the company has it."""

    code = "office.letter_on_its_way"
    text = gettext_noop(
        "No receipt of the desk is here yet, so nobody knows whether the company has the "
        "letter. Wait for the receipt."
    )


class MailUnderway(Refusal):
    """A letter by e-mail of which nobody knows yet whether it left."""

    code = "office.mail_underway"
    text = gettext_noop(
        "Nobody knows yet whether the e-mail with the letter left. Wait until the mail server "
        "has answered; if the e-mail is in doubt, settle the doubt first."
    )


class ByMailOnly(Refusal):
    """Something about a letter by e-mail that only a desk could take."""

    code = "office.by_mail_only"
    text = gettext_noop(
        "This letter went by e-mail, and the company has no desk here that could take it. "
        "Write to the company from your own mailbox, and ask it to answer to the address of "
        "this letter; file what comes."
    )


class FollowUpWithoutQuestions(Invalid):
    """Further questions without one."""

    code = "office.follow_up_without_questions"
    text = gettext_noop("Write at least one question, and at most {most}.")


class LastDayMissing(Invalid):
    """More time without a last day."""

    code = "office.last_day_missing"
    text = gettext_noop("Say until which day more time is granted.")
