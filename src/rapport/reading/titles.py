"""Mandates by their titles, however letters word them: past, shortened, misread, cut short.

A title is compared by its stems, each weighing what it tells apart; words that a scanner
damaged are taken for the known word that they resemble most.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib import resources
from typing import Final

from rapport.directory.services import packaged_mandates
from rapport.language.analyser import words_in
from rapport.language.guessing import Language

_HEAD: Final = re.compile(
    r"\b(?:Spec[il1]al\s*Rapporteurs?|Spec[il1]al\s*Representative|Independent\s*Experts?"
    r"|Work[il1]ng\s*Group"
    r"|Représentante?\s+spéciale?|(?:la\s+|le\s+|l['’])?Rapporteu(?:r|se)s?\s+spécia(?:l|le|ux|les)"
    r"|Expert(?:e|es|s)?\s+indépendant(?:e|es|s)?|Groupe\s+de\s+travail"
    r"|Relator(?:a|es|as)?\s+Especial(?:es)?|Expert[oa]s?\s+[Ii]ndependientes?|Grupo\s+de\s+[Tt]rabajo)(?![a-z])",
    re.IGNORECASE,
)
_END: Final = re.compile(
    r"\n\s*\n|;|[,.]?\s+(?:pursuant|in accordance|established|which\b|we (?:would|are|wish)|conformément"
    r"|en vertu|en application|de conformidad|en virtud|con arreglo)|\b(?:R[EÉ]F[EÉ]RENCE|REFERENCIA|R[eé]f\.?\s*:|Ref\.)",
    re.IGNORECASE,
)
_TAIL: Final = re.compile(
    r"[\s,;.]*\b(?:and|et|y|e)(?:\s+(?:of\s+)?(?:the|du|de la|de l['’]|des|del|de los|la|el|le))?\s*$|^(?:la|le|l['’])\s*(?=[RE])",
    re.IGNORECASE,
)
_TONGUES: Final = (Language.ENGLISH, Language.FRENCH, Language.SPANISH)
_HEADS: Final[Mapping[Language, frozenset[str]]] = {
    Language.ENGLISH: frozenset({"special", "rapporteur", "independ", "expert", "work", "group"}),
    Language.FRENCH: frozenset({"special", "rapporteur", "rapporteux", "rapporteus", "expert", "independ", "group", "travail", "charg"}),
    Language.SPANISH: frozenset({"relator", "especial", "expert", "independient", "grup", "trabaj"}),
}  # fmt: skip
_SMALL: Final = frozenset(
    [
        "the",
        "of",
        "and",
        "on",
        "in",
        "to",
        "for",
        "a",
        "an",
        "as",
        "its",
        "his",
        "her",
        "de",
        "la",
        "le",
        "les",
        "des",
        "du",
        "et",
        "sur",
        "en",
        "y",
        "el",
        "los",
        "las",
        "del",
        "a",
        "au",
        "aux",
        "un",
        "une",
        "que",
        "da",
        "se",
        "por",
        "para",
        "con",
        "al",
        "chair",
        "chairperson",
        "vice",
        "presidente",
        "president",
    ]
)
LONGEST: Final = 420
"""So many signs after its head a title may go on."""

LEAST: Final = 0.62
LIKE: Final = 0.8


@dataclass(frozen=True, slots=True)
class Titled:
    """A mandate named in a text: its slug, the words, their place, how like its title."""

    slug: str
    passage: str
    start: int
    end: int
    likeness: float


@dataclass(frozen=True, slots=True)
class _Title:
    slug: str
    stems: tuple[str, ...]
    working_group: bool
    ended: bool


def mandates_in(text: str, language: Language, start: int, end: int) -> list[Titled]:
    """Return the mandates that a stretch of a text names by their titles, in its order."""
    heads = [found.start() for found in _HEAD.finditer(text, start, end)]
    if not heads:
        return []
    named: list[Titled] = []
    for head, following in zip(heads, [*heads[1:], end], strict=True):
        stop = min(following, head + LONGEST)
        if cut := _END.search(text, head, stop):
            stop = cut.start()
        if found := _named(text[head:stop], language):
            slug, likeness = found
            passage = _TAIL.sub("", " ".join(text[head:stop].split()).strip(" ,.;"))
            if slug not in {one.slug for one in named}:
                named.append(Titled(slug, passage, head, stop, likeness))
    return named


def mandate_titled(title: str, language: Language) -> str | None:
    """Return the slug of the mandate that a title names, past or differently worded; or None."""
    found = _named(" ".join(title.split()), language)
    return found[0] if found else None


def _named(passage: str, language: Language) -> tuple[str, float] | None:
    tongue = language if language in _TONGUES else Language.ENGLISH
    group = re.match(r"work|groupe|grupo", passage, re.IGNORECASE) is not None
    stems = [_known(stem, tongue) for stem in _stems(passage, tongue)]
    titles, weights = _titles(tongue)
    scored = [
        (_likeness(title, stems, weights), not title.ended, len(title.stems), title.slug)
        for title in titles
        if title.working_group == group or len(title.stems) > 4
    ]
    best = max(scored, default=(0.0, False, 0, ""))
    return (best[3], min(1.0, best[0])) if best[0] >= LEAST else None


def _likeness(title: _Title, stems: Sequence[str], weights: Mapping[str, float]) -> float:
    """How much of a title stands in the words, and how much of the first words it explains."""
    there = set(stems)
    whole = sum(weights[stem] for stem in title.stems)
    covered = sum(weights[stem] for stem in title.stems if stem in there) / whole
    first = stems[: len(title.stems) + 1]
    known = [stem for stem in first if stem in weights]
    told = sum(weights[stem] for stem in known) or 1.0
    explained = sum(weights[stem] for stem in known if stem in title.stems) / told
    return 0.6 * covered + 0.4 * explained


def _stems(text: str, language: Language) -> list[str]:
    return [
        word.stem
        for word in words_in(text, language)
        if word.stem not in _HEADS[language]
        and word.plain not in _SMALL
        and len(word.plain) > 1
    ]


@cache
def _known(stem: str, language: Language) -> str:
    """Return the stem, or the known one that a scanner made it from."""
    _, weights = _titles(language)
    if stem in weights or len(stem) < 4:
        return stem
    near = get_close_matches(stem, list(weights), n=1, cutoff=LIKE)
    return near[0] if near else stem


@cache
def _titles(language: Language) -> tuple[list[_Title], Mapping[str, float]]:
    more = tomllib.loads(
        resources.files("rapport.reading").joinpath("data", "titles.toml").read_text("utf-8")
    )
    titles = []
    for one in packaged_mandates():
        own = one.titles.model_dump()
        wordings = [*more.get(one.slug, {}).get(language.value, ())]
        if language is Language.ENGLISH:
            wordings += [one.title, *one.former_titles]
        elif own.get(language.value):
            wordings.append(own[language.value])
        else:
            wordings.append(one.title)
        group = one.kind.value == "working-group"
        for wording in wordings:
            stems = tuple(dict.fromkeys(_stems(wording, language)))
            titles.append(_Title(one.slug, stems, group, one.status.value != "active"))
    having = Counter(stem for title in titles for stem in title.stems)
    return titles, {
        stem: math.log(1 + len(titles) / (times + 1)) for stem, times in having.items()
    }
