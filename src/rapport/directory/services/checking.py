"""Check records against each other and against what the directory holds already."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from rapport.directory import schemas
from rapport.directory.rules import (
    DEMONSTRATION_PREFIX,
    ENDED,
    MandateStatus,
    Scope,
    first_day,
    last_day,
)
from rapport.directory.schemas import Record
from rapport.directory.selectors.records import Facts, Rows
from rapport.directory.services.reading import Edition, Mistakes


@dataclass(frozen=True, slots=True)
class Check:
    """One record under examination, and the directory as it would be with the whole file."""

    kind: str
    record: Record
    together: Mapping[str, Rows]
    mistakes: Mistakes

    def wrong(self, name: str, text: str) -> None:
        """Note that a field is wrong."""
        self.mistakes.add(self.kind, self.record.key, name, text)

    def known(self, kind: str, name: str, key: str | None) -> None:
        """Note it when a field names a record that does not exist."""
        if key is not None and key not in self.together[kind]:
            self.wrong(name, f"there is no “{key}” among {kind}")


def check(edition: Edition, stored: Mapping[str, Rows], mistakes: Mistakes) -> None:
    """Note every record that contradicts itself or another one."""
    together = {
        kind: {**stored[kind], **{key: schemas.facts_of(one) for key, one in records.items()}}
        for kind, records in edition.items()
    }
    for kind, records in edition.items():
        for record in records.values():
            one = Check(kind, record, together, mistakes)
            _invented(one)
            _CHECKS[kind](one, record)
    _codes_once(edition, together["countries"], mistakes)
    for kind, name in (("mandates", "merged_into"), ("companies", "parent_slug")):
        _no_circles(edition, kind, name, together[kind], mistakes)


def _invented(one: Check) -> None:
    slug = getattr(one.record, "slug", None)
    if slug is None:
        return
    if one.record.demonstration and not slug.startswith(DEMONSTRATION_PREFIX):
        one.wrong("slug", f"what is invented begins with {DEMONSTRATION_PREFIX}")
    if not one.record.demonstration and slug.startswith(DEMONSTRATION_PREFIX):
        one.wrong("demonstration", f"{DEMONSTRATION_PREFIX} is kept for what is invented")


def _country(one: Check, record: Any) -> None:
    if record.un_member and record.un_name_en is None:
        one.wrong("un_name_en", "a member of the United Nations has a name there")


def _mandate(one: Check, record: Any) -> None:
    one.known("countries", "country", record.country)
    one.known("mandates", "merged_into", record.merged_into)
    if (record.scope is Scope.COUNTRY) != (record.country is not None):
        one.wrong("country", "a country mandate names its country, a thematic one none")
    if (record.status is MandateStatus.MERGED) != (record.merged_into is not None):
        one.wrong("merged_into", "a merged mandate says into which, another does not")
    if (record.status in ENDED) != (record.ended is not None):
        one.wrong("ended", "a mandate that ended says when, one in force does not")
    if record.email_verified and record.email is None:
        one.wrong("email_verified", "there is no address that could be verified")
    if (record.email is None) != (record.email_confidence is None):
        one.wrong("email_confidence", "stands with an address, and only with one")
    for slug in record.merged_from:
        if one.together["mandates"].get(slug, {}).get("merged_into") != record.slug:
            one.wrong("merged_from", f"“{slug}” does not say that it was merged into this one")


def _holder(one: Check, record: Any) -> None:
    one.known("mandates", "mandate", record.mandate)
    one.known("countries", "nationality", record.nationality)
    if record.until is not None and last_day(record.until) < first_day(record.from_):
        one.wrong("until", "lies before the term begins")


def _company(one: Check, record: Any) -> None:
    one.known("countries", "hq_country", record.hq_country)
    one.known("companies", "parent_slug", record.parent_slug)
    if record.sector not in record.sectors:
        one.wrong("sector", "is not among the sectors")
    if len(set(record.sectors)) < len(record.sectors):
        one.wrong("sectors", "names a sector twice")


def _session(one: Check, record: Any) -> None:
    report = record.communications_report
    if record.end <= record.start:
        one.wrong("end", "lies before the session begins")
    for what in ("communications_sent", "replies_received"):
        if getattr(report, f"{what}_to") < getattr(report, f"{what}_from"):
            one.wrong(f"communications_report.{what}_to", "lies before the period begins")


def _dialogue(one: Check, record: Any) -> None:
    for name, slugs in (
        ("mandates", [present.mandate for present in record.mandates]),
        ("companies", [present.company for present in record.companies]),
    ):
        for slug in slugs:
            one.known(name, name, slug)
        if len(set(slugs)) < len(slugs):
            one.wrong(name, "somebody is named twice")


_CHECKS: Final[Mapping[str, Callable[[Check, Any], None]]] = {
    "countries": _country,
    "mandates": _mandate,
    "holders": _holder,
    "companies": _company,
    "sessions": _session,
    "dialogues": _dialogue,
}


def _codes_once(edition: Edition, together: Rows, mistakes: Mistakes) -> None:
    """Note countries that share their code of two letters with another."""
    owners: dict[str, list[str]] = {}
    for key, facts in together.items():
        owners.setdefault(facts["alpha2"], []).append(key)
    for alpha2, keys in owners.items():
        for key in keys if len(keys) > 1 else ():
            if key in edition["countries"]:
                others = ", ".join(sorted(set(keys) - {key}))
                mistakes.add("countries", key, "alpha2", f"{alpha2} is also that of {others}")


def _no_circles(
    edition: Edition, kind: str, name: str, together: Mapping[str, Facts], mistakes: Mistakes
) -> None:
    """Note records that stand above themselves."""
    for key in edition[kind]:
        above, passed = together[key].get(name), {key}
        while above is not None and above in together and above not in passed:
            passed.add(above)
            above = together[above].get(name)
        if above == key:
            mistakes.add(kind, key, name, "leads back to the record itself")
