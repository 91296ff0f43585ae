"""The room's commands: post, hand over, settle, send; collect, take in, assign; readdress."""

from rapport.mail.services.addresses import address_for, change_address
from rapport.mail.services.collecting import collect, collect_when_due, look
from rapport.mail.services.fates import disbelieve, let_go
from rapport.mail.services.files import read_files
from rapport.mail.services.incoming import (
    acknowledge,
    assign,
    move,
    reopen,
    settle,
    take_back,
    take_in,
    take_in_files,
)
from rapport.mail.services.outgoing import (
    Attachment,
    doubt_after_restore,
    hand_over,
    post_mail,
    settle_doubt,
    why_not_to,
)
from rapport.mail.services.reading import Reader, reader
from rapport.mail.services.smtp import ask_whether_taken, greet, send
from rapport.mail.services.withheld import ask_soon, give_up

__all__ = [
    "Attachment",
    "Reader",
    "acknowledge",
    "address_for",
    "ask_soon",
    "ask_whether_taken",
    "assign",
    "change_address",
    "collect",
    "collect_when_due",
    "disbelieve",
    "doubt_after_restore",
    "give_up",
    "greet",
    "hand_over",
    "let_go",
    "look",
    "move",
    "post_mail",
    "read_files",
    "reader",
    "reopen",
    "send",
    "settle",
    "settle_doubt",
    "take_back",
    "take_in",
    "take_in_files",
    "why_not_to",
]
