"""Learn what words say for mandates, from labelled texts, and write it into the package.

`.venv/bin/python tools/weights.py TUNING.jsonl` reads {words, mandate, lang} a line: the words
of a public summary and the mandate it belongs to. It keeps, for each mandate, the words that
are commoner in its summaries than elsewhere: a centroid of tf-idf, less the centroid of all.
"""

from __future__ import annotations

import json
import math
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rapport.config.settings")
django.setup()

from rapport.language.analyser import stems_in  # noqa: E402
from rapport.language.guessing import Language  # noqa: E402
from rapport.matching import lexicon  # noqa: E402
from rapport.matching.learned import FILE, Weights  # noqa: E402
from rapport.matching.subjects import terms_in  # noqa: E402

KEPT: Final = 200
"""So many words of each mandate are kept."""

LESS: Final = 1.2
"""How much of what all summaries have is taken off."""

COMMONEST: Final = 0.2
"""A word that a larger share of the texts has is no sign of a mandate."""

RARITY: Final = 0.7
"""The power to which a word's rarity is taken."""

FEWEST: Final = 2
"""A word has to stand in so many texts: a name stands in one."""

HEIRS: Final = {"slavery": "slavery-trafficking", "trafficking": "slavery-trafficking"}
"""A merged mandate hears of what its parts heard of."""

Vector = dict[str, float]


def rows_of(path: Path) -> list[dict[str, str]]:
    """Return the labelled texts of a file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def learn(rows: Sequence[Mapping[str, str]]) -> Weights:
    """Return the weights that labelled texts teach."""
    texts = [stems_in(row["words"], Language.ENGLISH) for row in rows]
    vectors, idf = _vectors(texts)
    by_mandate: dict[str, list[Vector]] = defaultdict(list)
    for row, vector in zip(rows, vectors, strict=True):
        for slug in filter(None, (row["mandate"], HEIRS.get(row["mandate"]))):
            by_mandate[slug].append(vector)
    overall = _mean(vectors)
    words: dict[str, dict[str, float]] = defaultdict(dict)
    for slug, own in sorted(by_mandate.items()):
        mean = _mean(own)
        above = {stem: mean[stem] - LESS * overall[stem] for stem in mean}
        centre = _unit({stem: weight for stem, weight in above.items() if weight > 0})
        for stem in sorted(centre, key=lambda stem: (-centre[stem], stem))[:KEPT]:
            words[stem][slug] = round(centre[stem] * idf[stem], 3)
    return Weights(words=dict(sorted(words.items())), entries=_telling(texts))


def _vectors(texts: Sequence[Sequence[str]]) -> tuple[list[Vector], Vector]:
    """Return each text as weights of its words, and how rare each word is."""
    counts = [Counter(filter(None, terms_in(stems))) for stems in texts]
    having = Counter(stem for one in counts for stem in one)
    idf = {
        stem: math.log(len(texts) / times) ** RARITY
        for stem, times in having.items()
        if times >= FEWEST and times <= COMMONEST * len(texts)
    }
    vectors = [
        _unit({stem: (1 + math.log(n)) * idf[stem] for stem, n in one.items() if stem in idf})
        for one in counts
    ]
    return vectors, idf


def _telling(texts: Sequence[Sequence[str]]) -> dict[str, float]:
    """Return how much each entry of the lexicon tells: less, the more texts show it."""
    having: Counter[str] = Counter()
    for stems in texts:
        found = lexicon.facts_in(Language.ENGLISH).found_in(
            lexicon.places_of(stems), lexicon.ANYWHERE
        )
        having.update({phrase.entry for phrase in found})
    rare = {
        entry: math.log((len(texts) + 1) / (having[entry] + 1)) / 1.5
        for entry in lexicon.concerns()
    }
    return {entry: round(min(1.3, max(0.5, value)), 2) for entry, value in rare.items()}


def _mean(vectors: Sequence[Vector]) -> Vector:
    total: Vector = defaultdict(float)
    for vector in vectors:
        for stem, weight in vector.items():
            total[stem] += weight / len(vectors)
    return total


def _unit(vector: Mapping[str, float]) -> Vector:
    length = math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
    return {stem: weight / length for stem, weight in vector.items()}


def main() -> None:
    """Learn from the file named and write the package's weights."""
    weights = learn(rows_of(Path(sys.argv[1])))
    table = {"entries": weights.entries, "words": weights.words}
    text = json.dumps(table, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    place = Path("src/rapport/matching/data") / FILE
    place.write_text(text.replace('},"', '},\n"') + "\n", "utf-8")
    print(f"{len(weights.words)} words, {place.stat().st_size} bytes")


if __name__ == "__main__":
    main()
