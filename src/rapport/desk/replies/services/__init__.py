"""The commands of the replies, one file a use case."""

from rapport.desk.replies.services.answers import (
    add_comment,
    attach_file,
    record_legal_check,
    save_answer,
    take_away_file,
)
from rapport.desk.replies.services.dispatch import dispatch, keep_answer_to_package
from rapport.desk.replies.services.joining import join_letters
from rapport.desk.replies.services.messages import page_of
from rapport.desk.replies.services.notes import write_note
from rapport.desk.replies.services.outside import (
    keep_page,
    paper_of,
    paper_pdf,
    record_reply_sent,
)
from rapport.desk.replies.services.replies import (
    approve_reply,
    ask_approval,
    begin_reply,
    edit_reply,
    return_reply,
    submit_reply,
    take_back_reply,
)

__all__ = [
    "add_comment",
    "approve_reply",
    "ask_approval",
    "attach_file",
    "begin_reply",
    "dispatch",
    "edit_reply",
    "join_letters",
    "keep_answer_to_package",
    "keep_page",
    "page_of",
    "paper_of",
    "paper_pdf",
    "record_legal_check",
    "record_reply_sent",
    "return_reply",
    "save_answer",
    "submit_reply",
    "take_away_file",
    "take_back_reply",
    "write_note",
]
