"""The reader stays as good as docs/reference/reading.md says on the letters of its own half."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rapport.reading import services
from rapport.reading.letter import read_letter

OWN = Path(__file__).parent / "letters" / "own"
LABELS = [
    label
    for path in sorted(OWN.glob("??-*.json"))
    if "scan" not in (label := json.loads(path.read_text("utf-8")))["file"]
]


@pytest.mark.parametrize("label", LABELS, ids=lambda label: label["file"])
def test_a_labelled_letter_is_read(label: dict[str, object]) -> None:
    letter = read_letter(services.text_of((OWN / str(label["file"])).read_bytes()))

    assert (letter.reference.value if letter.reference else None) == label["reference"]
    assert (letter.date.value.isoformat() if letter.date else None) == label["date"]
    assert {one.value["mandate"] for one in letter.mandates} == set(label["mandates"])
    assert len(letter.questions) == len(label["questions"])
