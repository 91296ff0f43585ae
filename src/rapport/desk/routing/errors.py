"""How routing says no."""

from rapport.foundation.errors import Invalid, NotAllowed, Refusal, gettext_noop


class NotYourQuestion(NotAllowed):
    """Something that only the owner of the question does."""

    code = "question.not_yours"
    text = gettext_noop("Only the owner of question {number} does this.")


class NotAnOwner(Invalid):
    """A person who does not hold the owner's seat."""

    code = "question.not_an_owner"
    text = gettext_noop(
        "{name} does not hold the seat of an issue owner. An administrator can give it to them."
    )


class SameOwner(Refusal):
    """A hand-over to oneself."""

    code = "question.same_owner"
    text = gettext_noop("Question {number} is already with {name}.")


class ReasonMissing(Invalid):
    """A hand-over or a return without a reason."""

    code = "question.reason_missing"
    text = gettext_noop("Say why, in a sentence: the next person needs it.")


class AlreadyTakenOn(Refusal):
    """A question is acknowledged once by each owner."""

    code = "question.already_taken_on"
    text = gettext_noop("You have already taken on question {number}.")
