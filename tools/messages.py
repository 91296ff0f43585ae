"""Keep the catalogues of the six languages: `python3 tools/messages.py`.

    python3 tools/messages.py              put new texts into every catalogue, take old ones out
    python3 tools/messages.py --check      say what is missing or wrong, change nothing
    python3 tools/messages.py --export DIR write what is not translated as JSON, in pieces
    python3 tools/messages.py --import FILE fr  put the translations of a piece into a catalogue

`tools/texts.py` collects the texts. The catalogue that programs read (django.mo) is written
with the one that people read (django.po).
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import polib

sys.path[:0] = [str(Path(__file__).parents[1])]

from tools.texts import PACKAGE, Key, Message, collected  # noqa: E402

LOCALE: Final = PACKAGE / "locale"
LANGUAGES: Final = ("ar", "zh_Hans", "fr", "ru", "es")
PLURALS: Final = {
    "ar": (
        "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
        "n%100>=11 && n%100<=99 ? 4 : 5;"
    ),
    "zh_Hans": "nplurals=1; plural=0;",
    "fr": "nplurals=2; plural=(n > 1);",
    "ru": (
        "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && "
        "(n%100<10 || n%100>=20) ? 1 : 2);"
    ),
    "es": "nplurals=2; plural=(n != 1);",
}
FORMS: Final = {language: int(rule[9]) for language, rule in PLURALS.items()}
"""How many plural forms a language has."""
NUMBER_SAID: Final = {"ar": {0, 1, 2}, "es": {0}}
"""Forms that stand for one number alone: its word may take the place of the figure."""
SPOKEN: Final = {
    "ar": "no, one, two, few (3 to 10), many (11 to 99), other",
    "zh_Hans": "any number",
    "fr": "0 and 1, other",
    "ru": "1 21 31, 2 to 4 22 to 24, other",
    "es": "1, other",
}
A_PIECE: Final = 150  # messages in a file of an export
PLACE: Final = re.compile(r"%\((\w+)\)[sd]|(?<!\{)\{(\w+)\}(?!\})|</?(\w+)")


def path_of(language: str, suffix: str = "po") -> Path:
    """Return where a language's catalogue is."""
    return LOCALE / language / "LC_MESSAGES" / f"django.{suffix}"


def catalogue(language: str) -> polib.POFile:
    """Return a language's catalogue, an empty one when there is none yet."""
    path = path_of(language)
    file = polib.pofile(str(path)) if path.exists() else polib.POFile()
    file.wrapwidth = 96
    file.metadata = {
        "Project-Id-Version": "Rapport",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[language],
    }
    return file


def updated(language: str, messages: Mapping[Key, Message]) -> polib.POFile:
    """Return the catalogue with every message of the source and no other."""
    old = {key_of(entry): entry for entry in catalogue(language)}
    file = catalogue(language)
    file[:] = []
    for key in sorted(messages):
        entry = old.get(key) or _empty(messages[key], language)
        entry.occurrences = [(place, "") for place in sorted(messages[key].places)]
        entry.obsolete = False
        file.append(entry)
    return file


def key_of(entry: polib.POEntry) -> Key:
    """Return what tells an entry from others."""
    return entry.msgctxt or "", entry.msgid, entry.msgid_plural or ""


def _empty(message: Message, language: str) -> polib.POEntry:
    options: dict[str, Any] = {"msgid": message.text}
    if message.context:
        options["msgctxt"] = message.context
    if message.plural:
        options["msgid_plural"] = message.plural
        options["msgstr_plural"] = dict.fromkeys(range(FORMS[language]), "")
    return polib.POEntry(**options)


def save(language: str, file: polib.POFile) -> None:
    """Write a catalogue for people and for programs."""
    path_of(language).parent.mkdir(parents=True, exist_ok=True)
    file.save(str(path_of(language)))
    file.save_as_mofile(str(path_of(language, "mo")))


def faults(language: str, messages: Mapping[Key, Message]) -> list[str]:
    """Return what is wrong with a catalogue, in words."""
    file = catalogue(language)
    known = {key_of(entry): entry for entry in file}
    wrong = [f"{language}: not in the catalogue: {key[1]!r}" for key in messages.keys() - known]
    wrong += [f"{language}: no longer used: {key[1]!r}" for key in known.keys() - messages]
    for key in sorted(messages.keys() & known.keys()):
        wrong += [
            f"{language}: {why}: {key[1]!r}" for why in entry_faults(known[key], language)
        ]
    if _mo_is_old(language, file):
        wrong.append(f"{language}: django.mo is not that of django.po")
    return sorted(wrong)


def entry_faults(entry: polib.POEntry, language: str) -> list[str]:
    """Return what is wrong with one translation."""
    forms = entry.msgstr_plural
    texts = forms if entry.msgid_plural else {0: entry.msgstr}
    if entry.msgid_plural and sorted(forms) != list(range(FORMS[language])):
        return [f"has {len(forms)} plural forms instead of {FORMS[language]}"]
    if not all(texts.values()):
        return ["not translated"]
    wrong = ["fuzzy"] if "fuzzy" in entry.flags else []
    original = entry.msgid_plural or entry.msgid
    says_one_number = NUMBER_SAID.get(language, set()) if entry.msgid_plural else set()
    if not all(
        _same_places(original, text, without_number=form in says_one_number)
        for form, text in texts.items()
    ):
        wrong.append("other placeholders or tags")
    return wrong


def _same_places(original: str, text: str, *, without_number: bool) -> bool:
    asked, given = places(original), places(text)
    return given <= asked and len(asked - given) <= (1 if without_number else 0)


def places(text: str) -> set[str]:
    """Return the placeholders and tags of a text."""
    return {next(one for one in found if one) for found in PLACE.findall(text) if any(found)}


def _mo_is_old(language: str, file: polib.POFile) -> bool:
    path = path_of(language, "mo")
    return not path.exists() or path.read_bytes() != file.to_binary()


def export(folder: Path, messages: Mapping[Key, Message]) -> list[Path]:
    """Write what is not translated, for each language in pieces, and return the files."""
    written = []
    folder.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        waiting = [entry for entry in updated(language, messages) if not entry.translated()]
        for number, start in enumerate(range(0, len(waiting), A_PIECE), 1):
            piece = [_as_json(one, language) for one in waiting[start : start + A_PIECE]]
            path = folder / f"{language}.{number:02}.json"
            whole = {"language": language, "forms": SPOKEN[language], "messages": piece}
            path.write_text(json.dumps(whole, ensure_ascii=False, indent=1), encoding="utf-8")
            written.append(path)
    return written


def _as_json(entry: polib.POEntry, language: str) -> dict[str, Any]:
    made: dict[str, Any] = {"text": entry.msgid, "where": [one for one, _ in entry.occurrences]}
    if entry.msgctxt:
        made["context"] = entry.msgctxt
    if entry.msgid_plural:
        made["plural"] = entry.msgid_plural
    return {**made, "translation": [""] * FORMS[language] if entry.msgid_plural else ""}


def take_in(language: str, given: Iterable[Mapping[str, Any]], file: polib.POFile) -> list[str]:
    """Put translations into a catalogue; return why some were refused."""
    entries = {key_of(entry): entry for entry in file}
    refused = []
    for one in given:
        key = one.get("context", ""), one["text"], one.get("plural", "")
        entry = entries.get(key)
        if entry is None:
            refused.append(f"no such text: {one['text']!r}")
            continue
        before = entry.msgstr, dict(entry.msgstr_plural)
        if entry.msgid_plural:
            entry.msgstr_plural = dict(enumerate(one["translation"]))
        else:
            entry.msgstr = one["translation"]
        if wrong := entry_faults(entry, language):
            entry.msgstr, entry.msgstr_plural = before
            refused.append(f"{'; '.join(wrong)}: {one['text']!r}")
    return refused


def main(argv: list[str] | None = None) -> int:
    """Do what was asked; 1 when something is missing or was refused."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--export", type=Path, metavar="DIR")
    parser.add_argument("--import", dest="take", nargs=2, metavar=("FILE", "LANGUAGE"))
    asked = parser.parse_args(argv)
    messages = collected()
    said: list[str] = []
    if asked.check:
        said = [why for language in LANGUAGES for why in faults(language, messages)]
    elif asked.export:
        for path in export(asked.export, messages):
            print(path)
    elif asked.take:
        said = _import(Path(asked.take[0]), asked.take[1], messages)
    else:
        for language in LANGUAGES:
            save(language, updated(language, messages))
        print(f"{len(messages)} messages in {len(LANGUAGES)} catalogues")
    for line in said:
        print(line, file=sys.stderr)
    return 1 if said else 0


def _import(path: Path, language: str, messages: Mapping[Key, Message]) -> list[str]:
    if language not in LANGUAGES:
        return [f"no such language: {language}; there are {', '.join(LANGUAGES)}"]
    given = json.loads(path.read_text(encoding="utf-8"))
    file = updated(language, messages)
    refused = take_in(language, given["messages"], file)
    save(language, file)
    return [f"{language}: {why}" for why in refused]


if __name__ == "__main__":
    sys.exit(main())
