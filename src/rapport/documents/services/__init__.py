"""The room's commands: keep and read files, set letters in type, save everything."""

from rapport.documents.services.files import keep, read
from rapport.documents.services.printing import letter_html, render_pdf, reply_html

__all__ = ["keep", "letter_html", "read", "render_pdf", "reply_html"]
