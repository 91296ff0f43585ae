"""How much of what is meant the archive's search finds, and how much else, in six languages.

`.venv/bin/python bench/search.py [--failures | --speed LETTERS]`. `queries/letters.jsonl` are
short letters that nobody wrote, `queries/asked.jsonl` what is asked and which of them are
meant: told by reading them, before the search that is measured was written; `asked-later.jsonl`
are queries written after it, in words that were not asked before. The letters are
loaded into an archive of this process alone, as a file of public records is; each query is
asked as a page of results in its language asks it. With `--speed`, how large the index of so
many letters is and how long it takes to make and to ask: each letter is a dozen sentences of
the set and of the packaged record, drawn by lot with a fixed seed.
"""

from __future__ import annotations

import io
import json
import os
import random
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).parent / "queries"
LANGUAGES: Final = ("ar", "zh", "en", "fr", "ru", "es")
ASKED, ASKED_LATER = "asked.jsonl", "asked-later.jsonl"
SENTENCES, SEED, TURNS = 12, 2099, 15
SPEED: Final = ("Rakhine", "journalists", "company letter", '"human rights"', "人权", "")
"""A word in few letters, in many, two words, a phrase, Chinese, and no words at all."""


@dataclass
class Tally:
    """What was meant, what was found, what was both; and the queries that went wrong."""

    queries: int = 0
    meant: int = 0
    found: int = 0
    both: int = 0
    missed: dict[str, list[str]] = field(default_factory=dict)
    extra: dict[str, list[str]] = field(default_factory=dict)

    @property
    def recall(self) -> float:
        """How much of what was meant was found."""
        return self.both / self.meant

    @property
    def precision(self) -> float:
        """How much of what was found was meant."""
        return self.both / self.found if self.found else 1.0

    def add(self, query: str, meant: set[str], found: set[str]) -> None:
        """Count one query."""
        self.queries += 1
        self.meant += len(meant)
        self.found += len(found)
        self.both += len(meant & found)
        if meant - found:
            self.missed[query] = sorted(meant - found)
        if found - meant:
            self.extra[query] = sorted(found - meant)


def rows_of(name: str) -> list[dict[str, Any]]:
    """Return the lines of a file of the set."""
    return [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines()]


def records() -> io.BytesIO:
    """Return the letters as a file of public records."""
    lines = [
        {
            "id": row["id"],
            "reference": f"OTH {number}/2099",
            "addressee": "—",
            "addressee_kind": "other",
            "language": row["language"],
            "summary": row["text"],
            "source": "—",
            "demonstration": True,
        }
        for number, row in enumerate(rows_of("letters.jsonl"), 1)
    ]
    return io.BytesIO("\n".join(json.dumps(line) for line in lines).encode())


def found_by(words: str, language: str) -> set[str]:
    """Return the letters that a page of results in a language finds."""
    from django.http import QueryDict
    from django.utils import translation

    from rapport.archive import forms, selectors

    asked = QueryDict(mutable=True)
    asked["q"] = words
    with translation.override("zh-hans" if language == "zh" else language):
        rows = selectors.Search(forms.query_of(asked)).in_order()
        return {letter.slug for letter in rows}


def measured(name: str = ASKED) -> Mapping[str, Tally]:
    """Ask the queries of a file of the loaded letters; return a tally a language."""
    tallies = {language: Tally() for language in LANGUAGES}
    for row in rows_of(name):
        found = found_by(row["query"], row["language"])
        tallies[row["language"]].add(row["query"], set(row["relevant"]), found)
    return tallies


def total(tallies: Iterable[Tally]) -> Tally:
    """Return the sum of tallies."""
    every = Tally()
    for one in tallies:
        every.queries += one.queries
        every.meant += one.meant
        every.found += one.found
        every.both += one.both
    return every


def main(arguments: list[str]) -> None:
    """Load, ask, and print a row of a table in Markdown for each language."""
    with tempfile.TemporaryDirectory(prefix="rapport-bench-") as home:
        os.environ |= {
            "RAPPORT_HOME": home,
            "RAPPORT_SIDE": "archive",
            "DJANGO_SETTINGS_MODULE": "rapport.config.settings",
        }
        if arguments[:1] == ["--speed"]:
            _speed(int(arguments[1]))
            return
        _load(records())
        for name in (ASKED, ASKED_LATER):
            _print(name, measured(name), failures="--failures" in arguments)


def _print(file: str, tallies: Mapping[str, Tally], *, failures: bool) -> None:
    print(f"\n| {file} | queries | recall | precision |")
    print("|---|---|---|---|")
    for name, one in {**tallies, "all": total(tallies.values())}.items():
        recall, precision = 100 * one.recall, 100 * one.precision
        print(f"| {name} | {one.queries} | {recall:.1f} | {precision:.1f} |")
    if failures:
        for name, one in tallies.items():
            print(f"\n{name}: not found\n", *map(_line, one.missed.items()), sep="")
            print(f"{name}: found besides\n", *map(_line, one.extra.items()), sep="")


def _line(failure: tuple[str, list[str]]) -> str:
    query, letters = failure
    return f"  {query}: {' '.join(letters)}\n"


def _load(file: io.BytesIO) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from rapport.archive import services
    from rapport.directory.services import load_directory
    from rapport.foundation import clock
    from rapport.foundation.acts import SYSTEM, Act, Door

    call_command("migrate", interactive=False, verbosity=0)
    act = Act(SYSTEM, clock.now(), Door.COMMAND)
    load_directory(act)
    counts = services.load_file(act, file=file, name="letters.jsonl")
    if counts.refused:
        raise SystemExit("\n".join(map(str, counts.refused)))


def many(letters: int) -> Iterator[dict[str, Any]]:
    """Yield records of so many letters, half in English, the rest in the other languages."""
    lot = random.Random(SEED)
    pool: dict[str, list[str]] = {language: [] for language in LANGUAGES}
    for row in rows_of("letters.jsonl"):
        pool[row["language"]].append(row["text"])
    data = HERE.parent.parent / "src/rapport/archive/data"
    for path in sorted(data.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            if said := json.loads(line).get("summary"):
                pool["en"].append(said)
    for number in range(1, letters + 1):
        language = lot.choice(LANGUAGES) if number % 2 else "en"
        yield {
            "reference": f"OTH {number}/2099",
            "addressee": "—",
            "addressee_kind": "other",
            "language": language,
            "summary": " ".join(lot.choices(pool[language], k=SENTENCES)),
            "source": "—",
        }


def _speed(letters: int) -> None:
    lines = "\n".join(json.dumps(one) for one in many(letters))
    _load(io.BytesIO(lines.encode()))
    from django.conf import settings
    from django.db import connection
    from django.test import Client

    from rapport.archive import services
    from rapport.archive.models import Word
    from rapport.foundation import clock
    from rapport.foundation.acts import SYSTEM, Act, Door

    began = time.process_time()
    services.index_again(Act(SYSTEM, clock.now(), Door.COMMAND))
    print(f"index of {letters} letters: {time.process_time() - began:.1f} s of work")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
    whole, rest = _sizes(Path(connection.settings_dict["NAME"]))
    print(f"{Word.objects.count()} rows, {whole - rest:.1f} MB of {whole:.1f} MB")
    client = Client(HTTP_HOST=settings.ALLOWED_HOSTS[0])
    for words in SPEED:
        took = []
        for _ in range(TURNS + 1):
            began = time.process_time()
            page = client.get("/letters", {"q": words})
            took.append(1000 * (time.process_time() - began))
            assert page.status_code == 200
        print(f"{words or 'no words'}: {statistics.median(took[1:]):.0f} ms of work")


def _sizes(database: Path) -> tuple[float, float]:
    """Return how large a database is, in megabytes, with its words and without."""
    copy = database.with_name("copy.sqlite3")
    shutil.copyfile(database, copy)
    whole = copy.stat().st_size
    with closing(sqlite3.connect(copy, isolation_level=None)) as opened:
        opened.execute("DELETE FROM archive_word")
        opened.execute("VACUUM")
    return whole / 1e6, copy.stat().st_size / 1e6


if __name__ == "__main__":
    main(sys.argv[1:])
