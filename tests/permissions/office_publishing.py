"""What an office promises about publishing: rows that `office` adds to its table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

from tests.permissions.table import Ask, Page

from rapport.accounts.models import Person
from rapport.foundation.acts import Actor
from rapport.foundation.errors import Refusal
from rapport.office.communications.rules import State
from rapport.office.publishing import rules

MEMBERS: Final = frozenset({"secretariat", "mandate_member"})
SECRETARIAT: Final = frozenset({"secretariat"})
NOON: Final = datetime(2026, 5, 2, 12, tzinfo=UTC)


def _publish(actor: Actor) -> Refusal | None:
    return rules.why_not_prepare(
        actor,
        state=State.TRANSMITTED,
        received_at=NOON - timedelta(days=60),
        public_from=NOON,
        at=NOON,
    ) or rules.why_not_publish(archive_known=True, earlier=None)


def _announce(actor: Actor) -> Refusal | None:
    return rules.why_not_announce(
        actor,
        state=State.TRANSMITTED,
        received_at=NOON - timedelta(days=60),
        withdrawn_at=None,
        public_from=NOON,
    )


RULES: Final[Mapping[str, Ask]] = {
    "publish_letter": _publish,
    "announce_publication": _announce,
}
PAGES: Final[tuple[Page, ...]] = (
    Page("letters/<uuid:letter_id>/publication", get=MEMBERS, post=MEMBERS, closed=404),
    Page(
        "letters/<uuid:letter_id>/publication/confirm",
        get=SECRETARIAT,
        post=SECRETARIAT,
    ),
    Page("letters/<uuid:letter_id>/publication/notice", get=SECRETARIAT, post=SECRETARIAT),
)


def stage(people: Mapping[str, Person], facts: dict[str, object]) -> None:
    """Publishing is about the letter of the stage, and adds nothing to it."""
