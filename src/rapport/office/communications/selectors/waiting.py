"""Questions about what waits for an actor: letters that are theirs, replies to be assessed."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from rapport.foundation.acts import Actor, geneva_midnight
from rapport.mail import selectors as mail
from rapport.office.communications import rules
from rapport.office.communications.models import (
    Assessment,
    Letter,
    Message,
    Reply,
    Signature,
)
from rapport.office.communications.rules import SignatureState
from rapport.office.communications.selectors.letters import SIGNING, letters_visible_to
from rapport.office.seats import mandates_of, sees_all


def signed_by(actor: Actor) -> QuerySet[Letter]:
    """Return the letters that the actor's mandates lead or joined; for the secretariat, all."""
    visible = letters_visible_to(actor)
    if sees_all(actor):
        return visible
    signed = Signature.objects.filter(mandate__in=mandates_of(actor), state__in=SIGNING)
    return visible.filter(pk__in=signed.values("letter"))


def in_the_making(actor: Actor) -> QuerySet[Letter]:
    """Return the letters of `signed_by` that have not left.

    With each, how many mandates were asked and have not answered (`asked`), and the first day
    set for them (`first_due_on`).
    """
    unheard = Signature.objects.filter(letter=OuterRef("pk"), state=SignatureState.ASKED)
    by_letter = unheard.order_by().values("letter")
    return (
        signed_by(actor)
        .filter(state__in=rules.OPEN_STATES)
        .annotate(
            asked=Coalesce(Subquery(by_letter.annotate(n=Count("pk")).values("n")), 0),
            first_due_on=Subquery(by_letter.annotate(on=Min("due_on")).values("on")),
        )
    )


def replies_to_assess(actor: Actor) -> QuerySet[Reply]:
    """Return the replies, each the latest to its letter, of which the actor can assess more.

    Those that came first stand first. An answer counts as assessed by anybody's verdict on it;
    a reply without any waits until its letter is closed.
    """
    later = Reply.standing.filter(letter=OuterRef("letter"), number__gt=OuterRef("number"))
    verdicts = Assessment.objects.filter(reply=OuterRef("pk"))
    sent = signed_by(actor).filter(pk=OuterRef("letter"), state=rules.State.TRANSMITTED)
    counted = verdicts.order_by().values("reply").annotate(n=Count("question", distinct=True))
    rows = Reply.standing.filter(
        ~Exists(verdicts) | Q(answers__gt=Subquery(counted.values("n"))),
        ~Exists(later),
        Exists(sent),
    )
    return rows.select_related("letter").order_by("received_at", "id")


def acknowledged() -> Q:
    """Return the condition that a company said in a message that a letter is there.

    By e-mail, on paper or at the upload page, as a person recorded.
    """
    return Q(public_id__in=mail.acknowledging().order_by().values("matter"))


def not_acknowledged(actor: Actor, today: date) -> QuerySet[Letter]:
    """Return the open letters of `signed_by` that a desk has and should have acknowledged.

    Whoever said anything about a letter, or replied, has it: a message stands for a receipt.
    """
    until = geneva_midnight(today - rules.ACKNOWLEDGE_WITHIN)
    said = Message.objects.filter(letter=OuterRef("pk"), is_ours=False)
    replied = Reply.standing.filter(letter=OuterRef("pk"))
    open_letters = signed_by(actor).filter(state=rules.State.TRANSMITTED, received_at__lt=until)
    silent = open_letters.filter(~Exists(said), ~Exists(replied)).exclude(acknowledged())
    return silent.order_by("received_at", "id")
