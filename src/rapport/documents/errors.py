"""How the documents say no."""

from rapport.foundation.errors import Refusal, gettext_noop


class FileDamaged(Refusal):
    """A stored file whose bytes are missing or are not those that were kept."""

    code = "documents.file_damaged"
    text = gettext_noop(
        "A stored file is missing or damaged. Restore it from the backup; its number is {file}."
    )
    status = 500


class RendererMissing(Refusal):
    """This machine lacks what sets a page in type; everything else works."""

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
