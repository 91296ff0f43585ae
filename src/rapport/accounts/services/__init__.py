"""Invite people, give and end seats, let people in by one-time links, end their sessions."""

from rapport.accounts.services.factors import (
    note_factor_added,
    note_factor_removed,
    reset_factors,
)
from rapport.accounts.services.invitations import (
    accept_invitation,
    invite,
    make_invitation_link,
    posts_offered,
    withdraw_invitation,
)
from rapport.accounts.services.keys import end_all_keys, end_key, make_key, see_key
from rapport.accounts.services.people import (
    add_person,
    change_email,
    change_posts,
    choose_notices,
    remove_person,
    rename_person,
)
from rapport.accounts.services.sessions import (
    begin_session,
    close_session,
    end_session,
    end_sessions,
    find_or_list_session,
    forget_what_has_run_out,
    see_session,
)
from rapport.accounts.services.signin import (
    ask_for_link,
    make_signin_link,
    use_signin_link,
)

__all__ = [
    "accept_invitation",
    "add_person",
    "ask_for_link",
    "begin_session",
    "change_email",
    "change_posts",
    "choose_notices",
    "close_session",
    "end_all_keys",
    "end_key",
    "end_session",
    "end_sessions",
    "find_or_list_session",
    "forget_what_has_run_out",
    "invite",
    "make_invitation_link",
    "make_key",
    "make_signin_link",
    "note_factor_added",
    "note_factor_removed",
    "posts_offered",
    "remove_person",
    "rename_person",
    "reset_factors",
    "see_key",
    "see_session",
    "use_signin_link",
    "withdraw_invitation",
]
