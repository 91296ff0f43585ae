"""Make the words by which a letter is found, from what stands in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from django.db import transaction

from rapport.archive import selectors
from rapport.archive.models import FoldedText, Letter, Word
from rapport.archive.selectors.passages import Passage
from rapport.foundation.acts import Act
from rapport.language.finding import kept_of
from rapport.language.forms import VERSION
from rapport.web import search

HEAVIEST: Final = 1000
ROWS_AT_ONCE: Final = 2000


def index(letters: Iterable[Letter]) -> None:
    """Write the folded text and the words of letters anew, in the caller's transaction."""
    rows: list[Word] = []
    texts: list[FoldedText] = []
    known = list(letters)
    countries = selectors.names_of_countries()
    documents = selectors.publications_of(known)
    for letter in known:
        passages = selectors.passages_of(letter, documents.get(letter.pk), countries)
        folded = search.searchable(passage.text for passage in passages)
        texts.append(FoldedText(letter=letter, text=folded, kept_by=VERSION))
        rows += [
            Word(letter=letter, word=word, key=key, weight=min(weight, HEAVIEST))
            for (word, key), weight in sorted(weights(passages).items())
        ]
    pks = [letter.pk for letter in known]
    FoldedText.objects.filter(letter__in=pks).delete()
    Word.objects.filter(letter__in=pks).delete()
    FoldedText.objects.bulk_create(texts)
    Word.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE)


def weights(passages: Iterable[Passage]) -> Counter[tuple[str, str]]:
    """Return how much each word counts under each key, in all passages of a letter."""
    counted: Counter[tuple[str, str]] = Counter()
    for passage in passages:
        counted.update(kept_of(passage.text, passage.weight))
    return counted


def index_again(act: Act) -> int:
    """Make the words of all letters anew, nothing else; return how many letters there are."""
    done = 0
    for pks in selectors.in_batches():
        with transaction.atomic():
            index(selectors.letters_by_row(pks))
        done += len(pks)
    return done


def index_some_again(act: Act) -> int:
    """Make the words of some letters anew that another version kept; return of how many.

    Whoever calls it until nothing is left has done what `index_again` does, and may stop
    between: letters are found by the words of the other version until their turn comes.
    """
    pks = selectors.kept_by_another(VERSION)
    with transaction.atomic():
        index(selectors.letters_by_row(pks))
    return len(pks)
