"""`rapport read` prints what stands in files, without an installation."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.reading.files import LETTER

from rapport.cli.main import main


@pytest.fixture
def nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("RAPPORT_HOME", str(tmp_path / "none"))
    return tmp_path


def test_each_file_gives_a_line_of_fields(
    nowhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = nowhere / "letter.txt"
    file.write_text(LETTER, "utf-8")

    assert main(["read", "letter", str(file), "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert told["reference"] == {
        "value": "AL OTH 12/2099",
        "passage": "AL OTH 12/2099",
        "page": 1,
        "line": 3,
        "confidence": 0.97,
    }
    assert told["date"]["value"] == "2099-03-02"
    assert told["interim_measures"] is None


def test_one_bad_file_does_not_stop_the_others(
    nowhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = nowhere / "good.txt", nowhere / "bad.pdf"
    good.write_text(LETTER, "utf-8")
    bad.write_bytes(b"%PDF-1.4 nothing")

    status = main(["read", "letter", str(bad), str(nowhere / "none.txt"), str(good), "--json"])

    said = capsys.readouterr()
    rows = [json.loads(line) for line in said.out.splitlines()]
    assert status == 1
    assert [row.get("error", {}).get("code") for row in rows] == [
        "reading.damaged",
        "protocol.file_missing",
        None,
    ]
    assert "damaged" in said.err


def test_a_letter_is_no_reply_and_the_command_says_so(
    nowhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = nowhere / "letter.txt"
    file.write_text(LETTER, "utf-8")

    assert main(["read", "reply", str(file)]) == 1

    assert "does not look like a reply" in capsys.readouterr().err
