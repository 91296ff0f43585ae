"""Commands of the exchange: keys, contacts, packages out, packages in.

Start reading at: outgoing.
"""

from rapport.exchange.services.answers import Answered
from rapport.exchange.services.by_hand import HandedIn, answer_for, hand_in
from rapport.exchange.services.contacts import (
    add_contact,
    ask_for_card,
    code_with,
    fetch_card,
    refresh_card,
    revoke_contact,
    verify_contact,
)
from rapport.exchange.services.incoming import (
    Handler,
    Incoming,
    keep_aside,
    receive,
    serve,
    take_in,
)
from rapport.exchange.services.keys import (
    opening_keys,
    own_card,
    own_id,
    own_key,
    revoked_card,
    rotate_keys,
)
from rapport.exchange.services.outgoing import call_off, deliver, post

__all__ = [
    "Answered",
    "HandedIn",
    "Handler",
    "Incoming",
    "add_contact",
    "answer_for",
    "ask_for_card",
    "call_off",
    "code_with",
    "deliver",
    "fetch_card",
    "hand_in",
    "keep_aside",
    "opening_keys",
    "own_card",
    "own_id",
    "own_key",
    "post",
    "receive",
    "refresh_card",
    "revoke_contact",
    "revoked_card",
    "rotate_keys",
    "serve",
    "take_in",
    "verify_contact",
]
