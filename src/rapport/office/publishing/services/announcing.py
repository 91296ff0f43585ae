"""Tell a company, before letter and replies become public, when and how they will."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from rapport.foundation.acts import Act
from rapport.foundation.errors import Refusal
from rapport.office.cases import selectors as cases
from rapport.office.communications import selectors as letters
from rapport.office.communications import services as communications
from rapport.office.communications.models import Letter, Message
from rapport.office.publishing import errors, rules, selectors
from rapport.office.publishing.services.preparing import prepare
from rapport.protocol import kinds


@transaction.atomic
def announce_publication(
    act: Act,
    *,
    letter_id: UUID,
    public_on: date,
    words: str = "",
    also_withhold: Sequence[str] = (),
) -> Message:
    """Tell the company on which day letter and replies become public, and who stands as what.

    It publishes nothing. Raises LetterNotFound, NotThePublisher, NotSent, LetterIsWithdrawn,
    NotDelivered, TooEarlyToAnnounce, AnnouncedPast, NamesTypedFree, MarksBroken, WordsTooLong,
    WordsNotFound, WordsTooShort, MarkUnknown, SaidAlready, and what keeps us from sending.
    Records MessageSent.
    """
    letter = letters.get_letter(act.actor, letter_id, lock=True)
    cases.get_case(act.actor, letter.case.public_id, lock=True)  # no consent changes meanwhile
    if refusal := why_not_announce(act, letter):
        raise refusal
    if letter.public_from is None:
        raise errors.NotSent
    if refusal := rules.why_not_public_on(
        public_on, public_from=letter.public_from, today=act.today
    ):
        raise refusal
    latest = selectors.latest_of(letter)
    prepared = prepare(
        letter,
        also_withhold=also_withhold,
        version=latest.version + 1 if latest else 1,
        today=act.today,
    )
    stands_as = dict.fromkeys(word for cover in prepared.covers for word in cover.words)
    fields = {
        "public_on": public_on,
        "names_withheld": prepared.document.names_withheld,
        "shown_as": list(stands_as),
        "replies": [
            {"reply": one.reply, "withheld": one.withheld} for one in prepared.document.replies
        ],
        "words": communications.for_company(letter, words, needed=False),
    }
    return communications.tell(act, letter, kinds.PublicationNotice, fields)


def why_not_announce(act: Act, letter: Letter) -> Refusal | None:
    """Say why a company cannot be told now, or None."""
    return rules.why_not_announce(
        act.actor,
        state=letter.state,
        received_at=letter.received_at,
        withdrawn_at=letter.withdrawn_at,
        public_from=letter.public_from,
        by_mail=bool(letter.mail_to),
        by_post=bool(letter.post_to),
    )
