"""Files are checked by a real clamd; what nobody has checked is never said to be clean."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.documents import scanner

from rapport.config.environment import Environment, WrongSetting
from rapport.documents import selectors, services
from rapport.documents.models import StoredFile, VirusCheck
from rapport.documents.rules import Answer, Verdict, answer_of
from rapport.documents.services import files, viruses

MB = 1024 * 1024


@pytest.fixture(scope="module")
def clamd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A clamd of our own."""
    if lacking := scanner.missing():
        pytest.fail(lacking)
    with scanner.running(tmp_path_factory.mktemp("clamd")) as address:
        yield address


@pytest.fixture(autouse=True)
def _at_once() -> None:
    viruses._not_before.clear()


def kept(data: bytes, name: str = "annex.txt") -> StoredFile:
    """A file as it was kept."""
    return services.keep(data, media_type="text/plain", name=name)


def packed(data: bytes) -> bytes:
    """Bytes in an archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inside.txt", data)
    return file.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize("data", [scanner.EICAR, packed(scanner.EICAR)])
def test_what_is_found_is_kept_by_name(clamd: str, settings: Any, data: bytes) -> None:
    settings.RAPPORT_CLAMD_URL = clamd
    file = kept(data)

    check = services.check(file)

    assert check.verdict is Verdict.FOUND
    assert check.finding.removesuffix(".UNOFFICIAL") == scanner.NAME
    refusal = selectors.why_not_trust(file)
    assert refusal is not None
    assert scanner.NAME in str(refusal)


@pytest.mark.django_db
def test_a_file_without_a_finding_and_an_empty_one_pass(clamd: str, settings: Any) -> None:
    settings.RAPPORT_CLAMD_URL = clamd

    assert services.check(kept(b"The answer.")).verdict is Verdict.NOTHING_FOUND
    assert services.check(kept(b"")).verdict is Verdict.NOTHING_FOUND


@pytest.mark.django_db
@pytest.mark.parametrize("own_limit", [1, 25])
def test_a_file_beyond_a_limit_was_not_checked(
    clamd: str, settings: Any, own_limit: int
) -> None:
    """By our setting, or by what clamd itself takes: it says so and closes the line."""
    settings.RAPPORT_CLAMD_URL, settings.RAPPORT_CLAMD_MB = clamd, own_limit
    file = kept(b"\0" * (scanner.STREAM_MB + 1) * MB + scanner.EICAR)

    assert services.check(file).verdict is Verdict.TOO_LARGE
    assert selectors.why_not_trust(file) is None


@pytest.mark.django_db
def test_without_a_scanner_a_file_waits_and_is_checked_when_there_is_one(
    clamd: str, settings: Any
) -> None:
    settings.RAPPORT_CLAMD_URL = ""
    file = kept(scanner.EICAR)

    assert services.check(file).verdict is Verdict.WAITING
    assert services.check_when_due() is False
    settings.RAPPORT_CLAMD_URL = clamd
    assert services.check_when_due() is True
    assert services.check_when_due() is False

    assert selectors.checks_of([file])[file.sha256].verdict is Verdict.FOUND


@pytest.mark.django_db
@pytest.mark.parametrize(
    "answer", [b"", b"stream: O", b"stream: OK", b"COMMAND READ TIMED OUT\0"]
)
@pytest.mark.parametrize("size", [10, 8 * MB])
def test_a_scanner_that_dies_half_way_has_said_nothing(
    settings: Any, answer: bytes, size: int
) -> None:
    with scanner.dying(answer) as address:
        settings.RAPPORT_CLAMD_URL = address

        assert services.check(kept(b"\1" * size)).verdict is Verdict.WAITING


@pytest.mark.django_db
def test_a_scanner_that_is_not_there_is_asked_once_a_minute(
    clamd: str, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.RAPPORT_CLAMD_URL = "unix:///nowhere/clamd.ctl"
    services.check(kept(b"One."))

    assert services.check_when_due() is False
    settings.RAPPORT_CLAMD_URL = clamd
    assert services.check_when_due() is False
    assert VirusCheck.objects.get().verdict is Verdict.WAITING
    monkeypatch.setattr(viruses, "ASK_AGAIN_SECONDS", 0.0)
    viruses._not_before[:] = [0.0]
    assert services.check_when_due() is True

    assert VirusCheck.objects.get().verdict is Verdict.NOTHING_FOUND


@pytest.mark.django_db
def test_a_damaged_file_stops_neither_the_worker_nor_the_files_behind_it(settings: Any) -> None:
    gone, whole = kept(b"gone"), kept(b"whole")
    for file in (gone, whole):
        services.check(file)
    files.path_of(gone.sha256).unlink()

    with scanner.dying(b"stream: OK\0") as address:
        settings.RAPPORT_CLAMD_URL = address
        assert not services.check_when_due()
        viruses._not_before.clear()  # a minute later
        assert services.check_when_due()
        assert services.check(gone).verdict is Verdict.WAITING

    assert selectors.checks_of([whole])[whole.sha256].verdict is Verdict.NOTHING_FOUND


@pytest.mark.django_db
def test_what_was_found_stays_while_nobody_answers(clamd: str, settings: Any) -> None:
    settings.RAPPORT_CLAMD_URL = clamd
    file = kept(scanner.EICAR)
    services.check(file)
    settings.RAPPORT_CLAMD_URL = ""

    assert services.check(file).verdict is Verdict.FOUND


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (b"stream: OK\0", Answer(Verdict.NOTHING_FOUND)),
        (b"stream: Win.Test FOUND\0", Answer(Verdict.FOUND, "Win.Test")),
        (b"stream: a\x1b[1m\xe2\x80\xaeb FOUND\0", Answer(Verdict.FOUND, "a[1mb")),
        (b"stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND\0", Answer(Verdict.TOO_LARGE)),
        (b"INSTREAM size limit exceeded. ERROR\0", Answer(Verdict.TOO_LARGE)),
        (b"stream: OK", None),
        (b"stream:  FOUND", None),
        (b"FOUND\0", None),
        (b"OK\0", None),
        (b"", None),
    ],
)
def test_only_a_whole_answer_is_one(said: bytes, answer: Answer | None) -> None:
    assert answer_of(said) == answer


@pytest.mark.parametrize(
    "url",
    [
        "tcp://scanner.example:3310",
        "tcp://10.0.0.1:3310",
        "tcp://127.0.0.1",
        "unix://x",
        "clamd",
    ],
)
def test_files_go_to_a_scanner_of_this_machine_alone(url: str, tmp_path: Path) -> None:
    told = Environment({"RAPPORT_HOME": str(tmp_path), "RAPPORT_CLAMD_URL": url})

    with pytest.raises(WrongSetting, match="RAPPORT_CLAMD_URL must be"):
        told.scanner("CLAMD_URL")
