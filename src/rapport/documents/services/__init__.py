"""The room's commands: keep and read files, set letters in type, save everything."""

from rapport.documents.services.copies import as_docx, as_web_page
from rapport.documents.services.files import keep, read, sweep
from rapport.documents.services.printing import (
    KeptPdf,
    Printed,
    keep_pdf,
    letter_html,
    render_pdf,
    reply_html,
)
from rapport.documents.services.sheets import (
    Sheet,
    address_sheet,
    answer_sheet,
    withdrawal_sheet,
)

__all__ = [
    "KeptPdf",
    "Printed",
    "Sheet",
    "address_sheet",
    "answer_sheet",
    "as_docx",
    "as_web_page",
    "keep",
    "keep_pdf",
    "letter_html",
    "read",
    "render_pdf",
    "reply_html",
    "sweep",
    "withdrawal_sheet",
]
