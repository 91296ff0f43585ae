"""How well mandates are suggested, beside BM25 and tf-idf over the directory's own words.

`.venv/bin/python bench/matching.py TUNING.jsonl [RECORD.jsonl]`. The first file holds {words,
mandate, lang} a line: what the weights are learned from. A third of it is held out by a fixed
shuffle: no word, weight or proportion was chosen on it, and for its row the weights are learned
from the rest alone. The second row is a cross-validation of five parts over the rest, on which
all was tuned. The record holds {summary, mandates} a line: letters, with all that signed.
"""

from __future__ import annotations

import json
import math
import os
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rapport.config.settings")
django.setup()

from tools.weights import learn, rows_of  # noqa: E402

from rapport.language.analyser import stems_in  # noqa: E402
from rapport.language.guessing import Language  # noqa: E402
from rapport.matching.learned import Weights  # noqa: E402
from rapport.matching.ranking import Proportions, Ranker  # noqa: E402
from rapport.matching.subjects import packaged_subjects, weights_of  # noqa: E402

HELD_OUT = 142
PARTS = 5
SHUFFLE = 7
ENGLISH = Language.ENGLISH
SUBJECTS = packaged_subjects()
Ranking = Callable[[str], list[str]]
Row = Mapping[str, str]


def bm25() -> Ranking:
    """Return a ranking by BM25 over titles, topics and descriptions."""
    table = weights_of({one.slug: Counter(_stems(one.texts[ENGLISH])) for one in SUBJECTS})

    def ranked(text: str) -> list[str]:
        scores: Counter[str] = Counter()
        for stem in _stems(text):
            for slug, weight in table.get(stem, ()):
                scores[slug] += weight  # type: ignore[assignment]
        return [slug for slug, _ in scores.most_common()]

    return ranked


def tf_idf() -> Ranking:
    """Return a ranking by the cosine of tf-idf over the same words."""
    counts = {one.slug: Counter(_stems(one.texts[ENGLISH])) for one in SUBJECTS}
    having = Counter(stem for one in counts.values() for stem in one)
    idf = {stem: math.log((1 + len(counts)) / (1 + n)) + 1 for stem, n in having.items()}
    vectors = {slug: _vector(one, idf) for slug, one in counts.items()}

    def ranked(text: str) -> list[str]:
        asked = _vector(Counter(_stems(text)), idf)
        scores = {
            slug: sum(weight * asked.get(stem, 0.0) for stem, weight in own.items())
            for slug, own in vectors.items()
        }
        return sorted(scores, key=lambda slug: (-scores[slug], slug))

    return ranked


def ours(weights: Weights, *, in_order: bool, **shares: float) -> Ranking:
    """Return our own ranking, with other proportions where they are given."""
    ranker = Ranker(SUBJECTS, weights, Proportions(**shares))
    return lambda text: [
        one.slug for one in ranker.ranked(text, language=ENGLISH, in_order=in_order)
    ]


WAYS: Mapping[str, Mapping[str, float]] = {
    "Rapport": {},
    "Rapport, facts alone": {"learned": 0.0, "directory": 0.0},
    "Rapport, nothing learned": {"learned": 0.0},
    "Rapport, learned words alone": {"facts": 0.0, "directory": 0.0},
}


def leads(rankings: Sequence[tuple[Ranking, Sequence[Row]]]) -> str:
    """Return how often the mandate was first, and among the first five."""
    places = [
        ranked.index(row["mandate"]) if row["mandate"] in ranked else 999
        for ranking, rows in rankings
        for row in rows
        for ranked in [ranking(row["words"])]
    ]
    return f"{_share(place < 1 for place in places)} {_share(place < 5 for place in places)}"


def letters(ranking: Ranking, record: Sequence[Mapping[str, list[str]]]) -> str:
    """Return how often the first signatory is in the five, and how many of all."""
    found = [(row["mandates"], ranking(str(row["summary"]))[:5]) for row in record]
    lead = _share(signed[0] in five for signed, five in found)
    of_all = sum(len({*signed} & {*five}) for signed, five in found)
    possible = sum(min(len(signed), 5) for signed, _ in found)
    return f"{lead} {100 * of_all / possible:6.1f} %"


def main() -> None:
    """Print the table."""
    rows = rows_of(Path(sys.argv[1]))
    random.Random(SHUFFLE).shuffle(rows)
    held_out, rest = rows[:HELD_OUT], rows[HELD_OUT:]
    parts = [
        (
            learn([row for i, row in enumerate(rest) if i % PARTS != part]),
            [row for i, row in enumerate(rest) if i % PARTS == part],
        )
        for part in range(PARTS)
    ]
    learned = learn(rest)
    print(
        f"{'':32}first  in five   (share of {len(held_out)} held out; of {len(rest)}, crossed)"
    )
    for name, ranking in (("BM25", bm25()), ("tf-idf", tf_idf())):
        print(f"{name:30}{leads([(ranking, held_out)])}   {leads([(ranking, rest)])}")
    for name, shares in WAYS.items():
        out = leads([(ours(learned, in_order=False, **shares), held_out)])
        crossed = leads([(ours(w, in_order=False, **shares), own) for w, own in parts])
        print(f"{name:30}{out}   {crossed}")
    if len(sys.argv) > 2:
        _letters(learned, Path(sys.argv[2]))
    _speed(ours(learned, in_order=True), [row["words"] for row in rows])


def _letters(learned: Weights, path: Path) -> None:
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    record = {row["summary"]: row for row in lines if row["summary"] and row["mandates"]}
    print(f"\n{len(record)} summaries of letters: first signatory, signatories in five")
    ways = {"BM25": bm25(), "tf-idf": tf_idf()}
    for name, shares in WAYS.items():
        ways[name] = ours(learned, in_order=True, **shares)
    for name, ranking in ways.items():
        print(f"{name:30}{letters(ranking, list(record.values()))}")


def _speed(ranking: Ranking, texts: Sequence[str]) -> None:
    took = []
    for text in texts:
        began = time.process_time()
        ranking(text)
        took.append(1000 * (time.process_time() - began))
    took.sort()
    size = statistics.mean(map(len, texts))
    middle, slow = statistics.median(took), took[int(0.95 * len(took))]
    print(f"\n{middle:.1f} ms a text in the middle, 95 of 100 under {slow:.1f} ms", end="")
    print(f", longest {took[-1]:.1f} ms; {size:.0f} signs")


def _stems(text: str) -> list[str]:
    return stems_in(text, ENGLISH)


def _vector(counts: Mapping[str, int], idf: Mapping[str, float]) -> dict[str, float]:
    vector = {stem: (1 + math.log(n)) * idf[stem] for stem, n in counts.items() if stem in idf}
    length = math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
    return {stem: weight / length for stem, weight in vector.items()}


def _share(hits: object) -> str:
    found = list(hits)  # type: ignore[call-overload]
    return f"{100 * sum(found) / len(found):6.1f} %"


if __name__ == "__main__":
    main()
