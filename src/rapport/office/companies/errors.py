"""How tables of companies are refused."""

from rapport.foundation.errors import Invalid, Refusal, gettext_noop


class TableOfNobody(Invalid):
    """A table from an installation that stands for no company."""

    code = "function_table.of_nobody"
    text = gettext_noop("The sender’s contact card names no company.")


class TableFromTomorrow(Invalid):
    """A table that says it was sent later than it arrived."""

    code = "function_table.from_tomorrow"
    text = gettext_noop("The table says that it was sent on {sent_at}, which is still to come.")


class TableAltered(Refusal):
    """A second table under the same id that says something else."""

    code = "function_table.altered"
    text = gettext_noop("A table with this id came before, and said something else.")
