"""Which letters a desk takes, what its dates mean, what it may say about a letter; pure."""

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
    "days_lost",
    "normal_reference",
    "possible_public_from",
    "why_not_acknowledge",
    "why_not_answer_message",
    "why_not_hand_in",
    "why_not_receive",
    "why_not_redirect",
    "why_not_say",
    "why_not_until",
]
