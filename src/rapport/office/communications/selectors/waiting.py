"""Questions about what waits for an actor: letters that are theirs, replies to be assessed."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from rapport.foundation.acts import Actor
from rapport.office.communications import rules
from rapport.office.communications.models import (
    Assessment,
    Letter,
    LetterQuestion,
    Reply,
    Signature,
)
from rapport.office.communications.selectors.letters import SIGNING, letters_visible_to
from rapport.office.communications.selectors.replies import reply_document
from rapport.office.seats import mandates_of, sees_all


def signed_by(actor: Actor) -> QuerySet[Letter]:
    """Return the letters that the actor's mandates lead or joined; for the secretariat, all."""
    visible = letters_visible_to(actor)
    if sees_all(actor):
        return visible
    signed = Signature.objects.filter(mandate__in=mandates_of(actor), state__in=SIGNING)
    return visible.filter(pk__in=signed.values("letter"))


def replies_to_assess(actor: Actor) -> list[Reply]:
    """Return the replies, each the latest to its letter, of which the actor can assess more.

    Those that came first stand first. An answer counts as assessed by anybody's verdict on it.
    """
    later = Reply.objects.filter(letter=OuterRef("letter"), number__gt=OuterRef("number"))
    verdicts = Assessment.objects.filter(reply=OuterRef("pk"))
    questions = LetterQuestion.objects.filter(letter=OuterRef("letter"))
    sent = signed_by(actor).filter(state=rules.State.TRANSMITTED)
    rows = Reply.objects.filter(~Exists(later), letter__in=sent).annotate(
        assessed=_how_many(verdicts.values("reply"), "question"),
        asked=_how_many(questions.values("letter"), "pk"),
    )
    left = rows.filter(assessed__lt=F("asked")).select_related("letter__case")
    return [one for one in left.order_by("received_at", "id") if _has_more(one)]


def _how_many(rows: QuerySet[Any, Any], what: str) -> Coalesce:
    counted = rows.order_by().annotate(n=Count(what, distinct=True)).values("n")
    return Coalesce(Subquery(counted), 0)


def _has_more(reply: Reply) -> bool:
    """Say whether an answer was not assessed; a reply without any waits until it is closed."""
    assessed: int = reply.assessed  # type: ignore[attr-defined]  # annotated above
    return assessed == 0 or assessed < len(reply_document(reply).answers)
