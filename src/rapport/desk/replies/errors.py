"""How the replies say no."""

from rapport.foundation.errors import Invalid, NotAllowed, NotFound, Refusal, gettext_noop


class ReplyNotFound(NotFound):
    """No reply under this address, or none that the actor may know of."""

    code = "reply.not_found"


class NotCounsel(NotAllowed):
    """Something that counsel alone does."""

    code = "desk.not_counsel"
    text = gettext_noop("Only counsel does this.")


class NotTheApprover(NotAllowed):
    """Something that the approver alone does."""

    code = "desk.not_the_approver"
    text = gettext_noop("Only an approver does this.")


class SecondPersonNeeded(NotAllowed):
    """An approval by the person who asked for it."""

    code = "reply.second_person_needed"
    text = gettext_noop("You asked for this approval, so somebody else gives it.")


class AnswerEmpty(Invalid):
    """An answer without words; only "nothing to add" needs none."""

    code = "answer.empty"
    text = gettext_noop("Write the answer, or the reason why the company declines to give one.")


class AnswerTooLong(Invalid):
    """A text longer than a package takes."""

    code = "answer.too_long"
    text = gettext_noop("This text has {length} characters; at most {most} are taken.")


class AnswerMovedOn(Refusal):
    """Somebody else saved a version in the meantime."""

    code = "answer.moved_on"
    text = gettext_noop(
        "{name} saved version {version} while you were writing. Your text is still here: "
        "compare the two, then save again."
    )


class NothingToRead(Refusal):
    """A legal check of an answer that has no version."""

    code = "answer.nothing_to_read"
    text = gettext_noop("Question {number} has no answer yet.")


class TextMissing(Invalid):
    """A comment, note or reason without words."""

    code = "reply.text_missing"
    text = gettext_noop("Write something first.")


class FileUnusable(Invalid):
    """A file that cannot go with a reply."""

    code = "file.unusable"
    text = gettext_noop("{name} cannot be attached: a file has between 1 byte and {most} MB.")


class FilesTooMany(Refusal):
    """More bytes or files than one package takes."""

    code = "file.too_many"
    text = gettext_noop(
        "The files that go with the reply have {size} MB together; at most {most} MB fit."
    )


class ReplyOpen(Refusal):
    """A second reply while one is being prepared."""

    code = "reply.already_open"
    text = gettext_noop("A reply to this letter is already being prepared.")


class WrongState(Refusal):
    """A step that the reply's state does not allow."""

    code = "reply.wrong_state"
    text = gettext_noop("The reply's state does not allow this now. Load the page again.")


class QuestionsOpen(Refusal):
    """A full reply with questions that nobody has answered."""

    code = "reply.questions_open"
    text = gettext_noop(
        "Answer or decline first, and mark as finished: questions {numbers}. An interim reply "
        "may leave before that."
    )


class ReplyEmpty(Invalid):
    """An interim reply that says nothing."""

    code = "reply.empty"
    text = gettext_noop("An interim reply without finished answers needs an opening text.")


class WishMissing(Invalid):
    """A reply that does not say whether it may be public."""

    code = "reply.wish_missing"
    text = gettext_noop("Say whether the company wishes its reply to be public.")


class SignatureMissing(Invalid):
    """A reply without entity or signatory."""

    code = "reply.signature_missing"
    text = gettext_noop("Say which entity replies, and who signs for it.")


class RepliesOnBoth(Refusal):
    """Two letters to be joined, with a reply in the making on each."""

    code = "reply.open_on_both"
    text = gettext_noop(
        "A reply is being prepared to each of the two letters. Send one of them first."
    )


class ReplyOnItsWay(Refusal):
    """A letter to be joined while a reply to it is being signed as a package."""

    code = "reply.on_its_way"
    text = gettext_noop("A reply is leaving at this moment. Try again in a minute.")


class WordsChangeUnderReply(Refusal):
    """A reply with the approver, or signed off, to questions whose words would change."""

    code = "reply.words_change"
    text = gettext_noop(
        "A reply is with the approver or signed off, and questions {numbers} would change. "
        "Take the reply back first; it can be signed off again afterwards."
    )


class SendItFromHere(Refusal):
    """A reply to an office that is sent from here, recorded as sent by other means."""

    code = "reply.send_it_from_here"
    text = gettext_noop(
        "This letter came from an office with Rapport. Send the reply from here: then its "
        "receipt proves that it arrived."
    )


class SentDateWrong(Invalid):
    """A day of sending before the approval, or still to come."""

    code = "reply.sent_date_wrong"
    text = gettext_noop(
        "The day of sending lies between {approved_on}, when the reply was signed off, and "
        "today."
    )


class SentWayMissing(Invalid):
    """A reply of which nobody said how it was sent."""

    code = "reply.sent_way_missing"
    text = gettext_noop("Say to which address, or in which way, you sent it.")
