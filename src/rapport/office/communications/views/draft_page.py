"""All that the page of a letter that has not left shows, and what may be done there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from rapport.directory import selectors as directory
from rapport.foundation.acts import Act
from rapport.foundation.errors import NotAllowed, Refusal
from rapport.office.cases import selectors as cases
from rapport.office.communications import rules, selectors
from rapport.office.communications.models import Letter, LetterQuestion, Signature
from rapport.office.communications.rules import Content, PartName, SignatureState, State
from rapport.office.communications.selectors import SavedPart
from rapport.office.communications.views.reading import TeamReading
from rapport.office.communications.views.timeline import timeline
from rapport.office.consents import rules as consent_rules
from rapport.office.consents.rules import Audience, Shown
from rapport.office.consents.selectors import PersonView
from rapport.office.seats import mandates_of
from rapport.web.languages import base_language


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part as it stands on the page."""

    name: PartName
    place: int
    is_made: bool
    is_required: bool
    has_text: bool
    html: SafeString
    by: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person of the case: their name for the viewer's team, and as what others read them."""

    number: int
    name: str
    to_company: Shown
    in_public: Shown


@dataclass(frozen=True, slots=True)
class Joining:
    """A mandate that signs or was asked, and whether the viewer may answer for it."""

    signature: Signature
    title: str
    why_not_answer: Refusal | None
    is_theirs: bool


def draft_page(act: Act, letter: Letter) -> dict[str, Any]:
    """Return what the page of a draft shows."""
    content = selectors.content_of(letter)
    deeds = deeds_of(act, letter, content)
    writes = not isinstance(deeds["write"], NotAllowed)
    reading = TeamReading(act.actor, letter)
    titles = titles_for(letter)
    parts = [_part(part, reading) for part in selectors.parts_of(letter).values()]
    questions = selectors.questions_of(letter)
    checks = rules.checks(content)
    return {
        "letter": letter,
        "why_not": deeds,
        "writes": writes,
        "parts": parts,
        "questions": [(question, reading.set(question.text)) for question in questions],
        "addressing": selectors.where_questions_go(
            letter, act.today, base_language(get_language() or "en")
        ),
        "ready": _ready(parts, questions),
        "necessary": len(rules.REQUIRED) + 1,
        "persons": [_person(one, letter) for one in reading.persons],
        "free_names": selectors.free_names_in(letter) if writes else [],
        "joining": _joining(act, letter, titles),
        "files": selectors.files_of(letter),
        "why_not_files": rules.why_not_read_whole(
            act.actor, signing=selectors.taking_part(letter)
        ),
        "checks": checks,
        "is_ready": all(refusal is None for _check, refusal in checks),
        "titles": titles,
        "timeline": timeline(letter, titles),
    }


def titles_for(letter: Letter) -> dict[str, str]:
    """Return the titles of the mandates that see a letter or were asked to sign, by slug."""
    asked = [signature.mandate for signature in selectors.signatures_of(letter)]
    slugs = {*cases.mandates_of_case(letter.case), *asked}
    return directory.titles_of(slugs, get_language() or "en")


def deeds_of(act: Act, letter: Letter, content: Content) -> dict[str, Refusal | None]:
    """Return why not, for each deed of a letter's page; None for what may be done."""
    actor, state, mandate = act.actor, letter.state, letter.mandate
    return {
        "write": rules.why_not_write(actor, "save_part", state=state, mandate=mandate),
        "ask": rules.why_not_ask(
            actor,
            state=state,
            mandate=mandate,
            is_in_force=True,
            signs=None,
            due_on=act.today,
            today=act.today,
        ),
        "circulate": rules.why_not_circulate(
            actor, state=state, mandate=mandate, content=content
        ),
        "return": rules.why_not_return(actor, state=state, mandate=mandate),
        "clear": rules.why_not_clear(actor, state=state, content=content),
        "transmit": rules.why_not_transmit(
            actor, state=state, content=content, asked=0, without_asked=True
        ),
        "withdraw": rules.why_not_withdraw(actor, state=state, mandate=mandate, reason="–"),
    }


def _part(part: SavedPart, reading: TeamReading) -> PartRow:
    return PartRow(
        name=part.name,
        place=rules.place_of(part.name),
        is_made=part.name in rules.MADE,
        is_required=part.name in rules.REQUIRED,
        has_text=bool(part.text.strip()),
        html=reading.set(part.text),
        by=part.by,
    )


def _ready(parts: list[PartRow], questions: list[LetterQuestion]) -> int:
    return sum(part.is_required and part.has_text for part in parts) + bool(questions)


def _person(person: PersonView, letter: Letter) -> PersonRow:
    to_company, _why = consent_rules.shown(person.standing, Audience.ADDRESSEE, letter.company)
    return PersonRow(person.number, person.name, to_company, person.in_public)


def _joining(act: Act, letter: Letter, titles: dict[str, str]) -> list[Joining]:
    return [
        Joining(
            signature=signature,
            title=titles.get(signature.mandate, signature.mandate),
            why_not_answer=rules.why_not_answer(
                act.actor,
                "join_letter",
                state=letter.state,
                mandate=signature.mandate,
                signs=signature.state,
            ),
            is_theirs=signature.mandate in mandates_of(act.actor)
            and signature.state is SignatureState.ASKED
            and letter.state in {State.DRAFT, State.CIRCULATING},
        )
        for signature in selectors.signatures_of(letter)
    ]
