"""How the cases say no."""

from rapport.foundation.errors import Invalid, NotAllowed, NotFound, Refusal, gettext_noop


class CaseNotFound(NotFound):
    """No case under this address, or none that the actor may know of."""

    code = "case.not_found"


class NotTheirCase(NotAllowed):
    """Something that the mandates of a case do, or the secretariat for them."""

    code = "case.not_theirs"
    text = gettext_noop("Only the mandates that share a case, and the secretariat, do this.")


class LeadNotInForce(Invalid):
    """A mandate that is not in force, or that the directory does not list."""

    code = "case.mandate_not_in_force"
    text = gettext_noop("Choose a mandate that is in force.")


class CaseTitleMissing(Invalid):
    """A case without a title."""

    code = "case.title_missing"
    text = gettext_noop("Say in one line what the case is about.")


class CaseWordsTooLong(Invalid):
    """A title or a summary that nobody would read to its end."""

    code = "case.words_too_long"
    text = gettext_noop(
        "A title has at most {title} characters, a summary at most {summary}. Shorten it."
    )


class NotTheLeadOfCase(NotAllowed):
    """Something about the persons in a case, by a mandate that only shares it."""

    code = "case.not_the_lead"
    text = gettext_noop(
        "Only the mandate that leads a case, and the secretariat, enter persons and their "
        "answers."
    )


class CaseHeldInPart(NotAllowed):
    """Title or summary give a name that the actor does not read, and would write over."""

    code = "case.held_in_part"
    text = gettext_noop(
        "Title or summary give a name that is held back from your mandate. The mandate that "
        "leads the case changes them."
    )


class CountryUnknown(Invalid):
    """A code of no country."""

    code = "case.country_unknown"
    text = gettext_noop("The directory has no country with the code {code}.")


class CaseIsClosed(Refusal):
    """A change of a closed case."""

    code = "case.closed"
    text = gettext_noop("This case is closed, so it is not changed.")
