"""How the consents say no."""

from rapport.foundation.errors import Invalid, NotFound, gettext_noop


class PersonNotInCase(NotFound):
    """No person has this number in this case."""

    code = "consent.person_not_found"


class PersonNameMissing(Invalid):
    """A person without a name."""

    code = "consent.name_missing"
    text = gettext_noop(
        "Write the name. If it is not known, write what the person is called in the case."
    )


class PersonNameUnusable(Invalid):
    """A name that is too long or holds a sign of which marks are made."""

    code = "consent.name_unusable"
    text = gettext_noop(
        "A name has at most {most} characters, and no square bracket or bar among them."
    )


class ConsentInFuture(Invalid):
    """An answer that has not been given yet."""

    code = "consent.in_future"
    text = gettext_noop("The answer cannot have been given on {given_on}: that day lies ahead.")


class RecipientNotAsked(Invalid):
    """A recipient for a purpose that has none."""

    code = "consent.recipient_not_asked"
    text = gettext_noop("A company is named only for the consent to be named to a company.")


class MarkUnknown(Invalid):
    """A mark of a person whom the case does not know."""

    code = "consent.mark_unknown"
    text = gettext_noop("The text holds {mark}, but the case has no person with this number.")
