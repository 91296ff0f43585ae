"""The room's commands: keep and read files, set letters in type, save everything."""

from rapport.documents.services.copies import as_docx, as_web_page
from rapport.documents.services.files import (
    keep,
    keep_pieces,
    open_newest,
    pieces,
    read,
    read_sealed,
    sweep,
    write_sealed,
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
    "keep",
    "keep_pdf",
    "keep_pieces",
    "letter_html",
    "open_newest",
    "pieces",
    "read",
    "read_sealed",
    "render_pdf",
    "reply_html",
    "sweep",
    "withdrawal_sheet",
    "write_sealed",
]
