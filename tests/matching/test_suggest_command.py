"""`rapport suggest` answers line by line and names the lines it cannot use."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rapport.cli.main import main


@pytest.fixture
def nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("RAPPORT_HOME", str(tmp_path / "none"))
    return tmp_path


def test_each_line_is_answered_without_an_installation(
    nowhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = nowhere / "texts.jsonl"
    file.write_text(
        '{"id": "a", "text": "The lawyer was disappeared."}\n\n{"id": 7, "text": ""}\n', "utf-8"
    )

    assert main(["suggest", "mandates", str(file)]) == 0

    one, two = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert one["id"] == "a"
    assert one["ranked"][0] == "wgeid"
    assert one["reasons"]["wgeid"][0] == "disappeared"
    assert two == {"id": 7, "ranked": [], "reasons": {}}


def test_no_more_are_named_than_asked_for(
    nowhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = nowhere / "texts.jsonl"
    file.write_text('{"id": "a", "text": "The journalist was arrested and beaten."}', "utf-8")

    assert main(["suggest", "mandates", str(file), "--first", "2", "--in-force"]) == 0

    assert len(json.loads(capsys.readouterr().out)["ranked"]) == 2


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"not json", "Line 2 was left out: it is not JSON."),
        (b"\xff\xfe", "Line 2 was left out: it is not UTF-8."),
        (b"[" * 100_000, "Line 2 was left out: it is not JSON."),
        (b'["a", "b"]', "Line 2 was left out: it is no object with id and text."),
        (b'{"text": "x"}', "Line 2 was left out: its id is missing, or neither a text nor"),
        (b'{"id": true, "text": "x"}', "Line 2 was left out: its id is missing, or neither"),
        (
            b'{"id": 1, "text": null}',
            "Line 2 was left out: its text is missing, or is no text.",
        ),
    ],
)
def test_a_line_that_cannot_be_used_is_named_and_the_others_are_answered(
    nowhere: Path, capsys: pytest.CaptureFixture[str], line: bytes, said: str
) -> None:
    good = b'{"id": "a", "text": "torture"}'
    file = nowhere / "texts.jsonl"
    file.write_bytes(b"\n".join([good, line, good]))

    assert main(["suggest", "mandates", str(file)]) == 1

    told = capsys.readouterr()
    assert len(told.out.splitlines()) == 2
    assert said in told.err


def test_a_lone_surrogate_in_a_text_is_no_trouble(
    nowhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = nowhere / "texts.jsonl"
    file.write_text('{"id": "\\ud800", "text": "torture \\ud800x"}', "utf-8")

    assert main(["suggest", "mandates", str(file)]) == 0
    assert '"torture"' in capsys.readouterr().out


def test_a_file_that_is_not_there_is_named(
    nowhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["suggest", "mandates", str(nowhere / "none.jsonl")]) == 1
    assert "none.jsonl" in capsys.readouterr().err


def test_issue_areas_are_ranked_the_same_way(
    nowhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = nowhere / "texts.jsonl"
    file.write_text(
        '{"id": "q", "text": "Combien de livreurs sont assurés contre les accidents ?"}',
        "utf-8",
    )

    assert main(["suggest", "issue-areas", str(file), "--first", "1"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert told["ranked"] == ["platform-workers"]
    assert "livreurs" in told["reasons"]["platform-workers"]
