"""Precision and recall of the reader per field, and time and memory per file.

`bench/reading.py FOLDER...` reads labelled letters (their format stands in
tests/reading/letters/README.md), prints the failures and a table for each folder.
`--write` puts the tables into docs/reference/reading.md, between its marks.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
PAGE: Final = ROOT / "docs" / "reference" / "reading.md"
sys.path.insert(0, str(ROOT / "src"))
ALIKE: Final = 0.93
"""Passages count as the same from this likeness of their letters on; scans lose some."""

ONE: Final = ("looks", "reference", "type", "date", "person", "entity", "period_days")
PASSAGES: Final = ("subject", "interim_measures", "publication", "annex")
SHORTEST_PASSAGE: Final = 25
LISTS: Final = ("mandates", "resolutions", "also_written_to")


@dataclass
class Tally:
    """How often a field was found rightly, wrongly, and not at all."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def row(self) -> str:
        """The figures as a row of a table."""
        given, wanted = self.right + self.wrong, self.right + self.missed
        precision = f"{self.right / given:.3f}" if given else "–"
        recall = f"{self.right / wanted:.3f}" if wanted else "–"
        return f"{precision} | {recall} | {self.right} | {self.wrong} | {self.missed}"


@dataclass
class Figures:
    """Tallies and failures of one folder."""

    files: int = 0
    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    passages: int = 0
    """Longer passages that were read rightly, up to what a scan may lose …"""

    exact: int = 0
    """… and those of them that are the same word for word."""

    failures: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def compare(self, name: str, what: str, given: list[Any], wanted: list[Any]) -> None:
        """Match what was read with what stands there, each at most once."""
        left = list(wanted)
        for one in given:
            match = next((other for other in left if same(one, other)), None)
            if match is None:
                self.tallies[what].wrong += 1
                self.failures.append(f"{name}: {what}: read {short(one)}, wanted {short(left)}")
            else:
                left.remove(match)
                self.tallies[what].right += 1
                self._count_exact(name, what, one, match)
        for one in left:
            self.tallies[what].missed += 1
            self.failures.append(f"{name}: {what}: missed {short(one)}")

    def add(self, other: Figures) -> None:
        """Count the files and tallies of another folder too."""
        self.files += other.files
        for what, tally in other.tallies.items():
            self.tallies[what].right += tally.right
            self.tallies[what].wrong += tally.wrong
            self.tallies[what].missed += tally.missed
        self.failures += other.failures
        self.passages += other.passages
        self.exact += other.exact

    def _count_exact(self, name: str, what: str, one: Any, other: Any) -> None:
        if isinstance(one, list) and isinstance(one[-1], str):
            one, other = one[-1], other[-1]
        if isinstance(one, str) and len(one) >= SHORTEST_PASSAGE:
            self.passages += 1
            self.exact += one.split() == other.split()
            if one.split() != other.split():
                self.failures.append(f"{name}: {what}: not word for word: {short(one)}")


def short(value: Any) -> str:
    """Return a value for a list of failures."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) < 150 else text[:147] + "…"


def plain(text: str) -> str:
    """Return a text without case, punctuation and spacing."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def same(one: Any, other: Any) -> bool:
    """Say whether two values say the same; passages may differ by what a scan loses."""
    if isinstance(one, str) and isinstance(other, str):
        first, second = plain(one), plain(other)
        if len(second) < 25:
            return first == second
        return SequenceMatcher(None, first, second, autojunk=False).ratio() >= ALIKE
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def several(value: Any) -> list[Any]:
    """Return one value or none as a list."""
    return [] if value is None else [value]


def value_of(read: dict[str, Any], name: str) -> Any:
    """Return the value of a field that holds one."""
    found = read.get(name)
    return found["value"] if isinstance(found, dict) else found


def measure(folder: Path, *, without: Sequence[str] = ()) -> Figures:
    """Read every labelled file of a folder, but for some by name, and compare."""
    from rapport.foundation.errors import Refusal
    from rapport.reading import services
    from rapport.reading.letter import read_letter
    from rapport.reading.reply import read_reply

    figures = Figures()
    for path in sorted(folder.glob("*.json")):
        if path.stem in without:
            continue
        label = json.loads(path.read_text())
        data = (folder / label["file"]).read_bytes()
        reply = label["looks"] == "reply"
        begun = time.perf_counter()
        try:
            file = services.text_of(data)
            read = read_reply(file).told() if reply else read_letter(file).told()
        except Refusal as refusal:
            read = {"looks": refusal.code}
        figures.seconds.append(time.perf_counter() - begun)
        figures.files += 1
        (_replied if reply else _lettered)(figures, path.stem, read, label)
    return figures


def _lettered(figures: Figures, name: str, read: dict[str, Any], label: dict[str, Any]) -> None:
    for what in (*ONE, *PASSAGES):
        if what in label or label["looks"] != "letter":
            wanted = several(label.get(what))
            figures.compare(name, what, several(value_of(read, what)), wanted)
    for what in LISTS:
        given = [one["value"] for one in read.get(what, [])]
        if what == "mandates":
            given = [one["mandate"] for one in given]
        figures.compare(name, what, given, label.get(what, []))
    given = [one["value"] for one in read.get("questions", [])]
    figures.compare(name, "questions", given, label.get("questions", []))
    if "holders" in label:
        held = [one["value"] for one in read.get("mandates", [])]
        given = [[one["mandate"], one["holder"]] for one in held if one["holder"]]
        figures.compare(name, "holders", given, [list(one) for one in label["holders"].items()])


def _replied(figures: Figures, name: str, read: dict[str, Any], label: dict[str, Any]) -> None:
    figures.compare(name, "looks", [read["looks"]], ["reply"])
    for what in ("reference", "letter_date", "date", "entity"):
        if what in label:
            given, wanted = several(value_of(read, what)), several(label[what])
            figures.compare(name, f"reply: {what}", given, wanted)
    given = [
        [one["value"]["question"], one["value"]["text"]] for one in read.get("answers", [])
    ]
    wanted = [[one["question"], one["text"]] for one in label.get("answers", [])]
    figures.compare(name, "reply: answers", given, wanted)


def table(figures: Figures) -> str:
    """Return the figures as a table."""
    rows = [
        "| field | precision | recall | right | wrong | missed |",
        "| --- | --- | --- | --- | --- | --- |",
        *(f"| {what} | {tally.row} |" for what, tally in figures.tallies.items()),
    ]
    return "\n".join(rows)


def main() -> int:
    """Measure each folder; print failures and tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rapport.config.settings")
    os.environ.setdefault("RAPPORT_SIDE", "all")
    os.environ.setdefault("RAPPORT_HOME", "/nonexistent")
    import django

    django.setup()
    pieces = []
    whole = Figures()
    for folder in options.folders:
        figures = measure(folder)
        whole.add(figures)
        print(*figures.failures, sep="\n")
        child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        middle, longest = statistics.median(figures.seconds), max(figures.seconds)
        line = (
            f"{figures.files} files, {middle:.2f} s a file in the middle, {longest:.2f} s at "
            f"most; {child:.0f} MB at most in the process that opens them. Of "
            f"{figures.passages} passages read rightly, {figures.exact} are the same word for "
            "word."
        )
        pieces += [f"### {folder.name}", line, table(figures)]
        print(line, table(figures), sep="\n")
    if len(options.folders) > 1:
        pieces += ["### The whole set", f"{whole.files} files.", table(whole)]
    if options.write:
        page = PAGE.read_text()
        start, end = page.index("<!-- figures -->"), page.index("<!-- end of figures -->")
        middle = "<!-- figures -->\n\n" + "\n\n".join(pieces) + "\n\n"
        PAGE.write_text(page[:start] + middle + page[end:])
    return 0


if __name__ == "__main__":
    sys.exit(main())
