"""The doors of the inbox, and what the doors of every room of the desk share."""

from rapport.desk.inbox.views.by_hand import hand_in, receipt
from rapport.desk.inbox.views.doors import opens_to, opens_to_readers
from rapport.desk.inbox.views.handed import (
    confirm,
    original,
    page_picture,
    put_with,
    set_aside,
)
from rapport.desk.inbox.views.letters import (
    acknowledge,
    letter_docx,
    letter_file,
    letter_html,
    letter_package,
    letter_pdf,
)
from rapport.desk.inbox.views.messages import (
    acknowledge_receipt,
    answer,
    ask_for_time,
    ask_office,
    not_for_us,
)

__all__ = [
    "acknowledge",
    "acknowledge_receipt",
    "answer",
    "ask_for_time",
    "ask_office",
    "confirm",
    "hand_in",
    "letter_docx",
    "letter_file",
    "letter_html",
    "letter_package",
    "letter_pdf",
    "not_for_us",
    "opens_to",
    "opens_to_readers",
    "original",
    "page_picture",
    "put_with",
    "receipt",
    "set_aside",
]
