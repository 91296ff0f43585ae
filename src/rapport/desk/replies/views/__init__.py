"""The doors of the replies, one file a concern."""

from rapport.desk.replies.views.files import (
    attach,
    attachment,
    reply_answer,
    reply_docx,
    reply_html,
    reply_package,
    reply_pdf,
    sent_file,
    take_away,
)
from rapport.desk.replies.views.joining import join
from rapport.desk.replies.views.questions import comment, legal_check, note, question, versions
from rapport.desk.replies.views.replies import (
    approve,
    ask,
    begin,
    edit,
    give_back,
    reply,
    send,
    sent_outside,
    take_back,
)

__all__ = [
    "approve",
    "ask",
    "attach",
    "attachment",
    "begin",
    "comment",
    "edit",
    "give_back",
    "join",
    "legal_check",
    "note",
    "question",
    "reply",
    "reply_answer",
    "reply_docx",
    "reply_html",
    "reply_package",
    "reply_pdf",
    "send",
    "sent_file",
    "sent_outside",
    "take_away",
    "take_back",
    "versions",
]
