"""Questions about sessions of the Council and about dialogues."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from rapport.directory.errors import DialogueUnknown
from rapport.directory.models import (
    Company,
    CompanyPresent,
    Dialogue,
    Mandate,
    MandatePresent,
    Session,
)


def sessions() -> QuerySet[Session]:
    """Return the sessions of the Council listed today, the latest first."""
    return Session.objects.filter(dropped_on=None).order_by("-number")


def find_session(number: int) -> Session | None:
    """Return a session of the Council by its number, or None."""
    return Session.objects.filter(number=number).first()


def dialogues() -> QuerySet[Dialogue]:
    """Return the dialogues listed today, the latest first."""
    return Dialogue.objects.filter(dropped_on=None).order_by("-held_on", "slug")


def get_dialogue(slug: str) -> Dialogue:
    """Return a dialogue with those who took part. Raises DialogueUnknown."""
    found = with_those_present(Dialogue.objects.filter(slug=slug)).first()
    if found is None:
        raise DialogueUnknown(slug=slug)
    return found


def with_those_present(rows: QuerySet[Dialogue]) -> QuerySet[Dialogue]:
    """Fetch who took part along with dialogues, in the order in which they are named."""
    mandates = MandatePresent.objects.select_related("mandate").order_by("position")
    companies = CompanyPresent.objects.select_related("company").order_by("position")
    return rows.prefetch_related(
        Prefetch("mandates", mandates), Prefetch("companies", companies)
    )


def dialogues_with_mandate(mandate: Mandate) -> QuerySet[MandatePresent]:
    """Return the dialogues in which a mandate took part, and who held it there."""
    rows = MandatePresent.objects.filter(mandate=mandate, dialogue__dropped_on=None)
    return rows.select_related("dialogue").order_by("-dialogue__held_on", "id")


def dialogues_with_company(company: Company) -> QuerySet[CompanyPresent]:
    """Return the dialogues in which a company took part, and its name on that day."""
    rows = CompanyPresent.objects.filter(company=company, dialogue__dropped_on=None)
    return rows.select_related("dialogue").order_by("-dialogue__held_on", "id")
