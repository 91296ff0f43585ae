"""Which letters a desk takes, what its dates mean, what it may say about a letter; pure."""

from rapport.desk.inbox.rules.handed import (
    Confirmed,
    DayZero,
    HandedState,
    Signing,
    Sure,
    as_heading,
    corrected,
    how_sure,
    looks_first,
    reference_as_kept,
    why_not_confirm,
    why_not_set_aside,
    why_not_this_letter,
)
from rapport.desk.inbox.rules.letters import (
    CLOCKS_DIFFER,
    days_lost,
    normal_reference,
    possible_public_from,
    why_not_acknowledge,
    why_not_hand_in,
    why_not_receive,
)
from rapport.desk.inbox.rules.messages import (
    why_not_answer_message,
    why_not_redirect,
    why_not_say,
    why_not_until,
)

__all__ = [
    "CLOCKS_DIFFER",
    "Confirmed",
    "DayZero",
    "HandedState",
    "Signing",
    "Sure",
    "as_heading",
    "corrected",
    "days_lost",
    "how_sure",
    "looks_first",
    "normal_reference",
    "possible_public_from",
    "reference_as_kept",
    "why_not_acknowledge",
    "why_not_answer_message",
    "why_not_confirm",
    "why_not_hand_in",
    "why_not_receive",
    "why_not_redirect",
    "why_not_say",
    "why_not_set_aside",
    "why_not_this_letter",
    "why_not_until",
]
