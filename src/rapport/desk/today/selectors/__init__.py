"""Questions that take all rooms together, one file a concern. The actor comes first."""

from rapport.desk.today.selectors.facts import LetterRow, QuestionRow, get_letter_row, rows_of
from rapport.desk.today.selectors.history import Told, history_of
from rapport.desk.today.selectors.line import line_of, mini_of
from rapport.desk.today.selectors.waiting import (
    Waiting,
    as_waits,
    everything_for,
    open_rows,
    waits_for,
    what_waits,
)

__all__ = [
    "LetterRow",
    "QuestionRow",
    "Told",
    "Waiting",
    "as_waits",
    "everything_for",
    "get_letter_row",
    "history_of",
    "line_of",
    "mini_of",
    "open_rows",
    "rows_of",
    "waits_for",
    "what_waits",
]
