"""A file of any size is kept, read and handed out without being in memory."""

from __future__ import annotations

import threading
import tracemalloc
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import settings

from rapport.documents import services
from rapport.documents.errors import FileDamaged
from rapport.documents.models import StoredFile
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

    kept = services.keep_pieces(read(large), media_type="application/pdf", name="large.pdf")
    answer = download_pieces(services.pieces(kept), size=kept.size, name="large.pdf")
    found = sha256()
    for piece in answer:
        found.update(piece)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert most < 4 * PIECE_BYTES + MB
    assert kept.sha256 == found.hexdigest() == sha256(large.read_bytes()).hexdigest()
    assert answer["Content-Length"] == str(64 * MB)


def test_the_same_bytes_are_kept_once_by_either_way() -> None:
    first = services.keep(b"a page", media_type="text/plain", name="page.txt")
    again = in_pieces(b"a ", b"", b"page")

    assert first == again
    assert path_of(again.sha256).stat().st_mode & 0o777 == 0o600
    assert not list((settings.RAPPORT_HOME / "files").rglob("new-*"))


def test_nothing_comes_in_no_pieces() -> None:
    assert services.read(in_pieces()) == b""
    assert list(services.pieces(in_pieces(b""))) == []


def test_a_source_that_fails_leaves_nothing_behind() -> None:
    def cut() -> Iterator[bytes]:
        yield b"a page"
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        services.keep_pieces(cut(), media_type="text/plain", name="page.txt")

    assert not list((settings.RAPPORT_HOME / "files").rglob("*"))
    assert not StoredFile.objects.exists()


def test_a_damaged_file_hands_out_no_byte() -> None:
    kept = in_pieces(b"a page")
    path_of(kept.sha256).write_bytes(b"another page")

    with pytest.raises(FileDamaged):
        next(services.pieces(kept))
    in_pieces(b"a page")

    assert b"".join(services.pieces(kept)) == b"a page"


def test_whoever_stops_reading_half_way_leaves_no_thread(large: Path) -> None:
    kept = services.keep_pieces(read(large), media_type="application/pdf", name="large.pdf")
    before = threading.active_count()

    handed_out = services.pieces(kept)
    next(handed_out)
    handed_out.close()

    assert threading.active_count() == before


def read(path: Path) -> Iterator[bytes]:
    """A file in pieces."""
    with path.open("rb") as file:
        while piece := file.read(MB):
            yield piece


def in_pieces(*parts: bytes) -> StoredFile:
    """Keep a page that comes in pieces."""
    return services.keep_pieces(parts, media_type="text/plain", name="page.txt")


def test_an_answer_that_is_closed_half_way_leaves_no_thread(large: Path) -> None:
    kept = services.keep_pieces(read(large), media_type="application/pdf", name="large.pdf")
    before = threading.active_count()

    answer = download_pieces(services.pieces(kept), size=kept.size, name="large.pdf")
    handed_out = iter(answer)
    next(handed_out)
    next(handed_out)
    answer.close()

    assert threading.active_count() == before
