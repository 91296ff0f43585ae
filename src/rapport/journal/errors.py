"""How the journal says no."""

from rapport.foundation.errors import NotAllowed, NotFound, Refusal, gettext_noop


class WorkNotFound(NotFound):
    """No work is known under this number."""

    code = "journal.work_not_found"


class NotTheAdministrator(NotAllowed):
    """What was given up is looked after by administrators."""

    code = "journal.not_the_administrator"
    text = gettext_noop("Work that was given up is for administrators.")


class NotGivenUp(Refusal):
    """Work that is under way or done, perhaps because somebody was quicker."""

    code = "journal.not_given_up"
    text = gettext_noop(
        "This work is not given up any more: somebody has had it tried again meanwhile."
    )
