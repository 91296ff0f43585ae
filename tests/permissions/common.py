"""What every side promises: sign-in, one's account, people and seats, directory, exchange."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tests.permissions.table import ANYBODY, SIGNED_IN, Ask, Page, Who

from rapport.accounts import rules
from rapport.directory import rules as directory
from rapport.exchange import rules as exchange
from rapport.exchange.rules import KeptState
from rapport.foundation.acts import Actor
from rapport.foundation.errors import Refusal
from rapport.journal import rules as journal
from rapport.journal.rules import JobState

ADMINISTRATOR: Final = frozenset({"administrator"})
SOMEBODY: Final = "00000000-0000-4000-8000-00000000000a"

MAY: Final = {**rules.MAY, **directory.MAY, **exchange.MAY, **journal.MAY}


def _change(actor: Actor) -> Refusal | None:
    return rules.why_not_change_posts(
        actor, person=SOMEBODY, is_active=True, other_administrators=1, before=(), after=()
    )


RULES: Final[Mapping[str, Ask]] = {
    "import_directory": directory.why_not_import,
    "invite": rules.why_not_manage_people,
    "add_contact": exchange.why_not_manage_contacts,
    "verify_contact": exchange.why_not_manage_contacts,
    "revoke_contact": exchange.why_not_manage_contacts,
    "set_road": exchange.why_not_manage_contacts,
    "ask_since": exchange.why_not_manage_contacts,
    "take_kept": lambda actor: exchange.why_not_take_kept(
        actor, KeptState.WAITING, "package.sender_unknown"
    ),
    "put_kept_aside": lambda actor: exchange.why_not_settle_kept(actor, KeptState.WAITING),
    "try_again": lambda actor: journal.why_not_try_again(actor, JobState.DEAD),
    "withdraw_invitation": rules.why_not_manage_people,
    "change_posts": _change,
    "remove_person": _change,
    "reset_factors": lambda actor: rules.why_not_reset_factors(actor, SOMEBODY),
    "change_email": lambda actor: rules.why_not_change_email(actor, SOMEBODY),
}


def pages(side: str) -> tuple[Page, ...]:
    """Return the addresses that every side has; an archive shows its directory to strangers."""
    reader: Who = ANYBODY if side == "archive" else SIGNED_IN
    person = {"person_id": "person"}
    return (
        Page("health", get=ANYBODY),
        Page("language", post=ANYBODY),
        Page("help", get=ANYBODY),
        Page("accessibility", get=ANYBODY),
        Page("privacy", get=ANYBODY),
        Page("style", get=SIGNED_IN),
        Page("sign-in", get=ANYBODY, post=ANYBODY),
        Page("sign-in/passkey", get=ANYBODY, post=ANYBODY),
        Page("sign-in/link/<str:token>", get=ANYBODY, post=ANYBODY, facts={"token": "token"}),
        Page("sign-in/second-factor", get=ANYBODY, post=ANYBODY),
        Page("invitation/<str:token>", get=ANYBODY, post=ANYBODY, facts={"token": "token"}),
        Page("sign-out", post=SIGNED_IN),
        Page("account", get=SIGNED_IN, post=SIGNED_IN),
        Page("account/notices", post=SIGNED_IN),
        Page("account/sessions/end", post=SIGNED_IN),
        Page(
            "account/sessions/<uuid:session_id>/end",
            post=SIGNED_IN,
            facts={"session_id": "nothing"},
        ),
        Page("account/second-factor", get=SIGNED_IN),
        Page("account/passkeys/add", get=SIGNED_IN, post=SIGNED_IN),
        Page(
            "account/passkeys/<str:factor>/remove",
            get=SIGNED_IN,
            post=SIGNED_IN,
            facts={"factor": "token"},
            opens=frozenset({404}),
        ),
        Page("account/app/add", get=SIGNED_IN, post=SIGNED_IN),
        Page("account/app/remove", get=SIGNED_IN, post=SIGNED_IN, opens=frozenset({404})),
        Page("account/recovery-codes", get=SIGNED_IN, post=SIGNED_IN),
        Page("account/prove", get=SIGNED_IN, post=SIGNED_IN),
        Page("account/keys", get=SIGNED_IN, post=SIGNED_IN),
        Page(
            "account/keys/<uuid:key_id>/end",
            post=SIGNED_IN,
            facts={"key_id": "nothing"},
            opens=frozenset({404}),
        ),
        Page("people", get=ADMINISTRATOR),
        Page("people/invite", get=ADMINISTRATOR, post=ADMINISTRATOR),
        Page(
            "people/invitations/<uuid:invitation_id>/withdraw",
            post=ADMINISTRATOR,
            facts={"invitation_id": "nothing"},
        ),
        Page("people/<uuid:person_id>", get=ADMINISTRATOR, post=ADMINISTRATOR, facts=person),
        Page(
            "people/<uuid:person_id>/remove",
            get=ADMINISTRATOR,
            post=ADMINISTRATOR,
            facts=person,
        ),
        Page(
            "people/<uuid:person_id>/reset", get=ADMINISTRATOR, post=ADMINISTRATOR, facts=person
        ),
        Page(
            "people/<uuid:person_id>/email", get=ADMINISTRATOR, post=ADMINISTRATOR, facts=person
        ),
        Page("people/<uuid:person_id>/sign-out", post=ADMINISTRATOR, facts=person, closed=404),
        *_directory(reader),
        *_exchange(),
        Page("given-up/", get=ADMINISTRATOR),
        Page("given-up/again", post=ADMINISTRATOR),
        Page(
            "given-up/<uuid:job_id>/again",
            post=ADMINISTRATOR,
            facts={"job_id": "nothing"},
            opens=frozenset({404}),
        ),
    )


def _directory(reader: Who) -> tuple[Page, ...]:
    # The stage holds no records: a record's page says 404 to whoever may look.
    unknown = frozenset({404})
    slug = {"slug": "token"}
    return (
        Page("directory/mandates", get=reader),
        Page("directory/mandates/<slug:slug>", get=reader, facts=slug, opens=unknown),
        Page(
            "directory/mandates/<slug:slug>/record.json", get=reader, facts=slug, opens=unknown
        ),
        Page("directory/companies", get=reader),
        Page("directory/companies/<slug:slug>", get=reader, facts=slug, opens=unknown),
        Page(
            "directory/companies/<slug:slug>/record.json", get=reader, facts=slug, opens=unknown
        ),
        Page("directory/sessions", get=reader),
        Page("directory/dialogue", get=reader, opens=unknown),
        Page("directory/dialogues/<slug:slug>", get=reader, facts=slug, opens=unknown),
        Page(
            "directory/dialogues/<slug:slug>/record.json", get=reader, facts=slug, opens=unknown
        ),
        Page("directory/export", get=reader),
        Page("directory/import", get=ADMINISTRATOR, post=ADMINISTRATOR),
        Page(
            "directory/import/<uuid:upload_id>",
            get=ADMINISTRATOR,
            post=ADMINISTRATOR,
            facts={"upload_id": "nothing"},
            opens=unknown,
        ),
    )


def _exchange() -> tuple[Page, ...]:
    # Anybody may try: what is no package of a known sender is refused with 422.
    unknown, opens = {"contact_id": "nothing"}, frozenset({404})
    return (
        Page("exchange/v1/packages", post=ANYBODY, opens=frozenset({422})),
        Page("exchange/v1/collect", post=ANYBODY, opens=frozenset({422})),
        Page("exchange/v1/card", get=ANYBODY),
        Page("contacts/", get=ADMINISTRATOR),
        Page("contacts/card.json", get=ADMINISTRATOR),
        Page("contacts/add", get=ADMINISTRATOR, post=ADMINISTRATOR),
        Page("contacts/kept", get=ADMINISTRATOR),
        *(
            Page(
                f"contacts/kept/<uuid:kept_id>/{deed}",
                post=ADMINISTRATOR,
                facts={"kept_id": "nothing"},
                opens=opens,
            )
            for deed in ("again", "aside")
        ),
        Page("contacts/<uuid:contact_id>", get=ADMINISTRATOR, facts=unknown, opens=opens),
        *(
            Page(
                f"contacts/<uuid:contact_id>/{deed}",
                get=ADMINISTRATOR,
                post=ADMINISTRATOR,
                facts=unknown,
                opens=opens,
            )
            for deed in ("verify", "revoke", "road", "ask")
        ),
    )
