"""Which other mandates a letter speaks of: by its words, and by what was decided before.

What an actor is shown rests on letters that the actor may read: out of sight, out of mind. Else
one could try words in a draft and learn from the suggestions what stands in other letters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from rapport.directory.models import Mandate
from rapport.directory.rules import Scope
from rapport.foundation.acts import Actor
from rapport.foundation.marking import without_marks
from rapport.matching.precedents import Precedent, Precedents, Said
from rapport.matching.ranking import Suggestion
from rapport.matching.selectors import profile_of_letter, suggested_mandates
from rapport.office.communications import rules
from rapport.office.communications.models import Letter, LetterProfile, Signature
from rapport.office.communications.rules import PartName, SignatureState, State
from rapport.office.communications.selectors.letters import (
    letters_visible_to,
    parts_of,
    questions_of,
    signatures_of,
)

TELLING = (PartName.INFORMATION, PartName.CONCERN)
NO_TIMES: Mapping[Said, int] = {}


@dataclass(frozen=True, slots=True)
class Suggested:
    """A mandate that could be asked, the words of the letter and the decisions that say so."""

    name: str
    words: tuple[str, ...]
    times: Mapping[Said, int]
    by_words: int | None
    """Its place, from 1, by the words alone; None where they would not suggest it."""
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The mandates suggested for a letter, and what earlier decisions did to their order."""

    shown: tuple[Suggested, ...]
    learned_from: int
    """So many earlier letters that the actor may read were compared with."""
    moved_out: tuple[str, ...] = ()
    """Names of those that the words alone would have shown."""

    @property
    def moved(self) -> bool:
        """Whether what was learned changed anything."""
        return bool(self.moved_out) or any(one.moved for one in self.shown)


@dataclass(frozen=True, slots=True)
class Learned:
    """How much suggestions have learned here: letters, and decisions of each kind."""

    letters: int
    signed: int
    asked: int
    declined: int
    passed_over: int


def suggestions_for(actor: Actor, letter: Letter, others: Iterable[Mandate]) -> Suggestions:
    """Return the mandates suggested for a visible letter, of those that were not asked yet."""
    asked = {signature.mandate for signature in signatures_of(letter)}
    free = {one.slug: one for one in others if one.slug not in asked}
    known = Precedents(_precedents(_profiles_visible_to(actor).exclude(letter=letter)))
    found = [
        one
        for one in suggested_mandates(telling_text(letter), precedents=known)
        if one.slug in free and _is_told(one, free[one.slug])
    ]
    by_words = sorted(
        (one for one in found if one.reasons and one.by_words >= rules.WEAKEST),
        key=lambda one: (-one.by_words, one.slug),
    )
    places = {one.slug: place for place, one in enumerate(by_words, 1)}
    best = [one for one in found if one.score >= rules.WEAKEST][: rules.SHOWN]
    shown = tuple(
        Suggested(
            free[one.slug].short_name,
            one.reasons,
            one.recalled.times if one.recalled else NO_TIMES,
            places.get(one.slug),
            moved=places.get(one.slug) != place,
        )
        for place, one in enumerate(best, 1)
    )
    kept = {one.slug for one in best}
    out = [slug for slug, place in places.items() if place <= rules.SHOWN and slug not in kept]
    return Suggestions(shown, len(known), tuple(free[slug].short_name for slug in out))


def first_by_words(letter: Letter, slugs: Collection[str]) -> list[str]:
    """Return the first mandates, of those given, that the words alone suggest for a letter."""
    found = suggested_mandates(telling_text(letter))
    told = [one.slug for one in found if one.reasons and one.score >= rules.WEAKEST]
    return [slug for slug in told if slug in slugs][: rules.SHOWN]


def profile_for(letter: Letter) -> dict[str, float]:
    """Return what later letters are compared with this one by; no word of it."""
    return profile_of_letter(telling_text(letter))


def learned_here() -> Learned:
    """Count what suggestions have learned in this installation. Figures alone, of no letter."""
    rows = LetterProfile.objects.all()
    signatures = Signature.objects.filter(letter__in=rows.values("letter"))
    states = Counter(rules.SAYS[one.state] for one in signatures.only("state"))
    passed_over = sum(map(len, rows.values_list("passed_over", flat=True)))
    return Learned(
        letters=rows.count(),
        signed=states[Said.SIGNED],
        asked=states[Said.ASKED],
        declined=states[Said.DECLINED],
        passed_over=passed_over,
    )


def telling_text(letter: Letter) -> str:
    """Return what a letter says of the matter: not its opening, its law, its formulas."""
    parts = parts_of(letter)
    told = [parts[name].text for name in TELLING if name in parts]
    asked = [question.text for question in questions_of(letter)]
    texts = [letter.subject, *told, *asked]
    return "\n\n".join(piece for text in texts for _at, piece in without_marks(text))


def _is_told(one: Suggestion, mandate: Mandate) -> bool:
    """Whether something is known for a mandate; a country has to be named in the letter."""
    if one.reasons:
        return True
    return one.recalled is not None and mandate.scope is not Scope.COUNTRY


def _profiles_visible_to(actor: Actor) -> QuerySet[LetterProfile]:
    letters = letters_visible_to(actor).exclude(state=State.WITHDRAWN, sent_at=None)
    return LetterProfile.objects.filter(letter__in=letters)


def _precedents(profiles: QuerySet[LetterProfile]) -> list[Precedent]:
    rows = list(profiles.order_by("-noted_at", "-id")[: rules.LONG_ENOUGH])
    states: dict[int, dict[str, SignatureState]] = {row.letter_id: {} for row in rows}
    signatures = Signature.objects.filter(letter__in=list(states)).order_by("id")
    for signature in signatures:
        states[signature.letter_id][signature.mandate] = signature.state
    return [
        Precedent(
            str(row.letter_id),
            row.profile,
            rules.said_of(states[row.letter_id], row.passed_over),
        )
        for row in rows
    ]
