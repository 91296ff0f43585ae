"""Find letters by words and filters; the same letters in the same order on either database."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import and_
from typing import Final

from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    Expression,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from rapport.archive.errors import QueryTooLong
from rapport.archive.models import Letter, Word
from rapport.archive.rules import Replied, Sort
from rapport.language.asking import Asked, asked_of
from rapport.protocol.kinds import LetterType
from rapport.web import search

LONGEST_QUERY: Final = 300
FEW: Final = 20_000
"""So many letters are named by their rows; more names than that make no question."""

FINE: Final = 1000
"""How finely rarity is told apart, in whole numbers: both databases add them up alike."""

AS_TYPED: Final = 10**11
"""More than all words of a letter weigh together; many times it fits a column."""


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
    phrases: tuple[Asked, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Read the words into phrases. Raises QueryTooLong."""
        if len(self.words) > LONGEST_QUERY:
            raise QueryTooLong(most=LONGEST_QUERY)
        object.__setattr__(self, "phrases", tuple(asked_of(self.words)))

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
        """Return the letters with the words, by row: list, counts and order all need them.

        Of letters with the words and letters without, the fewer are named.
        """
        rows = with_words(self.query.phrases)
        if not self.query.phrases:
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


def with_words(phrases: Sequence[Asked]) -> QuerySet[Letter]:
    """Return the letters in which everything stands that is asked for."""
    rows = Letter.objects.all()
    for asked in phrases:
        rows = rows.filter(_has(asked))
    return rows


def _has(asked: Asked) -> Q:
    if asked.keys:
        said = _in(key__in=sorted(asked.keys)) | _in(word=asked.word)
        if asked.parts:
            said |= reduce(and_, map(_has, asked.parts))
        return said
    said = Q()
    for word in sorted(search.rarest(asked.phrase)):
        said &= _in(word=word)
    if len(asked.phrase) > 1:
        said &= Q(folded__text__contains=search.like(asked.phrase))
    return said


def _in(**row: object) -> Q:
    """Return which letters have such a row; by words and by keys there is an index each."""
    return Q(pk__in=Word.objects.filter(**row).values("letter"))


def _score(query: Query) -> Expression:
    """Return how well a letter fits: first how many words stand there as they were typed.

    Among letters with as many of them, rare words count more than common ones.
    """
    letters = Letter.objects.count()
    wanted = [one for asked in query.phrases for one in (asked, *asked.parts)]
    forms = [one for one in wanted if one.keys]
    exact = {word for one in wanted if not one.keys for word in search.rarest(one.phrase)}
    by_word = {word: _rarity(letters, word=word) for word in sorted(exact)}
    by_key: dict[str, int] = {}
    for one in forms:
        rarity = _rarity(letters, key__in=sorted(one.keys))
        by_word.setdefault(one.word, rarity)
        by_key |= {key: rarity for key in sorted(one.keys) if key not in by_key}
    typed = Count("word", distinct=True, filter=Q(word__in=[one.word for one in forms]))
    by_words = _weighed("word", by_word, Value(AS_TYPED) * typed)
    return Coalesce(by_words, 0) + Coalesce(_weighed("key", by_key, Value(0)), 0)


def _weighed(column: str, rarities: Mapping[str, int], besides: Expression) -> Subquery:
    whens = [
        When(**{column: value}, then=F("weight") * Value(rarity))
        for value, rarity in rarities.items()
    ]
    rows = Word.objects.filter(letter=OuterRef("pk"), **{f"{column}__in": list(rarities)})
    weighed = Sum(Case(*whens, default=Value(0), output_field=BigIntegerField()))
    scored = rows.order_by().values("letter").annotate(score=weighed + besides)
    return Subquery(scored.values("score"), output_field=BigIntegerField())


def _rarity(letters: int, **row: object) -> int:
    having = Word.objects.filter(**row).aggregate(n=Count("letter", distinct=True))["n"]
    return round(FINE * math.log(1 + letters / (1 + having)))
