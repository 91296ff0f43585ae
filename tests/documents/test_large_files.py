"""A file of any size is kept, read and handed out without being in memory."""

from __future__ import annotations

import os
import tracemalloc
from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import settings

from rapport.documents import services
from rapport.documents.errors import FileDamaged
from rapport.documents.services.files import PIECE_BYTES, path_of
from rapport.web.downloads import download_pieces

pytestmark = pytest.mark.django_db
MB = 1024 * 1024


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A file of 64 MB, which no two pieces of are alike."""
    path = tmp_path / "large"
    with path.open("wb") as file:
        for number in range(64):
            file.write(sha256(bytes([number])).digest() * (MB // 32))
    return path


def test_a_large_file_is_kept_and_handed_out_in_little_memory(large: Path) -> None:
    tracemalloc.start()

    kept = services.keep_file(large, media_type="application/pdf", name="large.pdf")
    answer = download_pieces(services.pieces(kept), size=kept.size, name="large.pdf")
    found = sha256()
    for piece in answer:
        found.update(piece)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert most < 4 * PIECE_BYTES + MB
    assert kept.sha256 == found.hexdigest() == services.digest_of(large)[0]
    assert answer["Content-Length"] == str(64 * MB)


def test_the_same_bytes_are_kept_once_by_either_way(tmp_path: Path) -> None:
    (tmp_path / "page").write_bytes(b"a page")

    first = services.keep(b"a page", media_type="text/plain", name="page.txt")
    again = services.keep_file(tmp_path / "page", media_type="text/plain", name="page.txt")

    assert first == again
    assert (tmp_path / "page").read_bytes() == b"a page"
    assert path_of(again.sha256).stat().st_mode & 0o777 == 0o600


def test_a_disk_without_second_names_gets_a_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "page").write_bytes(b"a page")
    monkeypatch.setattr(Path, "hardlink_to", _never)

    kept = services.keep_file(tmp_path / "page", media_type="text/plain", name="page.txt")

    assert services.read(kept) == b"a page"
    assert not list((settings.RAPPORT_HOME / "files").glob("*/new-*"))


def _never(self: Path, target: Path) -> None:
    raise OSError(os.strerror(1))


def test_a_damaged_file_hands_out_no_byte(tmp_path: Path) -> None:
    (tmp_path / "page").write_bytes(b"a page")
    kept = services.keep_file(tmp_path / "page", media_type="text/plain", name="page.txt")
    path_of(kept.sha256).write_bytes(b"another page")

    with pytest.raises(FileDamaged):
        next(services.pieces(kept))
    services.keep_file(_other(tmp_path), media_type="text/plain", name="page.txt")

    assert b"".join(services.pieces(kept)) == b"a page"


def _other(folder: Path) -> Path:
    path = folder / "again"
    path.write_bytes(b"a page")
    return path
