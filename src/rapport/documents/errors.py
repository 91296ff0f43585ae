"""How the documents say no."""

from rapport.foundation.errors import Invalid, Refusal, gettext_noop


class FileDamaged(Refusal):
    """A stored file whose bytes are missing or are not those that were kept."""

    code = "documents.file_damaged"
    text = gettext_noop(
        "A stored file is missing or damaged. Restore it from the backup; its number is {file}."
    )
    status = 500


class FilesKeyMissing(Refusal):
    """The key that seals and opens stored files is not where it should be, or is none."""

    code = "documents.files_key_missing"
    text = gettext_noop(
        "The key that opens the stored files is not in {place}. Whoever runs Rapport puts it "
        "back, from the backup or from where secrets are kept; nothing was changed."
    )
    status = 503


class FilesKeyElsewhere(Refusal):
    """A new key is wanted where the key does not lie in the home."""

    code = "documents.files_key_elsewhere"
    text = gettext_noop(
        "The key of the stored files comes from RAPPORT_FILES_KEY. Put the new one there, as a "
        "first line before the others, start Rapport again, then seal the files again."
    )


class VirusFound(Refusal):
    """A file in which a check for viruses has found something."""

    code = "documents.virus_found"
    text = gettext_noop(
        "A check for viruses has found {finding} in this file. Its words were not read."
    )


class RendererMissing(Refusal):
    """A machine that lacks what sets a page in type; everything else works."""

    code = "documents.renderer_missing"
    text = gettext_noop(
        "PDFs cannot be made on this machine: Pango is missing. On Debian or Ubuntu, install "
        "{packages}, then start Rapport again. Everything else works without it."
    )
    status = 503


class RenderFailed(Refusal):
    """The renderer ended without a PDF, or took too long."""

    code = "documents.render_failed"
    text = gettext_noop("The PDF could not be made: {reason}.")
    status = 500


class DocxMissing(Refusal):
    """An installation without the extra that writes DOCX."""

    code = "documents.docx_missing"
    text = gettext_noop(
        "DOCX files cannot be made here: python-docx is missing. Whoever runs Rapport installs "
        "it with the extra office-files. PDF and HTML work without it."
    )
    status = 503


class DocxFailed(Refusal):
    """The writer ended without a DOCX, or took too long."""

    code = "documents.docx_failed"
    text = gettext_noop("The DOCX could not be made: {reason}.")
    status = 500


class TargetTaken(Refusal):
    """A name under which something is already."""

    code = "backup.target_taken"
    text = gettext_noop(
        "{target} is there already. Nothing is overwritten: choose another name."
    )


class NothingSaved(Refusal):
    """A backup or an export that could not be written; nothing of it is left."""

    code = "backup.nothing_saved"
    text = gettext_noop("Nothing was saved to {target}: {reason}.")


class NotABackup(Invalid):
    """A file that no release of Rapport wrote as a backup, or that was damaged since."""

    code = "backup.unreadable"
    text = gettext_noop("This backup cannot be used: {reason}. Nothing was restored.")


class BackupKeyMissing(Refusal):
    """A backup whose stored files the key at hand does not open."""

    code = "backup.key_missing"
    text = gettext_noop(
        "The stored files of this backup are not opened by the key that RAPPORT_FILES_KEY_FILE "
        "names or, without this setting, by the one in the backup. Let it name the key they "
        "were sealed for; nothing was restored."
    )


class HomeTaken(Refusal):
    """Something is there already where a backup would be restored to."""

    code = "backup.home_taken"
    text = gettext_noop(
        "{place} is not empty. A backup is restored into an empty folder and database; "
        "nothing was changed."
    )


class RestoreUnfinished(Refusal):
    """The rows of another backup, left by a restore that was cut off."""

    code = "backup.unfinished"
    text = gettext_noop(
        "A restore of another backup into {place} was cut off when its rows were in the "
        "database. Restore that backup again, or make the database empty first; nothing was "
        "changed."
    )


class WrongSide(Refusal):
    """The backup of another side than the one that this installation is told to be."""

    code = "backup.wrong_side"
    text = gettext_noop(
        "This is the backup of a side {side}, but RAPPORT_SIDE says {told}. Nothing was "
        "restored."
    )


class OtherRelease(Refusal):
    """A backup whose tables are not those of this release."""

    code = "backup.other_release"
    text = gettext_noop(
        "This backup was made by release {release}, whose tables differ from this one's. "
        "Restore it with that release, then upgrade. Nothing was restored."
    )
