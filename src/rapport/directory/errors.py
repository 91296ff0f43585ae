"""How the directory says no."""

from rapport.foundation.errors import Invalid, NotAllowed, NotFound, Refusal, gettext_noop


class DirectoryInvalid(Invalid):
    """Records that cannot be used; nothing was changed. Every mistake is listed."""

    code = "directory.invalid"
    text = gettext_noop("Nothing was loaded. Mistakes found: {count}.\n{mistakes}")


class FileUnreadable(Invalid):
    """A file that is no directory file at all."""

    code = "directory.file_unreadable"
    text = gettext_noop(
        "{file} cannot be read as directory data: {reason}. Nothing was changed."
    )


class FilterUnknown(Invalid):
    """A filter of a list has a value that does not exist."""

    code = "directory.filter_unknown"
    text = gettext_noop(
        "The list cannot be narrowed by “{value}”. Choose from the values beside it."
    )


class MandateUnknown(NotFound):
    """No mandate has this short name."""

    code = "directory.mandate_unknown"
    text = gettext_noop("The directory has no mandate “{slug}”.")


class CompanyUnknown(NotFound):
    """No company has this short name."""

    code = "directory.company_unknown"
    text = gettext_noop("The directory has no company “{slug}”.")


class DialogueUnknown(NotFound):
    """No dialogue has this short name."""

    code = "directory.dialogue_unknown"
    text = gettext_noop("The directory has no dialogue “{slug}”.")


class NotTheAdministrator(NotAllowed):
    """Importing records is the administrator's business."""

    code = "directory.not_the_administrator"
    text = gettext_noop("Only an administrator imports records into the directory.")


class UploadUnknown(NotFound):
    """No uploaded file waits under this address."""

    code = "directory.upload_unknown"
    text = gettext_noop("No uploaded file waits here. Choose the file again.")


class ChangesOutdated(Refusal):
    """The directory was changed after the changes of a file were shown."""

    code = "directory.changes_outdated"
    text = gettext_noop(
        "The directory was changed since these changes were shown. Look at them again."
    )
