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
from rapport.protocol.kinds import LetterType
from rapport.web import search

LONGEST_QUERY: Final = 300
FEW: Final = 20_000
"""So many letters are named by their rows; more names than that make no question."""

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


class Search:
    """A query and what its words find, which is looked up once for list, counts and order."""

    def __init__(self, query: Query) -> None:
        self.query = query
        self._with_words = self._look_up()

    def _look_up(self) -> QuerySet[Letter]:
        """Return the letters with the words; by row where phrases had to be read for.

        Of letters with the words and letters without, the fewer are named.
        """
        rows = with_words(self.query.phrases)
        if all(len(phrase) == 1 for phrase in self.query.phrases):
            return rows
        found = list(rows.order_by().values_list("pk", flat=True)[: FEW + 1])
        if len(found) > FEW:
            return rows
        if 2 * len(found) <= Letter.objects.count():
            return Letter.objects.filter(pk__in=found)
        rest = set(Letter.objects.values_list("pk", flat=True)) - set(found)
        return Letter.objects.exclude(pk__in=rest)

    def letters(self, *, but: str = "") -> QuerySet[Letter]:
        """Return the letters that are asked for, unordered; `but` is a filter to leave out."""
        asked = {
            "signatories__mandate": self.query.mandate,
            "company": self.query.company,
            "country": self.query.country,
            "year": self.query.year,
            "type__in": self.query.types,
            "replied__in": self.query.replied,
        }
        kept = {name: value for name, value in asked.items() if value and name != but}
        return self._with_words.filter(**kept)

    def in_order(self) -> QuerySet[Letter]:
        """Return the letters that are asked for, in order, for a page of results."""
        rows = self.letters().prefetch_related("signatories").select_related("publisher")
        by_day = F("sent_on").desc(nulls_last=True)
        if self.query.order is Sort.OLDEST:
            return rows.order_by(F("sent_on").asc(nulls_last=True), "id")
        if self.query.order is Sort.NEWEST:
            return rows.order_by(by_day, "-id")
        scored = rows.annotate(score=_score(self.query))
        return scored.order_by("-score", by_day, "-id")


def with_words(phrases: Sequence[Sequence[str]]) -> QuerySet[Letter]:
    """Return the letters in which each phrase stands."""
    rows = Letter.objects.all()
    for phrase in phrases:
        for key in sorted(search.rarest(phrase)):
            rows = rows.filter(pk__in=Word.objects.filter(word=key).values("letter"))
        if len(phrase) > 1:
            rows = rows.filter(folded__text__contains=search.like(phrase))
    return rows


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
