"""Nothing kept lies open on the disk: only the key of the files opens it, and `age` with it."""

from __future__ import annotations

import errno
import os
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings

from rapport.config.environment import Environment, WrongSetting
from rapport.documents import services
from rapport.documents.errors import FileDamaged, FilesKeyElsewhere, FilesKeyMissing
from rapport.documents.models import StoredFile
from rapport.documents.services import at_rest, files
from rapport.documents.services.targets import sealed_for
from rapport.protocol.sealing import OpeningKey

pytestmark = pytest.mark.django_db
CANARY = "The source is known as Wren. المصدر".encode()


def kept(data: bytes = CANARY, name: str = "message.eml") -> StoredFile:
    """Keep a message."""
    return services.keep(data, media_type="message/rfc822", name=name)


def key_file() -> Path:
    """The home's own key of the files."""
    path: Path = django_settings.RAPPORT_HOME / "keys" / "files.key"
    return path


def opened_by_age(path: Path, *keys: Path) -> subprocess.CompletedProcess[bytes]:
    """Open a file with Debian's `age`."""
    given = [word for key in keys for word in ("-i", str(key))]
    return subprocess.run(["age", "-d", *given, str(path)], capture_output=True, check=False)


def test_no_byte_of_what_is_kept_lies_open_on_the_disk() -> None:
    kept()
    services.keep_pieces([CANARY * 9_000] * 20, media_type="text/plain", name="large.txt")

    for path in django_settings.RAPPORT_HOME.rglob("*"):
        assert path.is_dir() or b"Wren" not in path.read_bytes(), path
    assert key_file().stat().st_mode & 0o777 == 0o600


def test_age_opens_what_is_kept_with_the_key_of_the_files(tmp_path: Path) -> None:
    file = kept()
    other = tmp_path / "other.key"
    other.write_text(OpeningKey.generate().to_text())

    assert opened_by_age(files.path_of(file.sha256), key_file()).stdout == CANARY
    assert opened_by_age(files.path_of(file.sha256), other).returncode == 1


def test_what_age_has_sealed_is_read(tmp_path: Path) -> None:
    file = kept()
    plain = tmp_path / "message.eml"
    plain.write_bytes(CANARY)
    recipient = at_rest.keys()[0].sealing_key().to_text()
    path = files.path_of(file.sha256)
    subprocess.run(["age", "-r", recipient, "-o", str(path), str(plain)], check=True)

    assert services.read(file) == CANARY


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 3 * 65_536])
def test_any_size_comes_back_as_it_was(size: int) -> None:
    data = bytes(index % 251 for index in range(size))
    file = kept(data)

    assert services.read(file) == data
    assert b"".join(services.pieces(file)) == data


@pytest.mark.parametrize("change", ["cut", "turned", "longer", "empty", "plain"])
def test_a_changed_file_is_told_and_never_handed_out(change: str) -> None:
    file = kept(CANARY * 5_000)
    path = files.path_of(file.sha256)
    sealed = path.read_bytes()
    path.write_bytes(
        {
            "cut": sealed[:-70_000],
            "turned": sealed[:-9] + bytes([sealed[-9] ^ 1]) + sealed[-8:],
            "longer": sealed + b"x",
            "empty": b"",
            "plain": CANARY * 5_000,
        }[change]
    )

    with pytest.raises(FileDamaged):
        services.read(file)
    with pytest.raises(FileDamaged):
        next(services.pieces(file))


def test_a_lost_key_is_told_and_never_made_anew() -> None:
    file = kept()
    lost = key_file().read_text()
    key_file().unlink()

    with pytest.raises(FilesKeyMissing):
        services.read(file)
    with pytest.raises(FilesKeyMissing):
        kept(b"more")

    assert not key_file().exists()
    key_file().write_text(lost)
    assert services.read(file) == CANARY


def test_another_key_opens_nothing_and_overwrites_nothing() -> None:
    file = kept()
    right, sealed = key_file().read_text(), files.path_of(file.sha256).read_bytes()
    key_file().write_text(OpeningKey.generate().to_text())

    with pytest.raises(FilesKeyMissing):
        services.read(file)
    key_file().write_text("no key at all")
    with pytest.raises(FilesKeyMissing) as refused:
        services.read(file)

    assert "no key at all" not in str(refused.value)
    assert files.path_of(file.sha256).read_bytes() == sealed
    key_file().write_text(right)
    assert services.read(file) == CANARY


def test_a_key_from_outside_the_home_is_the_only_one_that_opens(settings: Any) -> None:
    settings.RAPPORT_FILES_KEY = f"# of the vault\n{OpeningKey.generate().to_text()}\n"
    file = kept()

    assert not key_file().exists()
    assert services.read(file) == CANARY
    with pytest.raises(FilesKeyElsewhere):
        at_rest.add_key()
    settings.RAPPORT_FILES_KEY = ""
    with pytest.raises(FilesKeyMissing):
        services.read(file)


def test_a_start_opens_an_ordinary_file_and_no_large_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept()
    large = kept(bytes(files.PIECE_BYTES + 1), "large.bin")
    opened: list[Path] = []
    unseal = at_rest.unseal
    monkeypatch.setattr(at_rest, "unseal", lambda path: opened.append(path) or unseal(path))

    services.open_newest()

    assert len(opened) == 1
    assert files.path_of(large.sha256) not in opened


def test_files_are_sealed_again_for_a_new_key_and_the_old_one_opens_them_no_more(
    tmp_path: Path,
) -> None:
    small, large = kept(), kept(CANARY * 9_000, "large.eml")
    old = tmp_path / "old.key"
    old.write_text(key_file().read_text())
    at_rest.add_key()

    assert services.read(small) == CANARY  # while both are sealed for the old one
    assert [files.reseal(digest) for digest in files.on_disk()] == [True, True]
    assert [files.reseal(digest) for digest in files.on_disk()] == [False, False]

    for file in (small, large):
        assert opened_by_age(files.path_of(file.sha256), old).returncode == 1
    assert services.read(small) == CANARY
    assert b"".join(services.pieces(large)) == CANARY * 9_000
    assert len(key_file().read_text().split()) == 2


def test_a_damaged_file_is_not_sealed_again() -> None:
    file = kept()
    at_rest.add_key()
    files.path_of(file.sha256).write_bytes(at_rest.seal(b"something else")[:-1])

    with pytest.raises(FileDamaged):
        files.reseal(file.sha256)

    assert not list(files.path_of(file.sha256).parent.glob("new-*"))


@pytest.mark.parametrize("size", [10, 5_000_000])
def test_what_is_sealed_onto_a_full_disk_says_so_and_leaves_no_thread(size: int) -> None:
    key = OpeningKey.generate().sealing_key()
    before = threading.active_count()

    with (
        pytest.raises(OSError, match="No space left"),
        Path("/dev/full").open("wb", buffering=0) as disk,
        sealed_for(disk, [key]) as into,
    ):
        into.write(b"x" * size)

    assert threading.active_count() == before


@pytest.mark.parametrize("text", ["age1…", "AGE-SECRET-KEY-1QQ", "# nothing but a remark"])
def test_a_setting_that_is_no_key_stops_the_start_without_showing_it(text: str) -> None:
    with pytest.raises(WrongSetting) as refused:
        Environment({"RAPPORT_FILES_KEY": text}).opening_keys("FILES_KEY")

    assert text not in str(refused.value)


def test_a_file_that_another_key_sealed_is_never_sealed_over_by_a_wrong_one() -> None:
    file = kept()
    sealed = files.path_of(file.sha256).read_bytes()
    key_file().write_text(OpeningKey.generate().to_text())

    with pytest.raises(FilesKeyMissing):
        kept()
    with pytest.raises(FilesKeyMissing):
        services.keep_pieces([CANARY], media_type="message/rfc822", name="message.eml")

    assert files.path_of(file.sha256).read_bytes() == sealed


def test_a_key_file_may_hold_remarks_in_any_language() -> None:
    file = kept()
    key_file().write_text(f"# ключ файлов\n{key_file().read_text()}", encoding="utf-8")

    at_rest.add_key()

    assert services.read(file) == CANARY
    key_file().write_bytes(b"\xff\xfe no text")
    with pytest.raises(FilesKeyMissing):
        services.read(file)


def test_whoever_makes_the_first_key_meanwhile_is_no_reason_to_refuse(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    others: list[StoredFile] = []

    class Meanwhile:
        """What another process does while this one looks whether something is sealed."""

        def __iter__(self) -> Iterator[str]:
            monkeypatch.undo()
            others.append(kept())
            return iter(at_rest.SEALED)

    monkeypatch.setattr(at_rest, "SEALED", Meanwhile())

    assert services.read(kept(b"mine")) == b"mine"
    assert services.read(others[0]) == CANARY


def test_what_the_disk_cannot_read_any_more_is_damaged_and_kept_again() -> None:
    file = kept()
    path = files.path_of(file.sha256)
    path.unlink()
    path.symlink_to("/proc/self/mem")  # opens, and says EIO when it is read

    with pytest.raises(FileDamaged):
        services.read(file)
    assert services.read(kept()) == CANARY


def test_looking_after_a_home_without_files_makes_no_key() -> None:
    services.open_newest()

    assert not key_file().exists()


def test_a_key_file_that_is_empty_stops_the_start(tmp_path: Path) -> None:
    empty = tmp_path / "files.key"
    empty.touch()

    with pytest.raises(WrongSetting, match="RAPPORT_FILES_KEY is no key"):
        Environment({"RAPPORT_FILES_KEY_FILE": str(empty)}).opening_keys("FILES_KEY")


@pytest.mark.parametrize("step", ["write", "link", "rename"])
def test_a_key_that_cannot_be_written_leaves_no_secret_beside_it(
    step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    if step == "rename":
        kept()
    keys = key_file().parent
    monkeypatch.setattr(
        *{
            "write": (os, "fsync"),
            "link": (os, "link"),
            "rename": (Path, "rename"),
        }[step],
        fails,
    )
    keys.mkdir(exist_ok=True)

    with pytest.raises(OSError, match="No space left"):
        at_rest.add_key()

    assert not list(keys.glob("files.*.new"))
