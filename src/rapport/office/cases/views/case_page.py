"""All that the page of a case shows, and what may be done there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise

from rapport.accounts.models import Person
from rapport.directory import selectors as directory
from rapport.foundation.acts import Actor
from rapport.foundation.errors import Refusal
from rapport.journal.models import Entry
from rapport.office.cases import rules, selectors
from rapport.office.cases.labels import TOLD
from rapport.office.cases.models import Case
from rapport.office.cases.views.doors import language_of_page
from rapport.office.consents.rules import Purpose, letter_of
from rapport.office.consents.selectors import PersonView
from rapport.web import labels


@dataclass(frozen=True, slots=True)
class Team:
    """A mandate that sees a case, and its people here."""

    slug: str
    title: str
    people: Sequence[Person]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person says to one purpose today; None when nobody asked."""

    purpose: Purpose
    answer: bool | None
    companies: Sequence[tuple[str, bool]] = ()  # answers for one company alone
    is_barred: bool = False  # whatever is agreed, this is not done


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as the page shows them, with an answer for each column."""

    person: PersonView
    answers: Sequence[Answer]


@dataclass(frozen=True, slots=True)
class Told:
    """One entry of the timeline. Who did it stands beside the instant."""

    at: datetime
    text: str
    who: str
    side: str = "office"


COLUMNS = (
    Purpose.SHARE_WITH_MANDATES,
    Purpose.NAME_TO_COMPANY,
    Purpose.PUBLISH_INITIALS,
    Purpose.PUBLISH_NAME,
)
"""The purposes that decide what letters show; the page of a person has them all."""

PUBLIC = frozenset({Purpose.PUBLISH_INITIALS, Purpose.PUBLISH_NAME})


def case_page(actor: Actor, case: Case) -> dict[str, Any]:
    """Return what the page of a case shows."""
    readers = selectors.readers_of(case)
    titles = directory.titles_of(readers.mandates, language_of_page())
    return {
        "case": case,
        "teams": [
            Team(slug, titles[slug], people) for slug, people in readers.mandates.items()
        ],
        "secretariat": readers.secretariat,
        "countries": countries_of(case),
        "columns": COLUMNS,
        "persons": person_rows(selectors.persons_visible_to(actor, case)),
        "timeline": timeline(selectors.history_of(actor, case.public_id), titles),
        **deeds_of(actor, case, list(readers.mandates)),
    }


def deeds_of(actor: Actor, case: Case, mandates: Sequence[str]) -> dict[str, Refusal | None]:
    """Return why the actor may not do each deed of the page; None for those they may."""
    change = {"state": case.state, "mandates": mandates}
    persons = {"mandate": case.mandate, "state": case.state}
    return {
        "why_not_edit": rules.why_not_change(actor, "edit_case", **change),
        "why_not_share": rules.why_not_change(actor, "share_case", **change),
        "why_not_close": rules.why_not_change(actor, "close_case", **change),
        "why_not_enter": rules.why_not_keep_persons(actor, "enter_person", **persons),
        "why_not_draft": rules.why_not_change(
            actor, "draft_letter", state=case.state, mandates=[case.mandate]
        ),
    }


def countries_of(case: Case) -> list[str]:
    """Return the names of a case's countries."""
    found = (directory.find_country(code) for code in case.countries)
    return [directory.name_of(country, language_of_page()) for country in found if country]


def person_rows(persons: Sequence[PersonView]) -> list[PersonRow]:
    """Return persons with their answers in the columns of the table."""
    names = company_names(persons)
    return [PersonRow(one, answers_of(one, COLUMNS, names)) for one in persons]


def company_names(persons: Iterable[PersonView]) -> dict[str, str]:
    """Return the names of the companies for which persons answered alone, by slug."""
    slugs = {slug for one in persons for _purpose, slug in one.standing.answers if slug}
    found = {slug: directory.find_company(slug) for slug in sorted(slugs)}
    return {slug: company.name if company else slug for slug, company in found.items()}


def answers_of(
    person: PersonView, purposes: Iterable[Purpose], names: Mapping[str, str]
) -> list[Answer]:
    """Return a person's answer to each purpose, and those for one company alone."""
    said = person.standing.answers
    return [
        Answer(
            purpose,
            said.get((purpose, "")),
            [
                (names[slug], yes)
                for (what, slug), yes in said.items()
                if slug and what is purpose
            ],
            is_barred=person.standing.is_protected and purpose in PUBLIC,
        )
        for purpose in purposes
    ]


def timeline(entries: Iterable[Entry], titles: Mapping[str, str]) -> list[Told]:
    """Return what was recorded as sentences, oldest first; persons stand by letter alone."""
    return [
        Told(entry.at, _sentence(entry, titles), entry.actor_name)
        for entry in entries
        if entry.name in TOLD
    ]


def _sentence(entry: Entry, titles: Mapping[str, str]) -> str:
    text: str | Promise = TOLD[entry.name]
    facts = dict(entry.values)
    if "mandate" in facts:
        facts["mandate"] = titles.get(facts["mandate"], facts["mandate"])
    if "person" in facts:
        facts["person"] = letter_of(facts["person"])
    if "purpose" in facts:
        facts["purpose"] = labels.label(Purpose(facts["purpose"]))
    return str(text).format(**facts)
