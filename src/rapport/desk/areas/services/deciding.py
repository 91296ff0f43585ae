"""Keep what people decided on a question, so that the next suggestion is better; forget it."""

from __future__ import annotations

from django.db import transaction

from rapport.accounts import selectors as accounts
from rapport.accounts.models import Person
from rapport.desk.areas import rules, selectors
from rapport.desk.areas.events import AreaChosen, DecisionsForgotten
from rapport.desk.areas.models import Decision, IssueArea
from rapport.desk.areas.services.wording import OF_THE_INSTALLATION
from rapport.desk.inbox.models import Question
from rapport.foundation.acts import Act
from rapport.journal.services import record


def note_decision(
    act: Act, *, question: Question, owner: Person | None, area: IssueArea | None
) -> None:
    """Keep who was chosen for a locked question and under which area; the last decision counts.

    Only `routing` calls it, with its own rule and record. Where no area was chosen, it is the
    one under which the question would have come to that owner, if there is one. Records
    AreaChosen when a person chose another area than before.
    """
    before = selectors.find_decision(question)
    kept = area
    if area is None and owner is not None:
        kept = selectors.area_by_owner(question, owner)
    Decision.objects.update_or_create(
        question=question,
        defaults={
            "area": kept,
            "owner": owner,
            "decided_at": act.at,
            "decided_by": accounts.author_of(act),
        },
    )
    if area is not None and (before is None or before.area_id != area.pk):
        told = AreaChosen(
            matter=str(question.letter.public_id),
            question=question.number,
            area=rules.text_in(area.titles, question.letter.language),
        )
        record(act, told)


def forget_decision(question: Question) -> None:
    """Forget what was decided on a question: its owner found that it was wrong."""
    Decision.objects.filter(question=question).delete()


@transaction.atomic
def forget_decisions(act: Act) -> int:
    """Forget all that suggestions learned here; return how many. Owners stay as they are.

    Raises NotTheLead. Records DecisionsForgotten.
    """
    if refusal := rules.why_not_change_areas(act.actor):
        raise refusal
    forgotten, _ = Decision.objects.all().delete()
    if forgotten:
        record(act, DecisionsForgotten(matter=OF_THE_INSTALLATION, decisions=forgotten))
    return forgotten
