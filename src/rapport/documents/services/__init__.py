"""The room's commands: keep and read files, set letters in type, save everything."""

from rapport.documents.services.copies import as_docx, as_web_page
from rapport.documents.services.files import (
    digest_of,
    keep,
    keep_file,
    pieces,
    read,
    sweep,
    sync_folder,
)
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
from rapport.documents.services.viruses import check, check_later, check_when_due

__all__ = [
    "KeptPdf",
    "Printed",
    "Sheet",
    "address_sheet",
    "answer_sheet",
    "as_docx",
    "as_web_page",
    "check",
    "check_later",
    "check_when_due",
    "digest_of",
    "keep",
    "keep_file",
    "keep_pdf",
    "letter_html",
    "pieces",
    "read",
    "render_pdf",
    "reply_html",
    "sweep",
    "sync_folder",
    "withdrawal_sheet",
]
