"""What suggestions of mandates gain from what an office decided before.

`PYTHONPATH=. .venv/bin/python bench/precedents.py TUNING.jsonl RECORD.jsonl [--tuning]`. The
files are those of `bench/matching.py`, the texts held out are the same 142, and the weights of
words are learned from the others. Confirmations are simulated. With `--tuning` all is done on
140 of the others, with weights learned from the remaining 190: on those the numbers were
chosen.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tools.weights import learn, rows_of

import matching
from rapport.matching.precedents import Precedent, Precedents, Said
from rapport.matching.ranking import Proportions, Ranker

PARTS = 10
TUNED_ON = 190
LEAST_TEXTS = 4
CUSTOMS = ("wg-business", "privacy", "cultural-rights", "slavery-trafficking", "development")
"""Mandates that few of the texts suggest; an office is imagined that always asks one more."""
TIMES = (0, 1, 2, 3)
KEPT = 500
Signed = Mapping[str, Said]
Known = tuple[str, Signed]


class Office:
    """A ranker, and profiles of texts, each made once."""

    def __init__(self, ranker: Ranker, *, in_order: bool) -> None:
        self._ranker, self._in_order = ranker, in_order
        self._profiles: dict[str, Mapping[str, float]] = {}

    def learned(self, known: Sequence[Known]) -> Precedents:
        """Return what an office has that decided so on these texts."""
        return Precedents(
            Precedent(str(number), self._profile(text), said)
            for number, (text, said) in enumerate(known)
        )

    def ranked(self, text: str, precedents: Precedents | None) -> list[str]:
        """Return the mandates for a text, best first."""
        found = self._ranker.ranked(
            text, language=matching.ENGLISH, in_order=self._in_order, precedents=precedents
        )
        return [one.slug for one in found]

    def _profile(self, text: str) -> Mapping[str, float]:
        if text not in self._profiles:
            self._profiles[text] = self._ranker.profile(
                text, language=matching.ENGLISH, in_order=self._in_order
            )
        return self._profiles[text]


def main() -> None:
    """Print the tables."""
    rows = rows_of(Path(sys.argv[1]))
    random.Random(matching.SHUFFLE).shuffle(rows)
    held_out, rest = rows[: matching.HELD_OUT], rows[matching.HELD_OUT :]
    if "--tuning" in sys.argv:
        held_out, rest = rest[TUNED_ON:], rest[:TUNED_ON]
    ranker = Ranker(matching.SUBJECTS, learn(rest), Proportions())
    office = Office(ranker, in_order=False)
    texts = [(row["words"], [row["mandate"]]) for row in held_out]
    _confirmed(f"{len(texts)} texts, nine tenths confirmed", office, texts, PARTS)
    lines = [json.loads(line) for line in Path(sys.argv[2]).read_text("utf-8").splitlines()]
    record = {row["summary"]: row["mandates"] for row in lines if row["summary"]}
    letters = [(text, signed) for text, signed in record.items() if signed]
    ordered = Office(ranker, in_order=True)
    _confirmed(f"{len(letters)} letters, all others confirmed", ordered, letters, len(letters))
    _customs(office, texts)
    _declined(office, texts)
    _speed(ranker, [row["words"] for row in rows])


def _confirmed(
    title: str, office: Office, texts: Sequence[tuple[str, list[str]]], parts: int
) -> None:
    """Print what is found where the other parts of the texts were confirmed."""
    print(f"\n{title}: first signatory first, in first five; signatories in first five")
    ways: dict[str, Callable[[str, int], list[str]]] = {
        "BM25": _plainly(matching.bm25()),
        "tf-idf": _plainly(matching.tf_idf()),
        "Rapport, nothing decided yet": lambda text, _: office.ranked(text, None),
    }
    known = [
        office.learned(
            [
                (text, dict.fromkeys(signed, Said.SIGNED))
                for number, (text, signed) in enumerate(texts)
                if number % parts != part
            ]
        )
        for part in range(parts)
    ]
    ways["Rapport, the others signed"] = lambda text, part: office.ranked(text, known[part])
    for name, way in ways.items():
        found = [
            (signed, way(text, number % parts)) for number, (text, signed) in enumerate(texts)
        ]
        first = _share([signed[0] in ranked[:1] for signed, ranked in found])
        five = _share([signed[0] in ranked[:5] for signed, ranked in found])
        of_all = sum(len({*signed} & {*ranked[:5]}) for signed, ranked in found)
        possible = sum(min(len(signed), 5) for signed, _ in found)
        print(f"{name:30}{first} {five} {100 * of_all / possible:6.1f} %")


def _customs(office: Office, texts: Sequence[tuple[str, list[str]]]) -> None:
    """Print how soon one more mandate that an office always asks is among the first five."""
    by_mandate = _by_mandate(texts)
    print("\na custom: asked once more among five, own mandate still, other texts still")
    for times in TIMES:
        asked: list[bool] = []
        own: list[bool] = []
        others: list[bool] = []
        for slug, theirs in by_mandate.items():
            taught, tested = theirs[:times], theirs[times:]
            rest = [(text, signed[0]) for text, signed in texts if signed[0] != slug]
            random.Random(1).shuffle(rest)
            half = len(rest) // 2
            usual = [(text, {lead: Said.SIGNED}) for text, lead in rest[:half]]
            for custom in CUSTOMS:
                both = {slug: Said.SIGNED, custom: Said.SIGNED}
                known = office.learned([*usual, *((text, both) for text in taught)])
                for text in tested:
                    five = office.ranked(text, known)[:5]
                    asked.append(custom in five)
                    own.append(slug in five)
                others += [lead in office.ranked(t, known)[:5] for t, lead in rest[half:]]
        print(f"{times} {_share(asked)} {_share(own)} {_share(others)}   ({len(asked)} asked)")


def _declined(office: Office, texts: Sequence[tuple[str, list[str]]]) -> None:
    """Print how often a mandate in the first five stays there after it declined."""
    print("\ndeclined, or passed over: still among the first five, own mandate still")
    for said in (Said.DECLINED, Said.PASSED_OVER):
        for times in TIMES:
            stays: list[bool] = []
            own: list[bool] = []
            for slug, theirs in _by_mandate(texts).items():
                seen = Counter(s for t in theirs for s in office.ranked(t, None)[1:5])
                other = next(s for s, _ in seen.most_common() if s != slug)
                says = {slug: Said.SIGNED, other: said}
                known = office.learned([(text, says) for text in theirs[:times]])
                for text in theirs[times:]:
                    if other not in office.ranked(text, None)[:5]:
                        continue
                    five = office.ranked(text, known)[:5]
                    stays.append(other in five)
                    own.append(slug in five)
            print(f"{said:12}{times} {_share(stays)} {_share(own)}   ({len(stays)} texts)")


def _by_mandate(texts: Sequence[tuple[str, list[str]]]) -> dict[str, list[str]]:
    counts = Counter(signed[0] for _, signed in texts)
    return {
        slug: [text for text, signed in texts if signed[0] == slug]
        for slug, times in sorted(counts.items())
        if times >= LEAST_TEXTS and slug not in CUSTOMS
    }


def _speed(ranker: Ranker, texts: Sequence[str]) -> None:
    profiles = [ranker.profile(text) for text in texts]
    signed = {"freedex": Said.SIGNED}
    kept = [
        Precedent(str(number), profiles[number % len(profiles)], signed)
        for number in range(KEPT)
    ]
    began = time.process_time()
    known = Precedents(kept)
    made = 1000 * (time.process_time() - began)
    for name, asked in (("a text", texts), ("a letter", _joined(texts))):
        took = []
        for text in asked:
            began = time.process_time()
            ranker.ranked(text, precedents=known)
            took.append(1000 * (time.process_time() - began))
        took.sort()
        print(
            f"\n{name} of {statistics.mean(map(len, asked)):.0f} signs, {KEPT} letters known: "
            f"{statistics.median(took):.1f} ms in the middle, 95 of 100 under "
            f"{took[int(0.95 * len(took))]:.1f} ms; once a page {made:.1f} ms",
            end="",
        )
    print()


def _joined(texts: Sequence[str]) -> list[str]:
    return [" ".join(texts[at : at + 8]) for at in range(0, len(texts) - 8, 8)]


def _plainly(ranking: matching.Ranking) -> Callable[[str, int], list[str]]:
    return lambda text, _: ranking(text)


def _share(hits: Sequence[bool]) -> str:
    return f"{100 * sum(hits) / max(len(hits), 1):6.1f} %"


if __name__ == "__main__":
    main()
