"""Public records are loaded from JSON Lines: good lines are kept, bad ones are told."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from tests.archive.conftest import Archive, publication, rapport, record

from rapport.archive import errors, services
from rapport.archive.models import Letter
from rapport.archive.rules import AddresseeKind, Replied
from rapport.directory.models import Company


def test_what_nobody_looked_for_is_not_called_missing(archive: Archive) -> None:
    archive.load(record(reply_status="unknown"))

    assert Letter.objects.get().replied is Replied.UNKNOWN


def test_a_paragraph_of_a_report_is_a_letter_to_a_state(archive: Archive) -> None:
    archive.load(
        {
            "report": "E/CN.4/1995/34",
            "paragraph": "41",
            "kind": "urgent appeal",
            "sent_on": "1994-03-04",
            "replied_on": "1994-05-01",
            "country": "BGD",
            "mandates": ["torture"],
            "joint": False,
        }
    )

    letter = Letter.objects.get()
    assert letter.slug == "e-cn-4-1995-34-41-bgd-1994-03-04"
    assert letter.addressee == "Bangladesh"
    assert letter.addressee_kind is AddresseeKind.STATE
    assert letter.source == "E/CN.4/1995/34, paragraph 41"
    assert letter.source_url == "https://undocs.org/E/CN.4/1995/34"


def test_a_month_is_kept_as_a_month(archive: Archive) -> None:
    archive.load(record(sent_on="2021-03"))

    letter = Letter.objects.get()
    assert (letter.sent, str(letter.sent_on), letter.year) == ("2021-03", "2021-03-01", 2021)


def test_a_company_is_found_in_the_directory_by_a_name_of_before(archive: Archive) -> None:
    archive.load(record(addressee="Facebook"))

    letter = Letter.objects.get()
    assert (letter.addressee, letter.company) == ("Facebook", "meta")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{", "is not JSON"),
        (b"[1]", "is not an object"),
        (b"\xff\xfe{}", "is not text in UTF-8"),
        (record(sent_on="13 February 2026"), "sent_on"),
        (record(sent_on="2026-02-30"), "is no date like 2021-03-22"),
        (record(mandates=["no-such"]), "the directory lists no mandate “no-such”"),
        (record(mandates=["freedex", "freedex"]), "a mandate stands twice"),
        (record(country="XXX"), "the directory lists no country “XXX”"),
        (record(addressee_kind="state"), "a letter to a State needs its country"),
        (record(replied_on="2026-02-01"), "replied_on is before sent_on"),
        (record(source=""), "source"),
        (record(url="javascript:alert(1)"), "is no address that begins with https://"),
        (record(sumary="…"), "sumary: Extra inputs are not permitted"),
        (record(reply_status="maybe"), "reply_status"),
    ],
)
def test_a_bad_line_is_told_with_its_number_and_the_others_are_kept(
    archive: Archive, line: Any, said: str
) -> None:
    counts = archive.load(record(reference="OTH 1/2025"), line, record(reference="OTH 2/2025"))

    assert counts.added == 2
    assert [bad.number for bad in counts.refused] == [2]
    assert said in str(counts.refused[0])
    assert str(counts.refused[0]).startswith("records.jsonl, line 2: ")


def test_two_lines_about_one_letter_are_told(archive: Archive) -> None:
    counts = archive.load(record(), record(summary="Something else."))

    assert counts.added == 1
    assert "tells of the same letter as line 1" in str(counts.refused[0])


def test_a_line_that_is_too_long_is_told_and_the_next_is_read(archive: Archive) -> None:
    long = json.dumps(record(summary="x" * 1_100_000)).encode()

    counts = archive.load(long, record())

    assert counts.added == 1
    assert str(counts.refused[0]) == "records.jsonl, line 1: is longer than 1 MB"


def test_a_line_that_says_something_new_changes_the_record(archive: Archive) -> None:
    archive.load(record())

    counts = archive.load(record(replied_on="2026-03-01", reply_status="replied"))

    assert (counts.added, counts.changed) == (0, 1)
    assert Letter.objects.get().replied is Replied.FULL


def test_a_line_without_a_date_of_reading_takes_none_back(archive: Archive) -> None:
    archive.load(record(as_of="2026-11-23"))

    counts = archive.load(record())

    assert counts.unchanged == 1
    assert str(Letter.objects.get().as_of) == "2026-11-23"


def test_after_an_interruption_the_file_is_loaded_to_its_end(archive: Archive) -> None:
    lines = [json.dumps(record(reference=f"OTH {n}/2025")) for n in range(1, 451)]
    torn = io.BytesIO("\n".join(lines[:250]).encode())
    services.load_file(archive.act(), file=torn, name="records.jsonl")

    whole = io.BytesIO("\n".join(lines).encode())
    counts = services.load_file(archive.act(), file=whole, name="records.jsonl")

    assert (counts.added, counts.unchanged) == (200, 250)


def test_what_an_office_published_is_not_overwritten_by_a_file(archive: Archive) -> None:
    archive.receive(publication(reference="AL OTH 157/2025"))

    counts = archive.load(record())

    assert "an office has published this letter here" in str(counts.refused[0])
    assert Letter.objects.get().subject.startswith("Accounts of tenants")


def test_the_command_says_what_it_did_and_what_it_did_not(
    archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "records.jsonl"
    file.write_text(f"{json.dumps(record())}\n\nnonsense\n", encoding="utf-8")

    status = rapport("load", "archive", str(file), "--as-of", "2026-11-01")

    said = capsys.readouterr()
    assert status == 1
    assert said.out == "1 added, 0 changed, 0 unchanged, 1 not taken\n"
    assert "records.jsonl, line 3: is not JSON" in said.err
    assert str(Letter.objects.get().as_of) == "2026-11-01"


def test_the_packaged_record_is_loaded_by_a_command(
    archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    assert rapport("load", "archive", "--packaged") == 0

    assert capsys.readouterr().out == "714 added, 0 changed, 0 unchanged, 0 not taken\n"


def test_records_are_read_from_standard_input(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = json.dumps(record()).encode()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(line)))

    assert rapport("load", "archive", "-") == 0
    assert Letter.objects.count() == 1


def test_a_file_that_is_not_there_is_refused(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(errors.FileUnreadable, match="No such file") as refusal:
        rapport("load", "archive", str(tmp_path / "none.jsonl"))

    assert str(refusal.value) == "none.jsonl cannot be read: No such file or directory."


def test_elsewhere_there_is_no_record_to_load(settings: Any) -> None:
    """The command is told by every installation, and done by an archive."""
    others = [name for name in settings.INSTALLED_APPS if name != "rapport.archive"]

    with override_settings(INSTALLED_APPS=others), pytest.raises(errors.NotAnArchive):
        rapport("load", "archive", "--packaged")


@pytest.mark.parametrize(
    ("changes", "slug"),
    [
        ({}, "al-oth-157-2025"),
        ({"id": "my-own"}, "my-own"),
        ({"reference": "JAL OTH 157/2025"}, "al-oth-157-2025"),
        ({"reference": "G/SO 214 USA 2004"}, "al-g-so-214-usa-2004"),
        ({"type": None, "listed_as": "JUA"}, "ua-oth-157-2025"),
        ({"reference": None}, "2026-02-13-an-undertaking"),
        ({"reference": None, "sent_on": None}, "undated-an-undertaking"),
        ({"reference": None, "addressee": "公司"}, "2026-02-13-e06ff957ed"),
    ],
)
def test_a_record_has_a_stable_address(
    archive: Archive, changes: dict[str, Any], slug: str
) -> None:
    archive.load(record(**changes))

    assert Letter.objects.get().slug == slug


def test_a_date_of_a_reply_is_a_reply(archive: Archive) -> None:
    archive.load(record(replied_on="2026-03-01"))

    assert Letter.objects.get().replied is Replied.FULL


def test_a_name_that_two_companies_bore_names_neither(archive: Archive) -> None:
    Company.objects.filter(slug="telenor").update(former_names=["Facebook"])

    archive.load(record(addressee="Facebook"))

    assert Letter.objects.get().company == "facebook"


def test_words_can_be_made_anew(archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    archive.load(record())
    before = set(Letter.objects.get().words.values_list("word", "weight"))
    Letter.objects.get().words.all().delete()

    status = rapport("index")

    assert status == 0
    assert set(Letter.objects.get().words.values_list("word", "weight")) == before
