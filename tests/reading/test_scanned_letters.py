"""Scanned letters are read by Tesseract and the reader together, in three languages.

Which sign Tesseract takes for which differs a little from version to version: what is found has
to be right, and nearly all has to be found.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rapport.reading import services
from rapport.reading.letter import read_letter
from rapport.reading.text import Note

LETTERS = Path(__file__).parent / "letters"
SCANS = ("own/en-13-scan", "others/f03-numerisation", "others/s02-llamamiento-escaneado")


@pytest.mark.parametrize("name", SCANS)
def test_a_scanned_letter_is_read(name: str) -> None:
    label = json.loads((LETTERS / f"{name}.json").read_text("utf-8"))
    text = services.text_of((LETTERS / name).with_name(label["file"]).read_bytes())

    letter = read_letter(text)

    assert Note.RECOGNISED in text.texts[0].notes
    assert letter.reference
    assert letter.reference.value == label["reference"]
    assert letter.date
    assert letter.date.value.isoformat() == label["date"]
    found = {one.value["mandate"] for one in letter.mandates}
    assert found <= set(label["mandates"])
    assert len(found) >= len(label["mandates"]) - 1
    assert len(label["questions"]) - 1 <= len(letter.questions) <= len(label["questions"])
