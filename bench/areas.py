"""How well issue areas are suggested, beside BM25 and tf-idf over the areas' own texts.

`.venv/bin/python bench/areas.py`. `areas/tuning.tsv` holds questions on which the words and the
shares were chosen, `areas/held_out.tsv` others on which nothing was; both were written before
either. Then what is learned: from confirming the first set; and where a desk decides otherwise
than Rapport suggests, how soon the suggestion follows.
"""

from __future__ import annotations

import math
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rapport.config.settings")
django.setup()

from rapport.language.analyser import stems_in  # noqa: E402
from rapport.language.guessing import Language, language_of  # noqa: E402
from rapport.matching.area_ranking import AreaRanker, Shares  # noqa: E402
from rapport.matching.areas import packaged_areas  # noqa: E402
from rapport.matching.experience import Confirmed, Experience  # noqa: E402
from rapport.matching.subjects import weights_of  # noqa: E402

HERE = Path(__file__).parent / "areas"
AREAS = packaged_areas()
RANKER = AreaRanker(AREAS)
Ranking = Callable[[str], list[str]]
TAKEN_OVER = {
    "app-store": "content-moderation",
    "women": "child-safety",
    "elections": "advertising",
}
"""A desk whose people decided so: texts of the first go to those who have the second."""


@dataclass(frozen=True)
class Row:
    """A labelled question."""

    area: str
    language: str
    text: str


def rows_of(name: str) -> list[Row]:
    """Return the labelled questions of a file."""
    lines = (HERE / name).read_text("utf-8").splitlines()
    return [Row(*line.split("\t")) for line in lines]


def bm25(text: str) -> list[str]:
    """Rank by BM25 over titles and descriptions in the text's language."""
    language = language_of(text)
    counts = {one.slug: Counter(stems_in(one.text(language), language)) for one in AREAS}
    table = weights_of(counts)
    scores: dict[str, float] = {}
    for stem in stems_in(text, language):
        for slug, weight in table.get(stem, ()):
            scores[slug] = scores.get(slug, 0.0) + weight
    return sorted(scores, key=lambda slug: (-scores[slug], slug))


def tf_idf(text: str, *, words: bool = False) -> list[str]:
    """Rank by the cosine of tf-idf over the same, or over the telling words too."""
    language = language_of(text)
    texts = {
        one.slug: one.text(language) + "\n" * words + one.words[language] * words
        for one in AREAS
    }
    counts = {slug: Counter(stems_in(own, language)) for slug, own in texts.items()}
    having = Counter(stem for one in counts.values() for stem in one)
    idf = {stem: math.log((1 + len(counts)) / (1 + n)) + 1 for stem, n in having.items()}
    asked = _vector(Counter(stems_in(text, language)), idf)
    scores = {}
    for slug, one in counts.items():
        own = _vector(one, idf)
        scores[slug] = sum(weight * own.get(stem, 0.0) for stem, weight in asked.items())
    return sorted(scores, key=lambda slug: (-scores[slug], slug))


def ours(experience: Experience | None = None, **shares: float) -> Ranking:
    """Return our own ranking."""
    ranker = AreaRanker(AREAS, experience, Shares(**shares))
    return lambda text: [one.slug for one in ranker.ranked(text)]


def confirmed(rows: Sequence[Row], labels: Mapping[str, str] | None = None) -> Experience:
    """Return the experience of a desk that decided so."""
    return Experience(
        Confirmed((labels or {}).get(row.area, row.area), RANKER.terms_of(row.text))
        for row in rows
    )


def figures(ranking: Ranking, rows: Sequence[Row], labels: Mapping[str, str]) -> str:
    """Return how often the area was first, and among the first three."""
    places = []
    for row in rows:
        ranked, wanted = ranking(row.text), labels.get(row.area, row.area)
        places.append(ranked.index(wanted) if wanted in ranked else 999)
    shares = [100 * sum(at < n for at in places) / len(places) for n in (1, 3)]
    return f"{shares[0]:6.1f} % {shares[1]:6.1f} %"


def main() -> None:
    """Print the tables."""
    tuning, held_out = rows_of("tuning.tsv"), rows_of("held_out.tsv")
    ways: dict[str, Ranking] = {
        "BM25": bm25,
        "tf-idf": tf_idf,
        "tf-idf, telling words too": lambda text: tf_idf(text, words=True),
        "Rapport": ours(),
        "Rapport, telling words alone": ours(description=0.0),
        "Rapport, 60 confirmed": ours(confirmed(tuning)),
    }
    print(f"{'':32}first  in three   ({len(held_out)} held out; {len(tuning)} for tuning)")
    for name, ranking in ways.items():
        print(f"{name:30}{figures(ranking, held_out, {})}   {figures(ranking, tuning, {})}")
    crossed = [
        figures(ours(confirmed([row for row in tuning if row is not one])), [one], {})
        for one in tuning
    ]
    hits = sum(one.strip().startswith("100") for one in crossed)
    print(f"each tuning text, the other 59 confirmed: {hits} of {len(tuning)} first")
    _per_language(ours(), held_out)
    _corrected(tuning, held_out)
    _speed(ours(confirmed(tuning * 8)), [row.text for row in tuning + held_out])
    if "-v" in sys.argv:
        rows = tuning if "-t" in sys.argv else held_out
        for row in rows:
            ranked = ours()(row.text)
            if ranked[:1] != [row.area]:
                print(row.area, row.language, ranked[:4])


def _per_language(ranking: Ranking, rows: Sequence[Row]) -> None:
    for language in Language:
        own = [row for row in rows if row.language == language]
        print(f"  held out, {language:20}{figures(ranking, own, {})}   of {len(own)}")


def _corrected(tuning: Sequence[Row], held_out: Sequence[Row]) -> None:
    """Print what is suggested to a desk that decides otherwise for three areas."""
    print("\ncorrected to another area; the new area first, in three (held out; in tuning)")
    for many in range(4):
        kinds = [[row for row in tuning if row.area == area] for area in TAKEN_OVER]
        taught = confirmed([row for rows in kinds for row in rows[:many]], TAKEN_OVER)
        out = figures(ours(taught), [r for r in held_out if r.area in TAKEN_OVER], TAKEN_OVER)
        rest = [row for rows in kinds for row in rows[many:]]
        own = figures(ours(taught), rest, TAKEN_OVER) if rest else ""
        kept = figures(ours(taught), [r for r in held_out if r.area not in TAKEN_OVER], {})
        print(f"  after {many} of each{'':14}{out}   {own}   others, held out: {kept}")


def _speed(ranking: Ranking, texts: Sequence[str]) -> None:
    took = []
    long = "\n".join(texts)[:12_000]
    for text in [*texts, long]:
        ranking(text)  # the first of a language loads its words
    for text in [*texts, long]:
        began = time.process_time()
        ranking(text)
        took.append(1000 * (time.process_time() - began))
    whole = took.pop()
    took.sort()
    print(
        f"\nwith 480 confirmed texts: {took[len(took) // 2]:.1f} ms a text in the middle, ",
        end="",
    )
    print(
        f"95 of 100 under {took[int(0.95 * len(took))]:.1f} ms; "
        f"{whole:.1f} ms for {len(long)} signs"
    )


def _vector(counts: Mapping[str, int], idf: Mapping[str, float]) -> dict[str, float]:
    vector = {stem: (1 + math.log(n)) * idf[stem] for stem, n in counts.items() if stem in idf}
    length = math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
    return {stem: weight / length for stem, weight in vector.items()}


if __name__ == "__main__":
    main()
