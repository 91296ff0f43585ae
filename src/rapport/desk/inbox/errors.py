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
