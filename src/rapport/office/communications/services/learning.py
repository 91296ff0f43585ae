"""Keep what suggestions of mandates learn from a letter; forget all of it."""

from __future__ import annotations

from typing import Final

from django.db import transaction

from rapport.directory import selectors as directory
from rapport.foundation.acts import Act
from rapport.journal.services import record
from rapport.office.communications import rules, selectors
from rapport.office.communications.events import LearnedForgotten
from rapport.office.communications.models import Letter, LetterProfile

OF_THE_INSTALLATION: Final = "suggestions"


def note_decisions(act: Act, letter: Letter) -> None:
    """Keep the profile of a letter on whose mandates somebody just decided.

    The decisions stand in its signatures. When the letter has left, it is settled who was never
    asked. Only commands of this room call it, in their own transaction.
    """
    not_asked: list[str] = []
    if letter.sent_at:
        active = {one.slug for one in directory.active_mandates()}
        decided = {one.mandate for one in selectors.signatures_of(letter)}
        not_asked = rules.passed_over(selectors.first_by_words(letter, active), decided)
    LetterProfile.objects.update_or_create(
        letter=letter,
        defaults={
            "profile": selectors.profile_for(letter),
            "passed_over": not_asked,
            "noted_at": act.at,
        },
    )


@transaction.atomic
def forget_learned(act: Act) -> int:
    """Forget what suggestions learned here; return from how many letters.

    Letters and signatures stay as they are; a letter is learned from anew when somebody decides
    on it again. Raises NotTheirsToForget. Records LearnedForgotten.
    """
    if refusal := rules.why_not_forget_learned(act.actor):
        raise refusal
    forgotten, _ = LetterProfile.objects.all().delete()
    if forgotten:
        record(act, LearnedForgotten(matter=OF_THE_INSTALLATION, letters=forgotten))
    return forgotten
