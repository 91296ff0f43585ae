"""Load and export on the command line: out, wiped, in again, the same bytes."""

from __future__ import annotations

import argparse
import json
import shutil
from importlib import resources
from pathlib import Path

import pytest
from django.core.management import call_command
from tests.directory.conftest import book

from rapport.directory import commands, selectors, services
from rapport.directory.errors import DirectoryInvalid, FileUnreadable
from rapport.directory.models import Country


def run(*arguments: str) -> int:
    """Run one command line of this room."""
    parser = argparse.ArgumentParser()
    commands.add(parser.add_subparsers(required=True))
    options = parser.parse_args(arguments)
    return int(options.run(options) or 0)


@pytest.mark.django_db
def test_loading_says_what_was_added_and_the_second_time_that_nothing_was(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run("load", "directory", "--json")
    first = json.loads(capsys.readouterr().out)
    run("load", "directory", "--packaged", "--json")
    second = json.loads(capsys.readouterr().out)

    assert first["added"] > 550
    assert second == {**first, "added": 0, "unchanged": first["added"]}
    assert any("over 6 years" in warning for warning in first["warnings"])


@pytest.mark.django_db
def test_without_json_numbers_go_to_programs_and_warnings_to_people(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run("load", "directory", "--demonstration")
    printed = capsys.readouterr()

    lines = dict(line.split("\t") for line in printed.out.splitlines())
    assert set(lines) == {"added", "changed", "unchanged", "dropped"}
    assert "Look at this term: " in printed.err


@pytest.mark.django_db(transaction=True)
def test_exported_wiped_and_imported_the_directory_is_identical(
    loaded: services.Counts, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    file = tmp_path / "directory.json"
    run("directory", "export", f"--output={file}")
    run("directory", "export")
    assert capsysbinary.readouterr().out == file.read_bytes()

    call_command("flush", interactive=False, verbosity=0)
    assert not Country.objects.exists()
    run("load", "directory", str(file))

    assert selectors.exported().encode() == file.read_bytes()


@pytest.mark.django_db
def test_a_folder_is_loaded_as_one_file(tmp_path: Path) -> None:
    packaged = resources.files("rapport.directory").joinpath("data")
    for name in ("countries", "mandates", "companies", "dialogue-2021"):
        with resources.as_file(packaged.joinpath(f"{name}.json")) as source:
            shutil.copy(source, tmp_path)

    run("load", "directory", str(tmp_path))

    assert selectors.mandates().count() == 61
    assert selectors.get_dialogue("may-2021").companies.count() == 12


@pytest.mark.django_db
def test_a_folder_with_one_bad_file_changes_nothing(tmp_path: Path) -> None:
    packaged = resources.files("rapport.directory").joinpath("data", "countries.json")
    (tmp_path / "countries.json").write_bytes(packaged.read_bytes())
    (tmp_path / "more.json").write_bytes(book(companies=[{"slug": "no"}]))

    with pytest.raises(DirectoryInvalid, match="companies, no, name: Field required"):
        run("load", "directory", str(tmp_path))

    assert not Country.objects.exists()


def test_a_folder_without_files_and_a_file_that_is_not_there_are_named(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable, match=r"no file that ends in \.json"):
        run("load", "directory", str(tmp_path))
    with pytest.raises(FileUnreadable, match=r"none\.json cannot be read .* No such file"):
        run("load", "directory", str(tmp_path / "none.json"))


def test_a_file_and_what_comes_with_rapport_are_not_loaded_in_one_go(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("load", "directory", "facts.json", "--packaged") == 2
    assert "not both" in capsys.readouterr().err


def test_another_room_adds_what_it_can_load_to_the_same_command() -> None:
    parser = argparse.ArgumentParser()
    subparsers = parser.add_subparsers(required=True)
    commands.add(subparsers)
    commands.loading(subparsers).add_parser("archive").set_defaults(run="theirs")

    assert parser.parse_args(["load", "archive"]).run == "theirs"
