"""Questions that take all rooms together, one file a concern. The actor comes first."""

from rapport.desk.today.selectors.facts import LetterRow, QuestionRow, get_letter_row, rows_of
from rapport.desk.today.selectors.history import Told, history_of
from rapport.desk.today.selectors.line import line_of, mini_of
from rapport.desk.today.selectors.waiting import Waiting, waits_for

__all__ = [
    "LetterRow",
    "QuestionRow",
    "Told",
    "Waiting",
    "get_letter_row",
    "history_of",
    "line_of",
    "mini_of",
    "rows_of",
    "waits_for",
]
