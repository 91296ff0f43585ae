"""Upload codes of letters: a way for answers that are too large for an e-mail."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from rapport.foundation.acts import Act
from rapport.foundation.errors import Refusal
from rapport.office.communications import errors, rules, selectors
from rapport.office.communications.models import Letter
from rapport.office.uploads import rules as upload_rules
from rapport.office.uploads import services as uploads
from rapport.protocol.errors import LetterIsWithdrawn


@transaction.atomic
def renew_upload_code(act: Act, *, letter_id: UUID) -> str:
    """Return another upload code for a letter that went by e-mail; the old one opens nothing.

    It is not kept: whoever gave the command tells the company. Raises LetterNotFound,
    NotTheSecretariat, NotSentByMail, LetterIsWithdrawn. Records UploadCodeMade.
    """
    letter = selectors.get_letter(act.actor, letter_id, lock=True)
    if refusal := why_not_renew_code(act, letter):
        raise refusal
    return new_code(act, letter)


def why_not_renew_code(act: Act, letter: Letter) -> Refusal | None:
    """Say why the actor may not give a letter another upload code."""
    if refusal := rules.why_not_handle_mail(act.actor, "renew_upload_code"):
        return refusal
    if not letter.mail_to:
        return errors.NotSentByMail()
    return LetterIsWithdrawn() if letter.withdrawn_at else None


def new_code(act: Act, letter: Letter) -> str:
    """Make a letter's upload code, in the caller's transaction."""
    ends_at = act.at + upload_rules.OPEN_AFTER_CLOSING if letter.closed_at else None
    return uploads.make_code(
        act, matter=letter.public_id, reference=letter.reference, ends_at=ends_at
    )


def close_uploads(act: Act, letter: Letter) -> None:
    """Let a letter's code open nothing: at once when it is withdrawn, else some time after."""
    stays = None if letter.withdrawn_at else act.at + upload_rules.OPEN_AFTER_CLOSING
    uploads.end_codes(act, matter=letter.public_id, at=stays)
