"""Find letters by words and filters; the same letters in the same order on either database."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from django.db.models import (
    Case,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)

from rapport.archive.errors import QueryTooLong
from rapport.archive.models import Letter, Word
from rapport.archive.rules import Replied, Sort
from rapport.archive.selectors.letters import HEAVY
from rapport.protocol.kinds import LetterType
from rapport.web import search

LONGEST_QUERY: Final = 300
FINE: Final = 1000
"""How finely rarity is told apart, in whole numbers: both databases add them up alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is asked for. An empty filter asks nothing; several values of one mean either."""

    words: str = ""
    mandate: str = ""
    company: str = ""
    country: str = ""
    year: int | None = None
    types: tuple[LetterType, ...] = ()
    replied: tuple[Replied, ...] = ()
    sort: Sort | None = None
    phrases: tuple[tuple[str, ...], ...] = field(init=False)

    def __post_init__(self) -> None:
        """Read the words into phrases. Raises QueryTooLong."""
        if len(self.words) > LONGEST_QUERY:
            raise QueryTooLong(most=LONGEST_QUERY)
        object.__setattr__(self, "phrases", tuple(search.phrases_of(self.words)))

    @property
    def order(self) -> Sort:
        """In which order results stand: best first where there are words, else newest."""
        if self.sort is None or (self.sort is Sort.BEST and not self.phrases):
            return Sort.BEST if self.phrases else Sort.NEWEST
        return self.sort


def matching(query: Query, *, but: str = "") -> QuerySet[Letter]:
    """Return the letters that are asked for, unordered; `but` names a filter to leave aside."""
    rows = with_words(query.phrases)
    asked = {
        "signatories__mandate": query.mandate,
        "company": query.company,
        "country": query.country,
        "year": query.year,
        "type__in": query.types,
        "replied__in": query.replied,
    }
    kept = {name: value for name, value in asked.items() if value and name != but}
    return rows.filter(**kept)


def with_words(phrases: Sequence[Sequence[str]]) -> QuerySet[Letter]:
    """Return the letters in which each phrase stands."""
    rows = Letter.objects.all()
    for phrase in phrases:
        for key in sorted(search.rarest(phrase)):
            rows = rows.filter(pk__in=Word.objects.filter(word=key).values("letter"))
        if len(phrase) > 1:
            rows = rows.filter(searchable__contains=search.like(phrase))
    return rows


def found(query: Query) -> QuerySet[Letter]:
    """Return the letters that are asked for, in order, for a page of results."""
    rows = matching(query).defer(*HEAVY).prefetch_related("signatories")
    by_day = F("sent_on").desc(nulls_last=True)
    if query.order is Sort.OLDEST:
        return rows.order_by(F("sent_on").asc(nulls_last=True), "id")
    if query.order is Sort.NEWEST:
        return rows.order_by(by_day, "-id")
    return rows.annotate(score=_score(query)).order_by("-score", by_day, "-id")


def _score(query: Query) -> Subquery:
    """Return how well a letter fits: rare words count more than common ones."""
    keys = sorted({key for phrase in query.phrases for key in search.rarest(phrase)})
    letters = Letter.objects.count()
    whens = [When(word=key, then=F("weight") * Value(_rarity(key, letters))) for key in keys]
    rows = Word.objects.filter(letter=OuterRef("pk"), word__in=keys).order_by()
    scored = rows.values("letter").annotate(
        score=Sum(Case(*whens, default=Value(0), output_field=IntegerField()))
    )
    return Subquery(scored.values("score"), output_field=IntegerField())


def _rarity(key: str, letters: int) -> int:
    return round(FINE * math.log(1 + letters / (1 + Word.objects.filter(word=key).count())))
