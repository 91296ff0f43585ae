"""Rows as the records of a file: for comparing with an edition, and for exporting."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final

from rapport.directory import schemas
from rapport.directory.models import (
    Company,
    Country,
    Dialogue,
    HolderTerm,
    Mailbox,
    Mandate,
    Record,
    Session,
)
from rapport.directory.rules import LANGUAGES
from rapport.directory.selectors.meetings import with_those_present

Facts = dict[str, Any]
"""One record as a file holds it: texts, numbers, lists."""

Rows = dict[str, Facts]
"""Records of one kind by their keys."""


def stored() -> dict[str, Rows]:
    """Return all that the directory holds, by kind and key, also what is no longer listed."""
    return {kind: stored_of(kind) for kind in schemas.KINDS}


def stored_of(kind: str) -> Rows:
    """Return the records of one kind by their keys."""
    return {key_of(kind, facts): facts for facts in _READ[kind]()}


def key_of(kind: str, facts: Mapping[str, Any]) -> str:
    """Return a record's name among those of its kind."""
    names = schemas.KINDS[kind].names_itself
    return "/".join(str(facts[name.rstrip("_")]) for name in names)


def exported() -> str:
    """Return the whole directory as a file that another installation can load.

    The same directory gives the same bytes, whatever the order in which it was loaded.
    """
    book: dict[str, object] = {"format": schemas.FORMAT, "version": schemas.VERSION}
    for kind, rows in stored().items():
        book[kind] = [in_order(kind, rows[key]) for key in sorted(rows)]
    return json.dumps(book, ensure_ascii=False, indent=1) + "\n"


def in_order(kind: str, facts: Facts) -> Facts:
    """Return a record with what is its own first, then what every record says of itself."""
    common = set(schemas.Record.model_fields)
    names = [name.rstrip("_") for name in schemas.KINDS[kind].model_fields]
    names.sort(key=lambda name: name in common)
    return {name: facts[name] for name in names if name in facts}


def twin_of(row: Mandate | Company | Dialogue) -> Facts:
    """Return one row as a record, for the page's twin that machines read."""
    kind = _KIND[type(row)]
    return in_order(kind, next(iter(_READ[kind](pk=row.pk))))


def _common(row: Record) -> Facts:
    return {
        "confidence": row.confidence,
        "basis": row.basis or None,
        "sources": row.sources,
        "notes": row.notes or None,
        "as_of": _day(row.as_of),
        "demonstration": row.demonstration,
        "packaged": row.packaged,
        "dropped_on": _day(row.dropped_on),
    }


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _code(country: Country | None) -> str | None:
    return country.alpha3 if country else None


def _names(texts: Mapping[str, str], languages: Iterable[str]) -> Facts:
    return {language: texts.get(language) for language in languages}


def _countries(**only: Any) -> Iterable[Facts]:
    for row in Country.objects.filter(**only):
        yield _common(row) | {
            "alpha2": row.alpha2,
            "alpha3": row.alpha3,
            "numeric": row.numeric,
            "names": _names(row.names, LANGUAGES),
            "un_name_en": row.un_name_en or None,
            "un_member": row.un_member,
            "un_observer": row.un_observer,
            "un_region_group": row.un_region_group or None,
        }


def _mandates(**only: Any) -> Iterable[Facts]:
    mailboxes = {box.mandate_id: box for box in Mailbox.objects.all()}
    merged: dict[int, list[str]] = {}
    joined = Mandate.objects.exclude(merged_into=None).order_by("slug")
    for into, slug in joined.values_list("merged_into_id", "slug"):
        merged.setdefault(into, []).append(slug)
    for row in Mandate.objects.filter(**only).select_related("country", "merged_into"):
        box = mailboxes.get(row.pk, Mailbox())
        yield _common(row) | {
            "slug": row.slug,
            "kind": row.kind,
            "scope": row.scope,
            "country": _code(row.country),
            "status": row.status,
            "title": row.title,
            "short_name": row.short_name,
            "titles": _names(row.titles, schemas.Titles.model_fields),
            "aliases": row.aliases,
            "former_titles": row.former_titles,
            "email": box.address or None,
            "email_confidence": box.confidence or None,
            "email_verified": box.verified,
            "established": row.established,
            "established_by": row.established_by,
            "resolution": row.resolution,
            "resolution_url": row.resolution_url or None,
            "resolution_checked": row.resolution_checked,
            "next_renewal": row.next_renewal or None,
            "url": row.url or None,
            "reports_to_ga": row.reports_to_ga,
            "reports_to_ga_confidence": row.reports_to_ga_confidence,
            "topics": row.topics,
            "description": row.description,
            "tech_relevance": row.tech_relevance,
            "merged_into": row.merged_into.slug if row.merged_into else None,
            "merged_from": merged.get(row.pk, []),
            "ended": row.ended or None,
            "current_holder_known": row.current_holder_known,
            "seed_2021": row.seed_2021,
        }


def _holders(**only: Any) -> Iterable[Facts]:
    for row in HolderTerm.objects.filter(**only).select_related("mandate", "nationality"):
        yield _common(row) | {
            "mandate": row.mandate.slug,
            "name": row.name,
            "nationality": _code(row.nationality),
            "from": row.begins,
            "until": row.until or None,
            "role": row.role or None,
            "region": row.region or None,
            "in_2021_dialogue": row.in_2021_dialogue,
            "verify_at": row.verify_at or None,
        }


def _companies(**only: Any) -> Iterable[Facts]:
    for row in Company.objects.filter(**only).select_related("parent", "hq_country"):
        yield _common(row) | {
            "slug": row.slug,
            "name": row.name,
            "former_names": row.former_names,
            "aliases": row.aliases,
            "parent": row.parent_name or None,
            "parent_slug": row.parent.slug if row.parent else None,
            "hq_country": _code(row.hq_country),
            "hq_place": row.hq_place or None,
            "website": row.website or None,
            "sector": row.sector,
            "sectors": row.sectors,
            "products": row.products,
            "human_rights_policy_url": row.human_rights_policy_url or None,
            "law_enforcement_or_safety_contact_url": (
                row.law_enforcement_or_safety_contact_url or None
            ),
            "urls_confidence": row.urls_confidence or None,
            "b_tech_cop_2021": row.b_tech_cop_2021,
            "status": row.status,
            "listed_because": row.listed_because,
            "urls_seen": row.urls_seen,
        }


def _sessions(**only: Any) -> Iterable[Facts]:
    for row in Session.objects.filter(**only):
        yield _common(row) | {
            "number": row.number,
            "kind": row.kind,
            "start": _day(row.start),
            "end": _day(row.end),
            "resolutions_adopted": row.resolutions_adopted,
            "last_adoption_date": _day(row.last_adoption_date),
            "communications_report": row.communications_report,
        }


def _dialogues(**only: Any) -> Iterable[Facts]:
    for row in with_those_present(Dialogue.objects.filter(**only)):
        yield _common(row) | {
            "slug": row.slug,
            "title": row.title,
            "held_on": _day(row.held_on),
            "host": row.host,
            "summary": row.summary,
            "aims": row.aims,
            "mandates": [
                {"mandate": one.mandate.slug, "person": one.person}
                for one in row.mandates.all()
            ],
            "companies": [
                {"company": one.company.slug, "named_as": one.named_as}
                for one in row.companies.all()
            ],
            "questions": row.questions,
            "points": row.points,
            "source_title": row.source_title,
            "source_published_on": _day(row.source_published_on),
        }


_READ: Final[Mapping[str, Callable[..., Iterable[Facts]]]] = {
    "countries": _countries,
    "mandates": _mandates,
    "holders": _holders,
    "companies": _companies,
    "sessions": _sessions,
    "dialogues": _dialogues,
}
_KIND: Final[Mapping[type, str]] = {
    Mandate: "mandates",
    Company: "companies",
    Dialogue: "dialogues",
}
