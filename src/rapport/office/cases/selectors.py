"""Questions to the cases. The actor comes first; what is out of sight does not exist."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Case as When
from django.db.models import Q, QuerySet, Value
from django.db.models import When as If

from rapport.foundation.acts import Actor
from rapport.office.cases.errors import CaseNotFound
from rapport.office.cases.models import Case, CaseShare
from rapport.office.cases.rules import CaseState
from rapport.office.seats import mandates_of, sees_all


def cases_visible_to(actor: Actor) -> QuerySet[Case]:
    """Cases the actor may know of; the only way to cases for any door.

    The secretariat sees all, a mandate's member those that the mandate leads or shares, the
    administrator none.
    """
    if sees_all(actor):
        return Case.objects.all()
    own = mandates_of(actor)
    shared = CaseShare.objects.filter(mandate__in=own)
    return Case.objects.filter(Q(mandate__in=own) | Q(pk__in=shared.values("case")))


def get_case(actor: Actor, case_id: UUID, *, lock: bool = False) -> Case:
    """Return one case. Raises CaseNotFound."""
    rows = cases_visible_to(actor)
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(public_id=case_id).first()
    if found is None:
        raise CaseNotFound
    return found


def mandates_of_case(case: Case) -> list[str]:
    """Return the mandates (slugs) that see a case, its lead first."""
    shares = CaseShare.objects.filter(case=case).order_by("id")
    return [case.mandate, *shares.values_list("mandate", flat=True)]


def find_cases(actor: Actor, *, words: str = "", state: CaseState | None = None) -> QuerySet[Case]:
    """Return the actor's cases that hold all words, open ones first, the latest first."""
    rows = cases_visible_to(actor)
    for word in words.split():
        rows = rows.filter(Q(title__icontains=word) | Q(summary__icontains=word))
    if state:
        rows = rows.filter(state=state)
    open_first = When(If(state=CaseState.OPEN, then=Value(0)), default=Value(1))
    return rows.order_by(open_first, "-opened_at", "-id")
