"""Public records come with files: kept, shown, read for their text, and searched."""

from __future__ import annotations

import io
import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.archive.conftest import Archive, publication, rapport, record
from tests.reading.files import LETTER, locked, pdf_of

from rapport.archive import selectors, services
from rapport.archive.models import FoldedText, Letter, RecordFile
from rapport.archive.services.loading import Counts
from rapport.reading import errors as reading

SLUG = "al-oth-157-2025"


class Folder:
    """A folder with a file of records, and the files it names."""

    def __init__(self, archive: Archive, place: Path) -> None:
        self.archive, self.place = archive, place

    def put(self, path: str, data: bytes | str) -> bytes:
        """Put a file there."""
        body = data.encode() if isinstance(data, str) else data
        at = self.place / path
        at.parent.mkdir(parents=True, exist_ok=True)
        at.write_bytes(body)
        return body

    def load(self, *files: Any, **changes: Any) -> Counts:
        """Load one record that names files."""
        line = json.dumps(record(files=list(files), **changes)).encode()
        return services.load_file(
            self.archive.act(), file=io.BytesIO(line), name="r.jsonl", folder=self.place
        )


@pytest.fixture
def folder(archive: Archive, tmp_path: Path, settings: Any) -> Folder:
    """An archive, and a folder to load from."""
    settings.RAPPORT_HOME = tmp_path / "home"
    return Folder(archive, tmp_path / "records")


def found(words: str) -> list[str]:
    """The addresses of the letters that a search finds."""
    answer = Client().get("/letters.json", {"q": words}).json()
    return [one["slug"] for one in answer["items"]]


def reasons(counts: Counts) -> str:
    """Why lines were not taken."""
    return " ".join(one.reason for one in counts.refused)


def test_a_pdf_is_kept_and_its_text_is_found_with_a_quotation(folder: Folder) -> None:
    data = folder.put("letters/one.pdf", pdf_of(LETTER))

    counts = folder.load("letters/one.pdf")

    row = RecordFile.objects.get()
    page = Client().get("/letters", {"q": '"closure of accounts"'}).content.decode()
    assert (counts.added, counts.refused) == (1, [])
    assert (row.file.sha256, row.language, row.trouble) == (sha256(data).hexdigest(), "en", "")
    assert found('"closure of accounts"') == [SLUG]
    assert "found in a file of the source" in page
    assert "<mark>closure of accounts</mark>" in page


def test_the_page_and_its_twin_show_the_file_with_size_and_hash(folder: Folder) -> None:
    data = folder.put("letters/one.txt", LETTER)
    folder.load({"path": "letters/one.txt", "sha256": sha256(data).hexdigest()})

    page = Client().get(f"/letters/{SLUG}").content.decode()
    twin = Client().get(f"/letters/{SLUG}.json").json()["files"]
    answer = Client().get(twin[0]["url"])

    assert "letters/one.txt" in page
    assert sha256(data).hexdigest() in page
    assert [(one["path"], one["bytes"], one["sha256"], one["language"]) for one in twin] == [
        ("letters/one.txt", len(data), sha256(data).hexdigest(), "en")
    ]
    assert answer.content == data
    assert answer["Content-Disposition"] == 'attachment; filename="one.txt"'
    assert answer["Content-Type"] == "application/octet-stream"
    assert Client().get(f"/letters/{SLUG}/files/{'0' * 64}").status_code == 404


def test_loading_it_again_changes_nothing_and_reads_nothing(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.put("one.txt", LETTER)
    folder.load("one.txt")
    told = folder.archive.told()

    def read(data: bytes) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr("rapport.reading.services.text_of", read)
    counts = folder.load("one.txt")

    assert (counts.changed, counts.unchanged, counts.said) == (0, 1, [])
    assert folder.archive.told() == told


def test_a_file_that_cannot_be_read_is_kept_and_told_and_the_record_is_taken(
    folder: Folder,
) -> None:
    folder.put("locked.pdf", locked(pdf_of(LETTER)))
    folder.put("damaged.pdf", b"%PDF-1.7 and nothing more")

    counts = folder.load("locked.pdf", "damaged.pdf")

    said = [str(one) for one in counts.said]
    assert (counts.added, counts.refused) == (1, [])
    assert said[0].startswith("r.jsonl, line 1: locked.pdf is kept without its text. ")
    assert said[0].endswith(f"[{reading.FileLocked.code}]")
    assert said[1].endswith(f"[{reading.FileDamaged.code}]")
    assert "its text is not searched" in Client().get(f"/letters/{SLUG}").content.decode()
    assert folder.load("locked.pdf", "damaged.pdf").unchanged == 1


def test_what_could_not_be_read_is_read_when_the_machine_has_learned_to(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.put("one.txt", LETTER)
    with monkeypatch.context() as without:

        def missing(data: bytes) -> None:
            raise reading.OnlyPictures(packages="tesseract-ocr")

        without.setattr("rapport.reading.services.text_of", missing)
        first = folder.load("one.txt")
    assert "tesseract-ocr" in str(first.said[0])
    assert found("closure") == []

    assert folder.load("one.txt").changed == 1
    assert found("closure") == [SLUG]


def test_a_file_changed_in_place_is_told_and_what_was_kept_stands(folder: Folder) -> None:
    before = folder.put("one.txt", LETTER)
    folder.load("one.txt")
    after = folder.put("one.txt", LETTER.replace("closure", "opening"))

    told = folder.load("one.txt")
    kept = RecordFile.objects.get().file.sha256
    meant = folder.load({"path": "one.txt", "sha256": sha256(after).hexdigest()})

    assert "one.txt has changed since it was kept" in reasons(told)
    assert kept == sha256(before).hexdigest()
    assert meant.changed == 1
    assert RecordFile.objects.get().file.sha256 == sha256(after).hexdigest()
    assert found("closure") == []


def test_a_file_that_is_not_the_one_meant_is_refused(folder: Folder) -> None:
    folder.put("one.txt", LETTER)

    counts = folder.load({"path": "one.txt", "sha256": "0" * 64})

    assert "is not the file meant" in reasons(counts)
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    "path", ["../secret.txt", "/etc/passwd", "a/../../secret.txt", "a//b", ".", "", "a\\b"]
)
def test_no_path_leads_out_of_the_folder(folder: Folder, path: str) -> None:
    folder.put("one.txt", LETTER)
    (folder.place.parent / "secret.txt").write_text("secret")

    counts = folder.load(path)

    assert "files" in reasons(counts)
    assert not RecordFile.objects.exists()


@pytest.mark.parametrize("link", ["file", "folder"])
def test_no_link_leads_out_of_the_folder(folder: Folder, link: str) -> None:
    folder.put("one.txt", LETTER)
    secret = folder.place.parent / "elsewhere" / "secret.txt"
    secret.parent.mkdir()
    secret.write_text("secret")
    if link == "file":
        (folder.place / "in").mkdir()
        (folder.place / "in" / "secret.txt").symlink_to(secret)
    else:
        (folder.place / "in").symlink_to(secret.parent)

    counts = folder.load("in/secret.txt")

    assert "in/secret.txt cannot be opened, or is a link" in reasons(counts)
    assert not RecordFile.objects.exists()


def test_a_folder_or_a_missing_file_is_refused(folder: Folder) -> None:
    folder.put("in/one.txt", LETTER)

    assert "in is no file" in reasons(folder.load("in"))
    assert "two.txt cannot be opened" in reasons(folder.load("two.txt"))


def test_standard_input_has_no_folder(archive: Archive) -> None:
    counts = archive.load(record(files=["one.txt"]))

    assert "need a folder" in reasons(counts)


def test_what_the_letter_states_and_the_line_lacks_is_a_hint_and_not_written(
    folder: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.put("one.txt", LETTER)
    line = record(files=["one.txt"], id="one", mandates=[])
    for name in ("type", "reference", "sent_on"):
        del line[name]
    folder.put("records.jsonl", json.dumps(line))

    status = rapport("load", "archive", str(folder.place / "records.jsonl"))

    said = capsys.readouterr().err
    letter = Letter.objects.get()
    assert status == 0
    assert "records.jsonl, line 1: one.txt says reference AL OTH 12/2099" in said
    assert "one.txt says sent_on 2099-03-02" in said
    assert "one.txt says type AL" in said
    assert "one.txt says mandates privacy, wgad" in said
    assert (letter.reference, letter.sent, letter.type) == ("", "", "")
    assert not letter.signatories.exists()


def test_a_line_that_says_all_gets_no_hints(folder: Folder) -> None:
    folder.put("one.txt", LETTER)

    assert folder.load("one.txt").said == []


def test_a_file_taken_out_of_the_record_is_no_longer_found(folder: Folder) -> None:
    folder.put("one.txt", LETTER)
    folder.load("one.txt")

    assert folder.load().changed == 1
    assert found("closure") == []


def test_a_publication_takes_the_place_of_files_too(folder: Folder) -> None:
    folder.put("one.txt", LETTER)
    folder.load("one.txt", reference="AL OTH 14/2099", sent_on="2026-01-01")

    folder.archive.receive(publication(reference="AL OTH 14/2099"))

    assert not RecordFile.objects.exists()
    assert found("closure") == []


def test_the_index_is_made_anew_with_the_text_of_files(folder: Folder) -> None:
    folder.put("one.txt", LETTER)
    folder.load("one.txt")
    FoldedText.objects.all().delete()

    services.index_again(folder.archive.act())

    assert found('"closure of accounts"') == [SLUG]
    assert selectors.get_letter(SLUG).summary
