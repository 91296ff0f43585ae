"""How the archive says no: to offices that publish, to readers, to files."""

from rapport.foundation.errors import Invalid, NotAllowed, NotFound, Refusal, gettext_noop


class RecordNotFound(NotFound):
    """No letter of the record has this address."""

    code = "archive.letter_not_found"
    text = gettext_noop("The record holds no letter under this address.")


class ThemesNotFound(NotFound):
    """No version or area of the map of themes has this address."""

    code = "archive.themes_not_found"
    text = gettext_noop("The map of themes has no such version or area.")


class SchemaNotFound(NotFound):
    """No schema of the protocol has this address."""

    code = "archive.schema_not_found"
    text = gettext_noop("The protocol has no such schema, or not in this version.")


class QueryTooLong(Invalid):
    """More words than a search takes."""

    code = "archive.query_too_long"
    text = gettext_noop("A search takes at most {most} characters. Use fewer words.")


# Publications


class NotAnOffice(NotAllowed):
    """A publication by somebody who does not write letters."""

    code = "publication.not_an_office"
    text = gettext_noop("Only an office publishes letters here.")


class DemonstrationLetter(Invalid):
    """An invented letter for a real record."""

    code = "publication.demonstration"
    text = gettext_noop(
        "This letter belongs to a demonstration. This archive keeps real letters."
    )


class PublishedInFuture(Invalid):
    """A publication of tomorrow."""

    code = "publication.in_future"
    text = gettext_noop("This letter is to be public on {published_on}, which lies ahead.")


class DatesOutOfOrder(Invalid):
    """A letter or reply that is younger than its publication."""

    code = "publication.dates_out_of_order"
    text = gettext_noop("A letter is dated, then replied to, then published. Check the dates.")


class AnswerWithoutQuestion(Invalid):
    """An answer to a question that the letter does not ask."""

    code = "publication.answer_without_question"
    text = gettext_noop("The letter has no question {numbers}, but a reply answers it.")


class WithheldReplyHasText(Invalid):
    """A reply that is to be withheld and carries its text."""

    code = "publication.withheld_has_text"
    text = gettext_noop(
        "A reply that is withheld is published without its text. Nothing was kept."
    )


class NotYourRecord(NotAllowed):
    """A publication in the place of another office's."""

    code = "publication.not_yours"
    text = gettext_noop("This record was published by another office, which alone replaces it.")


class VersionNotNewer(Refusal):
    """A version that is older than the one here, or says something else under its number."""

    code = "publication.version_not_newer"
    text = gettext_noop(
        "Version {version} cannot replace version {known}, which is public. Publish a higher "
        "one."
    )


class ReferenceTaken(Refusal):
    """Another published letter bears the reference."""

    code = "publication.reference_taken"
    text = gettext_noop("The reference {reference} is that of another published letter.")


# Files of public records


class FileUnreadable(Invalid):
    """A file that cannot be opened."""

    code = "archive.file_unreadable"
    text = gettext_noop("{file} cannot be read: {reason}.")


class DirectoryEmpty(Refusal):
    """Records name mandates, and the directory has none yet."""

    code = "archive.directory_empty"
    text = gettext_noop("The directory is empty. Load it first: rapport load directory.")


class NotAnArchive(Refusal):
    """A command of the archive given elsewhere."""

    code = "archive.not_an_archive"
    text = gettext_noop("This installation is no archive; it keeps no public record.")


class FilterUnknown(Invalid):
    """A filter with a value that does not exist."""

    code = "archive.filter_unknown"
    text = gettext_noop("There is nothing called “{value}” by which letters could be narrowed.")
