"""The room's commands: draft, join, clear, send; take replies in; speak about letters."""

from rapport.office.communications.services.drafting import (
    attach_file,
    draft_letter,
    edit_letter,
    put_marks,
    save_part,
    save_questions,
    take_away_file,
)
from rapport.office.communications.services.joining import (
    ask_to_join,
    circulate_letter,
    decline_to_join,
    join_letter,
    return_to_draft,
)
from rapport.office.communications.services.learning import forget_learned
from rapport.office.communications.services.mailing import (
    assign_mail,
    change_mail_address,
    file_mail,
    keep_fate,
    message_about,
    put_mail_aside,
    resend_letter,
    settle_doubt,
)
from rapport.office.communications.services.replies import (
    assess_answer,
    hand_in_file,
    receive_reply,
)
from rapport.office.communications.services.sending import (
    arrival_of,
    clear_letter,
    close_letter,
    dispatch,
    keep_answer_to_package,
    transmit_letter,
    why_not_send,
    why_not_withdraw,
    withdraw_letter,
)
from rapport.office.communications.services.telling import (
    answer_extension,
    answer_message,
    for_company,
    receive_message,
    send_clarification,
    send_follow_up,
    tell,
)
from rapport.office.communications.services.undelivered import (
    disbelieve_report,
    let_mail_go,
    resend_withdrawal,
)
from rapport.office.communications.services.uploading import (
    renew_upload_code,
    why_not_renew_code,
)

__all__ = [
    "answer_extension",
    "answer_message",
    "arrival_of",
    "ask_to_join",
    "assess_answer",
    "assign_mail",
    "attach_file",
    "change_mail_address",
    "circulate_letter",
    "clear_letter",
    "close_letter",
    "decline_to_join",
    "disbelieve_report",
    "dispatch",
    "draft_letter",
    "edit_letter",
    "file_mail",
    "for_company",
    "forget_learned",
    "hand_in_file",
    "join_letter",
    "keep_answer_to_package",
    "keep_fate",
    "let_mail_go",
    "message_about",
    "put_mail_aside",
    "put_marks",
    "receive_message",
    "receive_reply",
    "renew_upload_code",
    "resend_letter",
    "resend_withdrawal",
    "return_to_draft",
    "save_part",
    "save_questions",
    "send_clarification",
    "send_follow_up",
    "settle_doubt",
    "take_away_file",
    "tell",
    "transmit_letter",
    "why_not_renew_code",
    "why_not_send",
    "why_not_withdraw",
    "withdraw_letter",
]
