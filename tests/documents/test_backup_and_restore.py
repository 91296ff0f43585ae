"""A backup is made while the installation works, and restored whole or not at all."""

from __future__ import annotations

import json
import signal
import subprocess
import zipfile
from collections.abc import Callable
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest
from tests.documents.conftest import SERVER, Place
from tests.mail.conftest import Scripted
from tests.mail.servers import OFFICE

from rapport.protocol.sealing import OpeningKey

Places = Callable[[str], Place]
MARKS = ("exchange.contact", "journal.job", "journal.entry")
"""What a restore leaves: rows of packages go on higher, each contact is to be asked, and the
journal says that it was restored."""


@pytest.fixture(scope="module")
def was(desk: Place, saved: Path) -> dict[str, Any]:
    """Return what was in the desk when it was saved."""
    found: dict[str, Any] = desk.inside("look")
    return found


def check_restored(before: dict[str, Any], after: dict[str, Any]) -> None:
    """Everything is as it was, but for the mark on each contact, which is to be asked once."""
    contacts, jobs, entries = (before["rows"][name][0] for name in MARKS)
    assert after["rows"]["exchange.contact"][0] == contacts
    assert after["rows"]["journal.job"][0] == jobs + contacts
    assert after["rows"]["journal.entry"][0] == entries + 1
    same = [
        {name: found for name, found in one["rows"].items() if name not in MARKS}
        for one in (before, after)
    ]
    assert same[0] == same[1]
    assert (before["files"], before["key"]) == (after["files"], after["key"])


def test_what_is_restored_is_what_was_saved(
    desk: Place, was: dict[str, Any], saved: Path, places: Places
) -> None:
    other = places("restored")

    said = other.run("restore", str(saved))

    assert said.returncode == 0, said.stderr
    check_restored(was, other.inside("look"))
    assert was["files"].keys() >= {"page.pdf", "شهادة.txt", "package.rapport"}
    assert sorted(path.name for path in other.home.iterdir()) == sorted(
        path.name for path in desk.home.iterdir() if not path.name.endswith(("-wal", "-shm"))
    )
    assert not [path for path in other.home.rglob("*") if path.stat().st_mode & 0o077]


def test_an_email_that_left_after_the_backup_does_not_leave_again(
    places: Places, tmp_path: Path, server: Scripted
) -> None:
    settings = {
        "RAPPORT_MAIL_URL": f"smtp://127.0.0.1:{server.port}",
        "RAPPORT_MAIL_IN_URL": "imaps://letters%40office.example:x@127.0.0.1:9",
        "RAPPORT_MAIL_ADDRESS": OFFICE,
    }
    place, other = (places(name).with_settings(**settings) for name in ("mailing", "mailed"))
    place.did("init", "office")
    place.inside("post_mail")
    saved = place.did("backup", str(tmp_path))
    assert place.inside("work") == ["handed_over"]

    said = other.run("restore", saved)

    assert said.returncode == 0, said.stderr
    assert "E-mails in doubt, as they may have left after the backup: 1." in said.stderr
    assert other.inside("work") == ["in_doubt"]
    assert len(server.taken) == 1
    assert other.inside("send_again") == ["handed_over"]
    first, again = (message_from_bytes(one)["Message-ID"] for one in server.taken)
    assert first == again, "a person had the same message sent once more"


def test_people_sign_in_to_what_was_restored_and_work_goes_on(
    saved: Path, places: Places
) -> None:
    other = places("signed-in")
    other.did("restore", str(saved))

    link = other.did("signin", "admin@quillmoor.example")

    assert other.inside("sign_in", link) == [200, True]
    assert other.inside("number") > len(other.inside("look")["files"]) - 1
    assert other.run("check").returncode == 0


def test_a_backup_is_for_its_owner_alone_and_overwrites_nothing(
    desk: Place, saved: Path
) -> None:
    before = saved.read_bytes()

    again = desk.run("backup", str(saved))

    assert saved.stat().st_mode & 0o777 == 0o600
    assert again.returncode == 1
    assert "[backup.target_taken]" in again.stderr
    assert saved.read_bytes() == before


def test_a_backup_says_that_it_holds_keys(desk: Place, tmp_path: Path) -> None:
    said = desk.run("backup", str(tmp_path))

    assert said.returncode == 0
    assert "It holds the keys" in said.stderr
    with zipfile.ZipFile(said.stdout.strip()) as archive:
        assert {
            "keys/signing.key",
            "keys/secret.key",
            "keys/files.key",
            "settings.env",
        } <= set(archive.namelist())


def test_a_key_that_lies_elsewhere_is_not_in_the_backup_and_needed_to_restore(
    places: Places, tmp_path: Path
) -> None:
    key, other = tmp_path / "vault.key", tmp_path / "other.key"
    key.write_text(f"# of the vault\n{OpeningKey.generate().to_text()}\n")
    other.write_text(OpeningKey.generate().to_text())
    place = places("vault").with_settings(RAPPORT_FILES_KEY_FILE=str(key))
    place.did("init", "desk")
    place.inside("fill")
    saved = Path(place.did("backup", str(tmp_path)))
    with zipfile.ZipFile(saved) as archive:
        named = archive.namelist()
    bare = places("vault-again")

    for told in ({}, {"RAPPORT_FILES_KEY_FILE": str(other)}):
        refused = bare.run("restore", str(saved), **told)
        assert refused.returncode == 1
        assert "[backup.key_missing]" in refused.stderr
        assert not (bare.home / "settings.env").exists()
    again = bare.with_settings(RAPPORT_FILES_KEY_FILE=str(key))
    again.did("restore", str(saved))

    assert "keys/files.key" not in named
    assert again.inside("look")["files"] == place.inside("look")["files"]
    assert again.run("check").returncode == 0
    assert again.did("files", "check") == ""


def test_a_sealed_backup_is_opened_by_age_alone_and_is_the_same(
    was: dict[str, Any], desk: Place, places: Places, tmp_path: Path
) -> None:
    key, opened = tmp_path / "mine.key", tmp_path / "backup.zip"
    mine, other = OpeningKey.generate(), OpeningKey.generate()
    key.write_text(mine.to_text())
    for_both = [f"--for={one.sealing_key().to_text()}" for one in (other, mine)]
    sealed = Path(desk.did("backup", str(tmp_path), *for_both))
    again = places("sealed")

    refused = again.run("restore", str(sealed))
    subprocess.run(["age", "-d", "-i", key, "-o", opened, sealed], check=True)
    again.did("restore", str(opened))

    assert sealed.suffix == ".age"
    assert sealed.stat().st_mode & 0o777 == 0o600
    assert "it is sealed; open it first" in refused.stderr
    check_restored(was, again.inside("look"))


def test_a_backup_for_what_is_no_key_leaves_nothing(desk: Place, tmp_path: Path) -> None:
    target = tmp_path / "backup.zip.age"

    wrong = desk.run("backup", str(target), "--for=age1wrong")

    assert wrong.returncode == 2
    assert "argument --for: a sealing key reads age1…" in wrong.stderr
    assert not target.exists()


def test_files_are_checked_and_sealed_again_while_all_else_stays(
    places: Places, tmp_path: Path
) -> None:
    place = places("rotated")
    place.did("init", "desk")
    place.inside("fill")
    before = place.inside("look")
    old = (place.home / "keys" / "files.key").read_text()

    again = place.run("files", "reseal", "--new-key")
    key = place.home / "keys" / "files.key"
    key.write_text(key.read_text().replace(old, ""))  # nothing needs the old one now

    assert again.returncode == 0, again.stderr
    assert place.inside("look") == before
    assert place.run("files", "check").returncode == 0
    path = next(path for path in (place.home / "files").rglob("*") if path.is_file())
    path.write_bytes(b"other bytes")
    said = place.run("files", "check")
    assert said.returncode == 1
    assert f"file {path.parent.name}{path.name}" in said.stderr


def test_a_backup_sees_one_moment_while_others_write(places: Places, tmp_path: Path) -> None:
    place = places("busy")
    place.did("init", "desk")
    writer = place.started("write")
    assert writer.stdout is not None
    seen, newest = [], -1

    for name in ("a", "b", "c"):
        while int(writer.stdout.readline()) <= newest:
            pass  # it wrote this before the last backup
        done = place.run("backup", str(tmp_path / f"{name}.zip"))
        assert done.returncode == 1  # the files of these rows were never kept, and that is said
        assert "Not saved, as it cannot be opened: file" in done.stderr
        seen.append(pairs(tmp_path / f"{name}.zip"))
        newest = max(int(pair.removeprefix("pair-")) for pair in seen[-1][0])
    still_writing = writer.poll() is None
    writer.kill()
    writer.communicate()

    assert still_writing
    assert all(files == entries for files, entries in seen)
    assert 0 < len(seen[0][0]) < len(seen[2][0])


def pairs(backup: Path) -> tuple[set[str], set[str]]:
    """Return the names in either table of pairs."""
    with zipfile.ZipFile(backup) as archive:
        files = archive.read("rows/documents.storedfile.jsonl").decode().splitlines()
        entries = archive.read("rows/journal.entry.jsonl").decode().splitlines()
    named = {json.loads(line)["fields"]["name"] for line in files}
    told = {json.loads(line)["fields"]["matter"] for line in entries}
    return (
        {name for name in named if name.startswith("pair-")},
        {name for name in told if name.startswith("pair-")},
    )


def test_a_damaged_stored_file_is_named_and_the_rest_is_saved(
    places: Places, tmp_path: Path
) -> None:
    place = places("damaged")
    place.did("init", "desk")
    place.inside("fill")
    hurt = next(path for path in (place.home / "files").rglob("*") if path.is_file())
    hurt.write_bytes(b"other bytes")

    done = place.run("backup", str(tmp_path / "rest.zip"))

    assert done.returncode == 1
    assert f"file {hurt.parent.name}{hurt.name}" in done.stderr
    assert places("rest").run("restore", str(tmp_path / "rest.zip")).returncode == 0


@pytest.mark.parametrize("function", ["_rows", "_own_files"])
def test_a_backup_that_is_killed_leaves_nothing_under_its_name(
    desk: Place, tmp_path: Path, function: str
) -> None:
    target = tmp_path / "half.zip"

    status = desk.die("rapport.documents.services.backup", function, "backup", str(target))

    assert status == -signal.SIGKILL
    assert not target.exists()
    desk.did("backup", str(target))


@pytest.mark.parametrize(
    ("module", "function"),
    [
        ("rapport.cli.restoring", "_take_out"),
        ("rapport.documents.services.rows", "_fill"),
        ("rapport.documents.services.rows", "_continue_numbers"),
        ("rapport.documents.services.rows", "load"),
        ("rapport.cli.restoring", "_new_mark"),
        ("rapport.cli.restoring", "_name_database"),
    ],
)
def test_a_restore_that_is_killed_leaves_no_installation_and_can_be_done_again(
    was: dict[str, Any], saved: Path, places: Places, module: str, function: str
) -> None:
    other = places("killed")

    status = other.die(module, function, "restore", str(saved))

    assert status == -signal.SIGKILL
    assert not (other.home / "settings.env").exists()
    assert other.run("check").returncode == 2
    other.did("restore", str(saved))
    check_restored(was, other.inside("look"))


def test_a_restore_that_is_killed_at_its_end_is_whole(
    was: dict[str, Any], saved: Path, places: Places
) -> None:
    other = places("killed-late")

    status = other.die("rapport.cli.restoring", "_name_settings", "restore", str(saved))

    assert status == -signal.SIGKILL
    assert other.run("check").returncode == 0
    check_restored(was, other.inside("look"))
    assert not list(other.home.rglob("*.jsonl"))
    assert "[backup.home_taken]" in other.run("restore", str(saved)).stderr


def test_a_killed_restore_can_be_done_again_after_others_were_refused(
    desk: Place, was: dict[str, Any], saved: Path, places: Places, tmp_path: Path
) -> None:
    other, another = places("killed-twice"), tmp_path / "another.zip"
    desk.did("backup", str(another))
    (tmp_path / "none.zip").write_bytes(b"no backup at all")
    other.die("rapport.documents.services.rows", "load", "restore", str(saved))

    unreadable = other.run("restore", str(tmp_path / "none.zip"))
    unlike = other.run("restore", str(another)) if SERVER else None

    assert "[backup.unreadable]" in unreadable.stderr
    assert (
        unlike is None or "[backup.unfinished]" in unlike.stderr
    )  # the rows are there already
    assert not (other.home / "settings.env").exists()
    other.did("restore", str(saved))
    check_restored(was, other.inside("look"))
    assert not list(other.home.glob("restoring*"))


def test_the_rows_of_a_killed_restore_are_nobody_elses(
    desk: Place, saved: Path, places: Places
) -> None:
    other = places("killed-here")
    other.die("rapport.cli.restoring", "_name_database", "restore", str(saved))
    url = desk.database_url or f"sqlite:///{other.home / 'rapport.sqlite3'}"
    beside = Place(places("beside").home, other.database_url or url)

    assert "[backup.home_taken]" in beside.run("restore", str(saved)).stderr


def test_nothing_is_restored_over_an_installation(desk: Place, saved: Path) -> None:
    before = desk.inside("look")

    said = desk.run("restore", str(saved))

    assert said.returncode == 1
    assert "[backup.home_taken]" in said.stderr
    assert desk.inside("look") == before


def test_nothing_is_restored_into_a_database_that_is_used(
    desk: Place, saved: Path, places: Places
) -> None:
    url = desk.database_url or f"sqlite:///{desk.home / 'rapport.sqlite3'}"
    other = Place(places("beside").home, url)

    said = other.run("restore", str(saved))

    assert said.returncode == 1
    assert "[backup.home_taken]" in said.stderr
    assert not list(other.home.glob("*"))


def test_a_desk_is_not_restored_as_an_office(saved: Path, places: Places) -> None:
    other = places("office")

    said = other.run("restore", str(saved), RAPPORT_SIDE="office")

    assert said.returncode == 1
    assert "[backup.wrong_side]" in said.stderr
    assert not other.home.exists()


def test_an_export_is_no_backup(desk: Place, places: Places, tmp_path: Path) -> None:
    desk.did("export", str(tmp_path / "all"))
    file = tmp_path / "all.zip"
    with zipfile.ZipFile(file, "w") as archive:
        for path in (tmp_path / "all").rglob("*"):
            archive.write(path, path.relative_to(tmp_path / "all"))

    assert "it is an export" in places("export").run("restore", str(file)).stderr


def rewritten(saved: Path, to: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """Write a backup again with its members changed."""
    with zipfile.ZipFile(saved) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    with zipfile.ZipFile(to, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return to


def another_row(members: dict[str, bytes]) -> None:
    """Change a byte of a table."""
    name = "rows/accounts.person.jsonl"
    members[name] = members[name].replace(b"quillmoor", b"quillmoar")


def without_key(members: dict[str, bytes]) -> None:
    """Take a key away."""
    del members["keys/signing.key"]


def with_more(members: dict[str, bytes]) -> None:
    """Put a file in that the manifest does not know."""
    members["keys/another.key"] = b"x"


def leading_out(members: dict[str, bytes]) -> None:
    """Name a member so that it would leave the folder."""
    manifest = members["manifest.json"].replace(b'"settings.env"', b'"../settings.env"')
    members["manifest.json"] = manifest
    members["../settings.env"] = members.pop("settings.env")


def of_tomorrow(members: dict[str, bytes]) -> None:
    """Say that a later release made it."""
    manifest = json.loads(members["manifest.json"])
    manifest["migrations"].append("documents.0099_more")
    members["manifest.json"] = json.dumps(manifest).encode()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (another_row, "backup.unreadable"),
        (without_key, "backup.unreadable"),
        (with_more, "backup.unreadable"),
        (leading_out, "backup.unreadable"),
        (of_tomorrow, "backup.other_release"),
    ],
)
def test_a_damaged_backup_restores_nothing(
    saved: Path,
    places: Places,
    tmp_path: Path,
    change: Callable[[dict[str, bytes]], None],
    code: str,
) -> None:
    other = places("hurt")

    said = other.run("restore", str(rewritten(saved, tmp_path / "hurt.zip", change)))

    assert said.returncode == 1
    assert f"[{code}]" in said.stderr
    assert "Traceback" not in said.stderr
    assert not other.home.exists() or not list(other.home.iterdir())


@pytest.mark.parametrize("bytes_", [b"", b"no backup at all", b"PK\x03\x04"])
def test_what_is_no_backup_restores_nothing(
    places: Places, tmp_path: Path, bytes_: bytes
) -> None:
    other = places("none")
    (tmp_path / "x.zip").write_bytes(bytes_)

    said = other.run("restore", str(tmp_path / "x.zip"))

    assert said.returncode == 1
    assert "[backup.unreadable]" in said.stderr


def test_a_truncated_backup_restores_nothing(
    saved: Path, places: Places, tmp_path: Path
) -> None:
    other, whole = places("cut"), saved.read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[: len(whole) // 2])

    assert "[backup.unreadable]" in other.run("restore", str(tmp_path / "cut.zip")).stderr
    assert "[backup.unreadable]" in other.run("restore", str(tmp_path / "absent.zip")).stderr
    assert not other.home.exists()
