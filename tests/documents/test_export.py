"""One leaves with all one's data: rows, files, a manifest; no Rapport is needed to read it."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from tests.documents.conftest import Place

from rapport.documents.services import rows

SECRET_WORDS = ("password", "secret", "token", "private")


@pytest.fixture(scope="module")
def exported(desk: Place, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the desk's export."""
    folder = tmp_path_factory.mktemp("export") / "all"
    assert desk.did("export", str(folder)) == str(folder)
    return folder


def lines(file: Path) -> list[dict[str, Any]]:
    """Read JSON Lines as anybody would."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def test_every_row_is_in_it_but_for_secrets_and_indexes(desk: Place, exported: Path) -> None:
    inside = desk.inside("look")["rows"]

    counted = {path.stem: len(lines(path)) for path in (exported / "rows").iterdir()}

    assert counted == {
        name: count for name, (count, _) in inside.items() if name not in rows.NEVER_EXPORTED
    }
    assert counted["exchange.outgoing"] == 1
    assert counted["directory.mandate"] > 50


def test_every_file_is_as_the_manifest_says(exported: Path) -> None:
    manifest = json.loads((exported / "manifest.json").read_text(encoding="utf-8"))
    listed = {one["name"]: (one["size"], one["sha256"]) for one in manifest["members"]}

    found = {
        path.relative_to(exported).as_posix(): (
            path.stat().st_size,
            sha256(path.read_bytes()).hexdigest(),
        )
        for path in exported.rglob("*")
        if path.is_file() and path.name not in {"manifest.json", "README.txt"}
    }

    assert found == listed
    assert manifest["format"] == "rapport-export"
    assert manifest["side"] == "desk"
    assert "mfa.authenticator" in manifest["left_out"]


def test_stored_files_are_found_by_their_hash_and_open_by_their_ending(exported: Path) -> None:
    for row in lines(exported / "rows" / "documents.storedfile.jsonl"):
        suffix = Path(row["fields"]["name"]).suffix
        file = exported / "files" / f"{row['fields']['sha256']}{suffix}"

        assert sha256(file.read_bytes()).hexdigest() == row["fields"]["sha256"]


def test_there_are_no_keys_and_no_secrets_in_it(desk: Place, exported: Path) -> None:
    everything = b"".join(path.read_bytes() for path in exported.rglob("*") if path.is_file())

    for key in (desk.home / "keys").iterdir():
        assert key.read_bytes().strip() not in everything
    assert not list(exported.rglob("*.key"))
    assert not list(exported.rglob("settings*"))


def test_no_field_that_sounds_like_a_secret_is_exported() -> None:
    """A new table with one has to be named in rows.NEVER_EXPORTED or FIELDS_NEVER_EXPORTED."""
    sounding = [
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        if model._meta.label_lower not in rows.NEVER_EXPORTED | rows.NEVER_SAVED
        for field in model._meta.local_concrete_fields
        if any(word in field.name for word in SECRET_WORDS)
        and field.name not in rows.FIELDS_NEVER_EXPORTED.get(model._meta.label_lower, ())
    ]

    assert not sounding


def test_what_is_left_out_exists() -> None:
    known = {model._meta.label_lower for model in apps.get_models(include_auto_created=True)}

    assert known >= rows.NEVER_EXPORTED | rows.NEVER_SAVED | rows.FIELDS_NEVER_EXPORTED.keys()


def test_it_is_for_its_owner_alone(exported: Path) -> None:
    assert not [path for path in exported.rglob("*") if path.stat().st_mode & 0o077]
    assert exported.stat().st_mode & 0o777 == 0o700


def test_instants_keep_their_microseconds(exported: Path) -> None:
    kept = [
        row["fields"]["kept_at"] for row in lines(exported / "rows/documents.storedfile.jsonl")
    ]

    assert any(len(at.partition(".")[2].partition("+")[0]) == 6 for at in kept)
    assert all(at.endswith("+00:00") for at in kept)


def test_arabic_is_written_as_it_is(exported: Path) -> None:
    text = (exported / "rows" / "documents.storedfile.jsonl").read_text(encoding="utf-8")

    assert "شهادة.txt" in text


def test_nothing_is_written_over(desk: Place, exported: Path) -> None:
    before = sorted(exported.rglob("*"))

    said = desk.run("export", str(exported))

    assert said.returncode == 1
    assert "[backup.target_taken]" in said.stderr
    assert sorted(exported.rglob("*")) == before
    assert sorted(path.name for path in exported.parent.iterdir()) == ["all"]


@pytest.mark.parametrize("command", ["backup", "export"])
def test_a_place_that_cannot_be_written_is_told(
    desk: Place, tmp_path: Path, command: str
) -> None:
    said = desk.run(command, str(tmp_path / "absent" / "all"))

    assert said.returncode == 1
    assert "[backup.nothing_saved]" in said.stderr
    assert "Traceback" not in said.stderr


def test_without_an_installation_there_is_nothing_to_save(tmp_path: Path) -> None:
    nowhere = Place(tmp_path / "nowhere", "")

    for command in ("backup", "export"):
        said = nowhere.run(command, str(tmp_path / "all"))
        assert said.returncode == 2
        assert "This needs an installation" in said.stderr
    assert not (tmp_path / "all").exists()
