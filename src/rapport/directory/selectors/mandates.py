"""Questions about mandates and those who hold them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from rapport.directory import rules
from rapport.directory.errors import MandateUnknown
from rapport.directory.models import HolderTerm, Mailbox, Mandate
from rapport.directory.rules import Confidence, MandateKind, MandateStatus, Relevance, Scope
from rapport.directory.selectors.narrowing import all_of, holding, member, same
from rapport.web.languages import base_language


def mandates(
    *,
    words: str = "",
    kind: str = "",
    scope: str = "",
    status: str = "",
    topic: str = "",
    relevance: str = "",
    met_companies_2021: bool = False,
) -> QuerySet[Mandate]:
    """Return the mandates listed today, narrowed by what is given, by their short names.

    Words are looked for in titles of six languages, aliases, former titles, topics, countries
    and holders' names; each must be found. Raises FilterUnknown for an unknown value.
    """
    rows = Mandate.objects.select_related("country").filter(dropped_on=None)
    if topic:
        rows = holding(rows, "topics_key", topic)
    if met_companies_2021:
        rows = rows.filter(seed_2021=True)
    codes = same(
        kind=member(MandateKind, kind),
        scope=member(Scope, scope),
        status=member(MandateStatus, status),
        tech_relevance=member(Relevance, relevance),
    )
    return rows.filter(codes & all_of(words)).order_by("sort_key", "slug")


def active_mandates() -> QuerySet[Mandate]:
    """Return the mandates in force, in whose name letters are sent, by their short names."""
    return mandates(status=MandateStatus.ACTIVE)


def find_mandate(slug: str) -> Mandate | None:
    """Return a mandate, listed today or not, in force or ended, or None."""
    rows = Mandate.objects.select_related("country", "merged_into")
    return rows.filter(slug=slug).first()


def get_mandate(slug: str) -> Mandate:
    """Return a mandate, listed today or not, in force or ended. Raises MandateUnknown."""
    if found := find_mandate(slug):
        return found
    raise MandateUnknown(slug=slug)


def merged_into(mandate: Mandate) -> QuerySet[Mandate]:
    """Return the mandates that were merged into one."""
    return Mandate.objects.filter(merged_into=mandate).order_by("sort_key", "slug")


def title_of(mandate: Mandate, language: str) -> str:
    """Return a mandate's title in a language, else in English."""
    title: str = mandate.titles.get(base_language(language)) or mandate.title
    return title


def titles_of(slugs: Iterable[str], language: str) -> dict[str, str]:
    """Return titles of mandates, listed today or not, by slug, in a language or English."""
    rows = Mandate.objects.filter(slug__in=list(slugs)).order_by("slug")
    return {mandate.slug: title_of(mandate, language) for mandate in rows}


@dataclass(frozen=True, slots=True)
class ShownMailbox:
    """A mandate's address as it may be read: never a place to send to unless verified."""

    address: str
    confidence: Confidence | None
    verified: bool


def find_mailbox(mandate: Mandate) -> ShownMailbox | None:
    """Return a mandate's address to be read, or None without one."""
    found = Mailbox.objects.filter(mandate=mandate).exclude(address="").first()
    if found is None:
        return None
    return ShownMailbox(found.address, found.confidence or None, found.verified)


def usable_mailbox(mandate: Mandate) -> str | None:
    """Return the address at which a mandate may be written to; None unless it was verified."""
    mailbox = find_mailbox(mandate)
    return mailbox.address if mailbox and mailbox.verified else None


def terms_of(mandate: Mandate) -> QuerySet[HolderTerm]:
    """Return all terms in a mandate that are listed today, the latest first."""
    rows = HolderTerm.objects.filter(mandate=mandate, dropped_on=None)
    return rows.select_related("nationality").order_by("-begins_on", "name", "id")


def terms_on(mandates: Iterable[Mandate], day: date) -> dict[int, list[HolderTerm]]:
    """Return who holds each of several mandates on a Geneva day, by the mandates' row ids.

    The Chair of a group stands first. One query, whatever the number of mandates.
    """
    rows = HolderTerm.objects.filter(_on(day), mandate__in=list(mandates), dropped_on=None)
    found: dict[int, list[HolderTerm]] = {}
    for term in rows.order_by("pk"):
        found.setdefault(term.mandate_id, []).append(term)
    for terms in found.values():
        terms.sort(key=_who_speaks_first)
    return found


def holders_on(slug: str, day: date) -> list[str]:
    """Return the names of those who held a mandate on a Geneva day; the Chair of a group first.

    A month counts whole: in a month in which one left and another came, both are named. Raises
    MandateUnknown.
    """
    in_office = terms_of(get_mandate(slug)).filter(_on(day))
    return [term.name for term in sorted(in_office, key=_who_speaks_first)]


def renewals() -> dict[int, list[Mandate]]:
    """Return the mandates in force that come up for renewal, by the number of the session."""
    found: dict[int, list[Mandate]] = {}
    for mandate in active_mandates().exclude(next_renewal=""):
        if number := rules.session_in(mandate.next_renewal):
            found.setdefault(number, []).append(mandate)
    return found


def _on(day: date) -> Q:
    return Q(ends_on=None, begins_on__lte=day) | Q(ends_on__gte=day, begins_on__lte=day)


def _who_speaks_first(term: HolderTerm) -> tuple[int, str]:
    return rules.rank_of(term.role), rules.fold(term.name)


def titles_to_choose(language: str) -> list[tuple[str, str]]:
    """Return slug and title of every mandate ever listed, then of their former titles.

    In a language, else in English; those in force first.
    """
    rows = list(Mandate.objects.order_by("sort_key", "slug"))
    rows.sort(key=lambda one: one.status is not MandateStatus.ACTIVE)
    now = [(one.slug, title_of(one, language)) for one in rows]
    return now + [(one.slug, title) for one in rows for title in one.former_titles]
