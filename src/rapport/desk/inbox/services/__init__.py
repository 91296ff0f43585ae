"""The commands of the inbox: take letters in, take them on, say something about them."""

from rapport.desk.inbox.services.handed import (
    confirm_letter,
    hand_in_file,
    set_file_aside,
)
from rapport.desk.inbox.services.joining import (
    make_one,
    put_file_with_letter,
    why_not_make_one,
)
from rapport.desk.inbox.services.letters import (
    acknowledge_letter,
    give_question,
    receive_letter,
)
from rapport.desk.inbox.services.messages import (
    answer_message,
    receive_message,
    redirect_letter,
    request_extension,
    send_acknowledgement,
    send_clarification,
)

__all__ = [
    "acknowledge_letter",
    "answer_message",
    "confirm_letter",
    "give_question",
    "hand_in_file",
    "make_one",
    "put_file_with_letter",
    "receive_letter",
    "receive_message",
    "redirect_letter",
    "request_extension",
    "send_acknowledgement",
    "send_clarification",
    "set_file_aside",
    "why_not_make_one",
]
