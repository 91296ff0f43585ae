"""How the inbox says no: to an office whose letter cannot be taken, and to people."""

from rapport.foundation.errors import Invalid, NotAllowed, NotFound, Refusal, gettext_noop


class LetterNotFound(NotFound):
    """No letter, question or file under this address, or none that the actor may know of."""

    code = "letter.not_found"


class NotTheLead(NotAllowed):
    """Something that the human rights lead alone does."""

    code = "desk.not_the_lead"
    text = gettext_noop("Only the human rights lead does this.")


class AlreadyAcknowledged(Refusal):
    """A letter is acknowledged once."""

    code = "letter.already_acknowledged"
    text = gettext_noop("This letter was already acknowledged, on {acknowledged_on}.")


class AlreadyRedirected(Refusal):
    """A letter is pointed elsewhere once."""

    code = "letter.already_redirected"
    text = gettext_noop("You have told the office already that this letter is not for you.")


class FunctionMissing(Invalid):
    """An acknowledgement that says nothing of who answers for the letter."""

    code = "letter.function_missing"
    text = gettext_noop("Say which function answers for this letter.")


class NoQuestions(Invalid):
    """A letter that asks nothing cannot be answered question by question."""

    code = "letter.no_questions"
    text = gettext_noop(
        "This letter has no numbered question, so there is nothing to answer. Add the "
        "questions and send it again."
    )


class NotAnOffice(NotAllowed):
    """A letter by somebody who does not write letters."""

    code = "letter.not_an_office"
    text = gettext_noop("Only an office sends letters here.")


class NotForThisCompany(Invalid):
    """A letter to somebody else."""

    code = "letter.not_for_this_company"
    text = gettext_noop(
        "This letter is for {addressee}; this desk answers for {company}. Send it to "
        "their desk."
    )


class ReferenceUnreadable(Invalid):
    """A reference that is none, or that names another type of letter."""

    code = "letter.reference_unreadable"
    text = gettext_noop(
        "{reference} is no reference of a letter of this type. It reads like AL OTH 12/2021."
    )


class ReferenceUsed(Refusal):
    """A reference under which another letter of the same office is here."""

    code = "letter.reference_used"
    text = gettext_noop(
        "The reference {reference} was already used for another letter, sent on {sent_on}. "
        "Check the number and send it again."
    )


class LetterChanged(Refusal):
    """A letter that is already here, with another content."""

    code = "letter.changed"
    text = gettext_noop(
        "This letter is already here and says something else. A letter that was sent is not "
        "changed; write another one."
    )


class DateInFuture(Invalid):
    """A letter from tomorrow."""

    code = "letter.date_in_future"
    text = gettext_noop("This letter bears the date {dated_on}, which lies ahead. Check it.")


class DueDateWrong(Invalid):
    """A due date that does not follow from the period."""

    code = "letter.due_date_wrong"
    text = gettext_noop(
        "A letter sent on {sent_on} with {days} days for the reply is due on {expected}, not "
        "on {stated}. The day of sending is day 0, and calendar days count, in Geneva."
    )


class PublicFromWrong(Invalid):
    """A date of publication that follows from nothing."""

    code = "letter.public_from_wrong"
    text = gettext_noop(
        "Letter and reply may be public from {expected}, the day after the reply is due, not "
        "from {stated}."
    )


class HandedNotFound(NotFound):
    """No file that was handed in under this address, or none that the actor may know of."""

    code = "handed.not_found"


class HandedConfirmed(Refusal):
    """Something done to a file that is a letter already."""

    code = "handed.confirmed"
    text = gettext_noop("This file is a letter already. Open it under Letters.")


class HandedSetAside(Refusal):
    """A file set aside twice."""

    code = "handed.set_aside"
    text = gettext_noop("This file was set aside already.")


class HandedReasonMissing(Invalid):
    """A file set aside without a word why."""

    code = "handed.reason_missing"
    text = gettext_noop("Say why it is no letter to be answered here.")


class HandedReferenceMissing(Invalid):
    """A letter without a name."""

    code = "handed.reference_missing"
    text = gettext_noop(
        "Write the reference as it stands on the letter. If it has none, write how you will "
        "call it, such as Letter of 2 March."
    )


class HandedReferenceUsed(Refusal):
    """A reference under which a letter is here, in a package or from another file."""

    code = "handed.reference_used"
    text = gettext_noop(
        "A letter with the reference {reference} is here already, sent on {sent_on}. If this "
        "file is the same letter, put it with that letter."
    )


class HandedTypeMissing(Invalid):
    """A letter of no type."""

    code = "handed.type_missing"
    text = gettext_noop("Say what kind of letter it is.")


class HandedSubjectMissing(Invalid):
    """A letter without a subject."""

    code = "handed.subject_missing"
    text = gettext_noop("Say in a line what the letter is about.")


class HandedMandateMissing(Invalid):
    """A letter that nobody signs."""

    code = "handed.mandate_missing"
    text = gettext_noop("Name at least one mandate that signs the letter.")


class HandedMandateUnknown(Invalid):
    """A mandate that the directory does not have."""

    code = "handed.mandate_unknown"
    text = gettext_noop(
        "The directory knows no mandate by these words: {title}. Write its title as the letter "
        "has it, or choose it from the list."
    )


class HandedQuestionMissing(Invalid):
    """A letter without a question."""

    code = "handed.question_missing"
    text = gettext_noop(
        "Write at least one question. If the letter asks nothing by number, write what it asks "
        "for as one question."
    )


class HandedQuestionsTooLong(Invalid):
    """More or longer questions than a letter has."""

    code = "handed.questions_too_long"
    text = gettext_noop(
        "A letter has at most {most} questions of at most {longest} characters each."
    )


class HandedDateMissing(Invalid):
    """A letter without its date."""

    code = "handed.date_missing"
    text = gettext_noop("Write the date that stands on the letter.")


class HandedDayZeroMissing(Invalid):
    """A letter of which nobody said when it was sent."""

    code = "handed.day_zero_missing"
    text = gettext_noop("Say on which day the letter was sent. The clock starts from it.")


class HandedDayZeroWrong(Invalid):
    """A day of sending before the letter was written, or still to come."""

    code = "handed.day_zero_wrong"
    text = gettext_noop(
        "The day of sending lies between the date of the letter, {dated_on}, and today."
    )


class HandedPeriodMissing(Invalid):
    """A letter of which nobody said how long there is for the reply."""

    code = "handed.period_missing"
    text = gettext_noop(
        "Say how many days there are for the reply, from 1 to {most}. If the letter does not "
        "say, 60 is usual."
    )


class CameOutside(Refusal):
    """Something that goes to an office, about a letter that no office sent in a package."""

    code = "letter.came_outside"
    text = gettext_noop(
        "This letter came outside Rapport, as a file, so nothing about it can be sent from "
        "here. Write to the mandates by the way on which the letter came."
    )


class NoPackage(Refusal):
    """A signed package, or what is made from one, of a letter that came without."""

    code = "letter.no_package"
    text = gettext_noop(
        "This letter came outside Rapport, as a file: there is no signed package of it. The "
        "file itself stands with the letter."
    )


class NotTheSameLetter(Refusal):
    """Two letters that cannot be one."""

    code = "letter.not_the_same"
    text = gettext_noop(
        "Only a letter that came as a file and a signed package of the same reference are "
        "joined."
    )


class AlreadyJoined(Refusal):
    """Two letters joined twice."""

    code = "letter.already_joined"
    text = gettext_noop("These two are one letter already.")


class WorkWithoutPlace(Refusal):
    """Work on questions that the official letter does not ask."""

    code = "letter.work_without_place"
    text = gettext_noop(
        "The package does not ask questions {numbers}, and people own them or have worked on "
        "them. Where nothing was written, let their owners return them. Where something was, "
        "the two letters stay apart."
    )


class WorkedTwice(Refusal):
    """Questions with written work in both of two letters."""

    code = "letter.worked_twice"
    text = gettext_noop(
        "Answers, comments, notes or files were put to questions {numbers} in both letters. "
        "They cannot be made one without losing some of that, so the two stay apart."
    )
