"""How the room says no to a file; the file itself is never changed."""

from rapport.foundation.errors import Invalid, NotFound, Refusal, gettext_noop


class FileEmpty(Invalid):
    """A file without a byte, or a document without a word and without a picture."""

    code = "reading.empty"
    text = gettext_noop("This file is empty. Ask for it again, or save it again.")


class FileTooLarge(Invalid):
    """A file of more bytes than a letter has."""

    code = "reading.too_large"
    text = gettext_noop(
        "This file is larger than {megabytes} MB. Save the letter alone, without its "
        "attachments, and try again."
    )


class KindUnknown(Invalid):
    """Bytes of none of the kinds that are read."""

    code = "reading.kind_unknown"
    text = gettext_noop(
        "This is not a PDF, a Word file (.docx), an e-mail (.eml) or plain text. Save the "
        "letter as one of these and try again."
    )


class FileLocked(Invalid):
    """A file that opens with a password alone."""

    code = "reading.locked"
    text = gettext_noop(
        "This file is protected by a password. Open it with the password, save it without "
        "one, and try again."
    )


class FileDamaged(Invalid):
    """A file that begins like one of the kinds and cannot be opened as one."""

    code = "reading.damaged"
    text = gettext_noop("This file is damaged and cannot be opened. Ask for it again.")


class TooManyPages(Invalid):
    """A document longer than any letter."""

    code = "reading.too_many_pages"
    text = gettext_noop(
        "This document has {pages} pages; up to {most} are read. Save the letter alone and "
        "try again."
    )


class UnpacksTooFar(Invalid):
    """A packed file that holds far more than it seems to, or packs within packs."""

    code = "reading.unpacks_too_far"
    text = gettext_noop(
        "This file holds more, or is packed deeper, than a letter can be. It was not opened."
    )


class TooMuchWork(Invalid):
    """A file that took more time or memory than any letter needs."""

    code = "reading.too_much_work"
    text = gettext_noop(
        "This file took more time or memory than a letter needs, so reading was stopped. Save "
        "its text as plain text and try again."
    )


class OnlyPictures(Invalid):
    """A scan, on a machine that cannot read pictures."""

    code = "reading.only_pictures"
    text = gettext_noop(
        "This document holds pictures of pages and no text. This machine cannot read "
        "pictures: Tesseract is missing. On Debian or Ubuntu, install {packages}, then try again."
    )


class NoSuchPage(NotFound):
    """A page that a file does not have."""

    code = "reading.no_such_page"
    text = gettext_noop("This document has {pages} pages.")


class ReaderMissing(Refusal):
    """An installation without the libraries that open this kind of file."""

    code = "reading.libraries_missing"
    text = gettext_noop(
        "This kind of file cannot be read on this machine: the extra office-files of Rapport "
        "is not installed. Plain text and e-mails are read without it."
    )
    status = 503
