"""The room's commands: make and end codes, enter; begin, add, remove; send off, clear up."""

from rapport.office.uploads.services.clearing import clear
from rapport.office.uploads.services.codes import end_codes, enter, make_code
from rapport.office.uploads.services.pieces import (
    Piece,
    add_piece,
    begin_upload,
    finish,
    remove_upload,
)
from rapport.office.uploads.services.sending_off import send_off

__all__ = [
    "Piece",
    "add_piece",
    "begin_upload",
    "clear",
    "end_codes",
    "enter",
    "finish",
    "make_code",
    "remove_upload",
    "send_off",
]
