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
    set_road,
    verify_contact,
)
from rapport.exchange.services.handlers import Handler, Incoming, serve
from rapport.exchange.services.incoming import keep_aside, receive, take_in
from rapport.exchange.services.kept import put_kept_aside, take_kept
from rapport.exchange.services.keys import (
    opening_keys,
    own_card,
    own_id,
    own_key,
    revoked_card,
    rotate_keys,
)
from rapport.exchange.services.outgoing import call_off, post, sign_open
from rapport.exchange.services.roads.collect import collect, collect_due
from rapport.exchange.services.roads.folder import Carried
from rapport.exchange.services.roads.folder import read as read_folder
from rapport.exchange.services.roads.folder import write as write_folder
from rapport.exchange.services.roads.pull import Given, give
from rapport.exchange.services.roads.push import deliver
from rapport.exchange.services.rows import ask_since, go_on_after_restore

__all__ = [
    "Answered",
    "Carried",
    "Given",
    "HandedIn",
    "Handler",
    "Incoming",
    "add_contact",
    "answer_for",
    "ask_for_card",
    "ask_since",
    "call_off",
    "code_with",
    "collect",
    "collect_due",
    "deliver",
    "fetch_card",
    "give",
    "go_on_after_restore",
    "hand_in",
    "keep_aside",
    "opening_keys",
    "own_card",
    "own_id",
    "own_key",
    "post",
    "put_kept_aside",
    "read_folder",
    "receive",
    "refresh_card",
    "revoke_contact",
    "revoked_card",
    "rotate_keys",
    "serve",
    "set_road",
    "sign_open",
    "take_in",
    "take_kept",
    "verify_contact",
    "write_folder",
]
