"""How the table of functions says no."""

from rapport.foundation.errors import Invalid, NotFound, Refusal, gettext_noop


class VersionNotFound(NotFound):
    """A version of the table that is not there."""

    code = "table.not_found"


class TableOvertaken(Refusal):
    """A table that somebody else changed since the page was opened."""

    code = "table.overtaken"
    text = gettext_noop(
        "Somebody changed the table in the meantime. Look at it as it is now, then try again."
    )


class FallbackMissing(Invalid):
    """A table without a function for all that no row names."""

    code = "table.fallback_missing"
    text = gettext_noop("Name the function for all that no row names.")


class FunctionMissing(Invalid):
    """A deputy, or a row of its own, without a function."""

    code = "table.function_missing"
    text = gettext_noop("A row with a deputy, or a new row, names the function too.")


class RowTwice(Invalid):
    """Two rows for the same area, product and country."""

    code = "table.row_twice"
    text = gettext_noop("There is a row for this area, product and country already.")


class RowEmpty(Invalid):
    """A row that names neither area, product nor country."""

    code = "table.row_empty"
    text = gettext_noop(
        "A row names an area, a product or a country. For all the rest there is the fallback."
    )


class ProductUnusable(Invalid):
    """A product that cannot be written as the protocol wants it."""

    code = "table.product_unusable"
    text = gettext_noop("Write the product “{product}” with Latin letters or digits.")


class TooManyRows(Invalid):
    """More rows than the page takes."""

    code = "table.too_many_rows"
    text = gettext_noop("A table has at most {most} rows.")


class TableCountryUnknown(Invalid):
    """A code that is no country's."""

    code = "table.country_unknown"
    text = gettext_noop("This country is not in the directory.")


class ValidInThePast(Invalid):
    """A table that would be valid from a day that is over."""

    code = "table.valid_in_the_past"
    text = gettext_noop("The table is valid from today, or from a later day.")


class NothingPublished(Refusal):
    """Nothing to withdraw, or to send to further offices."""

    code = "table.nothing_published"
    text = gettext_noop("No table is published.")


class AlreadyWithdrawn(Refusal):
    """A published table that names the fallback alone."""

    code = "table.already_withdrawn"
    text = gettext_noop("What is published names the fallback alone already.")


class EverybodyHasIt(Refusal):
    """A table that was sent to every office that is known."""

    code = "table.everybody_has_it"
    text = gettext_noop("Every office among the contacts was sent this table.")
