"""Write changes into the tables, in few statements whatever their number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from rapport.directory import rules
from rapport.directory.models import (
    Company,
    CompanyPresent,
    Country,
    Dialogue,
    HolderTerm,
    Mailbox,
    Mandate,
    MandatePresent,
    Record,
    Session,
)
from rapport.directory.rules import Deed
from rapport.directory.selectors.records import Facts
from rapport.directory.services.comparing import Change

Row = TypeVar("Row", bound=Record)
Ids = dict[str, int]
AT_ONCE = 200


def write(changes: Sequence[Change]) -> None:
    """Make the changes, kind after kind, each on those it stands on."""
    by_kind: dict[str, list[Change]] = {}
    for change in changes:
        by_kind.setdefault(change.kind, []).append(change)
    _write_countries(by_kind.get("countries", []))
    _write_mandates(by_kind.get("mandates", []))
    _write_holders(by_kind.get("holders", []))
    _write_companies(by_kind.get("companies", []))
    _write_sessions(by_kind.get("sessions", []))
    _write_dialogues(by_kind.get("dialogues", []))
    if changes:
        _note_words_of_mandates()


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _common(facts: Facts) -> dict[str, Any]:
    return {
        "confidence": facts["confidence"],
        "basis": facts["basis"] or "",
        "sources": facts["sources"],
        "notes": facts["notes"] or "",
        "as_of": _day(facts["as_of"]),
        "demonstration": facts["demonstration"],
        "packaged": facts["packaged"],
        "dropped_on": _day(facts["dropped_on"]),
    }


def _known(texts: Mapping[str, str | None]) -> dict[str, str]:
    return {language: text for language, text in texts.items() if text}


def _words(texts: Iterable[str | None]) -> str:
    return rules.fold("\n".join(text for text in texts if text))


def _put(model: type[Row], rows: Iterable[tuple[Change, dict[str, Any]]], ids: Ids) -> Ids:
    """Add new rows and change known ones; return the ids of all, by key."""
    added, changed, columns = [], [], set[str]()
    for change, values in rows:
        if change.key in ids:
            columns |= set(values)
            changed.append(model(pk=ids[change.key], **values))
        else:
            public_id = rules.public_id_of(change.kind, change.key)
            added.append((change.key, model(public_id=public_id, **values)))
    manager = model._default_manager  # noqa: SLF001  a model named by its type
    manager.bulk_create([row for _key, row in added], batch_size=AT_ONCE)
    if changed:
        manager.bulk_update(changed, sorted(columns), batch_size=AT_ONCE)
    return ids | {key: row.pk for key, row in added}


def _put_from_above(
    model: type[Row], changes: Sequence[Change], columns: Any, ids: Ids, above: str
) -> Ids:
    """Add rows that name others of their kind: those named first, then those naming them."""
    waiting = [one for one in changes if one.key not in ids]
    while waiting:
        ready = [one for one in waiting if one.facts[above] is None or one.facts[above] in ids]
        ids = _put(model, [(one, columns(one.facts, ids)) for one in ready], ids)
        waiting = [one for one in waiting if one not in ready]
    new = {one.key for one in changes if one.deed is Deed.ADDED}
    rest = [one for one in changes if one.key not in new]
    return _put(model, [(one, columns(one.facts, ids)) for one in rest], ids)


def _countries() -> Ids:
    return dict(Country.objects.values_list("alpha3", "pk"))


def _write_countries(changes: Sequence[Change]) -> None:
    _put(Country, [(one, _country(one.facts)) for one in changes], _countries())


def _country(facts: Facts) -> dict[str, Any]:
    names = _known(facts["names"])
    return _common(facts) | {
        "alpha2": facts["alpha2"],
        "alpha3": facts["alpha3"],
        "numeric": facts["numeric"],
        "names": names,
        "un_name_en": facts["un_name_en"] or "",
        "un_member": facts["un_member"],
        "un_observer": facts["un_observer"],
        "un_region_group": facts["un_region_group"] or "",
        "words": _words([*names.values(), facts["un_name_en"], facts["alpha3"]]),
        "sort_key": rules.sort_key(names["en"]),
    }


def _mandates() -> Ids:
    return dict(Mandate.objects.values_list("slug", "pk"))


def _write_mandates(changes: Sequence[Change]) -> None:
    if not changes:
        return
    countries = _countries()

    def columns(facts: Facts, mandates: Ids) -> dict[str, Any]:
        return _mandate(facts, countries, mandates)

    ids = _put_from_above(Mandate, changes, columns, _mandates(), "merged_into")
    _write_mailboxes(changes, ids)


def _mandate(facts: Facts, countries: Ids, mandates: Ids) -> dict[str, Any]:
    return _common(facts) | {
        "slug": facts["slug"],
        "kind": facts["kind"],
        "scope": facts["scope"],
        "country_id": countries.get(facts["country"] or ""),
        "status": facts["status"],
        "title": facts["title"],
        "short_name": facts["short_name"],
        "titles": _known(facts["titles"]),
        "aliases": facts["aliases"],
        "former_titles": facts["former_titles"],
        "established": facts["established"],
        "established_by": facts["established_by"],
        "resolution": facts["resolution"],
        "resolution_url": facts["resolution_url"] or "",
        "resolution_checked": facts["resolution_checked"],
        "next_renewal": facts["next_renewal"] or "",
        "url": facts["url"] or "",
        "reports_to_ga": facts["reports_to_ga"],
        "reports_to_ga_confidence": facts["reports_to_ga_confidence"],
        "topics": facts["topics"],
        "topics_key": rules.keyed(facts["topics"]),
        "description": facts["description"],
        "tech_relevance": facts["tech_relevance"],
        "merged_into_id": mandates.get(facts["merged_into"] or ""),
        "ended": facts["ended"] or "",
        "current_holder_known": facts["current_holder_known"],
        "seed_2021": facts["seed_2021"],
        "sort_key": rules.sort_key(facts["short_name"]),
    }


def _write_mailboxes(changes: Sequence[Change], mandates: Ids) -> None:
    known = dict(Mailbox.objects.values_list("mandate_id", "pk"))
    boxes = [
        Mailbox(
            pk=known.get(mandates[one.key]),
            mandate_id=mandates[one.key],
            address=one.facts["email"] or "",
            confidence=one.facts["email_confidence"] or "",
            verified=one.facts["email_verified"],
        )
        for one in changes
    ]
    Mailbox.objects.bulk_create([box for box in boxes if box.pk is None])
    Mailbox.objects.bulk_update(
        [box for box in boxes if box.mandate_id in known], ["address", "confidence", "verified"]
    )


def _note_words_of_mandates() -> None:
    """Renew what mandates are found by: own words, countries' and holders' names."""
    holders: dict[int, list[str]] = {}
    terms = HolderTerm.objects.filter(dropped_on=None).order_by("pk")
    for mandate, name in terms.values_list("mandate_id", "name"):
        holders.setdefault(mandate, []).append(name)
    renewed = []
    for row in Mandate.objects.select_related("country"):
        country = row.country.names.values() if row.country else ()
        own = (row.title, row.short_name, row.slug, *row.titles.values())
        others = (*row.aliases, *row.former_titles, *row.topics, *holders.get(row.pk, ()))
        words = _words([*own, *others, *country])
        if words != row.words:
            row.words = words
            renewed.append(row)
    Mandate.objects.bulk_update(renewed, ["words"], batch_size=AT_ONCE)


def _write_holders(changes: Sequence[Change]) -> None:
    if not changes:
        return
    countries, mandates = _countries(), _mandates()
    known = HolderTerm.objects.values_list("mandate__slug", "name", "begins", "pk")
    ids = {f"{slug}/{name}/{begins}": pk for slug, name, begins, pk in known}
    _put(HolderTerm, [(one, _holder(one.facts, countries, mandates)) for one in changes], ids)


def _holder(facts: Facts, countries: Ids, mandates: Ids) -> dict[str, Any]:
    until = facts["until"]
    return _common(facts) | {
        "mandate_id": mandates[facts["mandate"]],
        "name": facts["name"],
        "nationality_id": countries.get(facts["nationality"] or ""),
        "begins": facts["from"],
        "until": until or "",
        "begins_on": rules.first_day(facts["from"]),
        "ends_on": rules.last_day(until) if until else None,
        "role": facts["role"] or "",
        "region": facts["region"] or "",
        "in_2021_dialogue": facts["in_2021_dialogue"],
        "verify_at": facts["verify_at"] or "",
    }


def _companies() -> Ids:
    return dict(Company.objects.values_list("slug", "pk"))


def _write_companies(changes: Sequence[Change]) -> None:
    if not changes:
        return
    countries = _countries()

    def columns(facts: Facts, companies: Ids) -> dict[str, Any]:
        return _company(facts, countries, companies)

    _put_from_above(Company, changes, columns, _companies(), "parent_slug")


def _company(facts: Facts, countries: Ids, companies: Ids) -> dict[str, Any]:
    names = [facts["name"], *facts["former_names"], *facts["aliases"]]
    others = [facts["slug"], facts["parent"], facts["hq_place"]]
    return _common(facts) | {
        "slug": facts["slug"],
        "name": facts["name"],
        "former_names": facts["former_names"],
        "aliases": facts["aliases"],
        "parent_id": companies.get(facts["parent_slug"] or ""),
        "parent_name": facts["parent"] or "",
        "hq_country_id": countries.get(facts["hq_country"] or ""),
        "hq_place": facts["hq_place"] or "",
        "website": facts["website"] or "",
        "sector": facts["sector"],
        "sectors": facts["sectors"],
        "sectors_key": rules.keyed(facts["sectors"]),
        "products": facts["products"],
        "human_rights_policy_url": facts["human_rights_policy_url"] or "",
        "law_enforcement_or_safety_contact_url": (
            facts["law_enforcement_or_safety_contact_url"] or ""
        ),
        "urls_confidence": facts["urls_confidence"] or "",
        "urls_seen": facts["urls_seen"],
        "b_tech_cop_2021": facts["b_tech_cop_2021"],
        "status": facts["status"],
        "listed_because": facts["listed_because"],
        "words": _words([*names, *others, *facts["products"]]),
        "sort_key": rules.sort_key(facts["name"]),
    }


def _write_sessions(changes: Sequence[Change]) -> None:
    if not changes:
        return
    ids = {str(number): pk for number, pk in Session.objects.values_list("number", "pk")}
    _put(Session, [(one, _session(one.facts)) for one in changes], ids)


def _session(facts: Facts) -> dict[str, Any]:
    return _common(facts) | {
        "number": facts["number"],
        "kind": facts["kind"],
        "start": _day(facts["start"]),
        "end": _day(facts["end"]),
        "resolutions_adopted": facts["resolutions_adopted"],
        "last_adoption_date": _day(facts["last_adoption_date"]),
        "communications_report": facts["communications_report"],
    }


def _write_dialogues(changes: Sequence[Change]) -> None:
    if not changes:
        return
    ids = dict(Dialogue.objects.values_list("slug", "pk"))
    ids = _put(Dialogue, [(one, _dialogue(one.facts)) for one in changes], ids)
    _write_those_present(changes, ids)


def _dialogue(facts: Facts) -> dict[str, Any]:
    return _common(facts) | {
        "slug": facts["slug"],
        "title": facts["title"],
        "held_on": _day(facts["held_on"]),
        "host": facts["host"],
        "summary": facts["summary"],
        "aims": facts["aims"],
        "questions": facts["questions"],
        "points": facts["points"],
        "source_title": facts["source_title"],
        "source_published_on": _day(facts["source_published_on"]),
    }


def _write_those_present(changes: Sequence[Change], dialogues: Ids) -> None:
    """Write anew who took part in the dialogues concerned: a list is no record of its own."""
    mandates, companies = _mandates(), _companies()
    concerned = [dialogues[one.key] for one in changes]
    MandatePresent.objects.filter(dialogue__in=concerned).delete()
    CompanyPresent.objects.filter(dialogue__in=concerned).delete()
    MandatePresent.objects.bulk_create(
        MandatePresent(
            dialogue_id=dialogues[one.key],
            mandate_id=mandates[present["mandate"]],
            position=position,
            person=present["person"],
        )
        for one in changes
        for position, present in enumerate(one.facts["mandates"], start=1)
    )
    CompanyPresent.objects.bulk_create(
        CompanyPresent(
            dialogue_id=dialogues[one.key],
            company_id=companies[present["company"]],
            position=position,
            named_as=present["named_as"],
        )
        for one in changes
        for position, present in enumerate(one.facts["companies"], start=1)
    )
