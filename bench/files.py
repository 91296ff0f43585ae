"""What sealing stored files costs, beside writing and reading the same bytes in plain.

`.venv/bin/python bench/files.py`. The baseline does what was done before files were sealed:
SHA-256, a new file brought to the disk, its name; and reading with a comparison of the hash.
Both run in turn, in the same minute; compare the ratio. No database is involved.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

HOME = tempfile.TemporaryDirectory(prefix="rapport-bench-")
os.environ.update(RAPPORT_HOME=HOME.name, RAPPORT_SIDE="all")
os.environ["DJANGO_SETTINGS_MODULE"] = "rapport.config.settings"

import django  # noqa: E402  it reads the environment above

django.setup()

from rapport.documents.models import StoredFile  # noqa: E402  tables need Django set up
from rapport.documents.services import files  # noqa: E402
from rapport.foundation.disk import sync_folder  # noqa: E402

ROUNDS = 7
MB = 1024 * 1024
PLAIN = Path(HOME.name) / "plain"


def kept_plain(data: bytes) -> None:
    """Write bytes as they are, and bring them to the disk."""
    digest = sha256(data).hexdigest()
    fresh = PLAIN / f"new-{digest}"
    with fresh.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    fresh.rename(PLAIN / digest)
    sync_folder(PLAIN)


def read_plain(digest: str) -> None:
    """Read bytes and compare them with their hash."""
    if sha256((PLAIN / digest).read_bytes()).hexdigest() != digest:
        raise SystemExit("the file is damaged")


def pieces_plain(digest: str) -> None:
    """Read a large file twice, as it is handed out: once to compare it, once to hand it out."""
    for take in (sha256().update, len):
        with (PLAIN / digest).open("rb") as file:
            while piece := file.read(files.PIECE_BYTES):
                take(piece)


def seconds(do: Callable[[], object]) -> float:
    """Return how long something takes."""
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


def compared(name: str, sealed: Callable[[], object], plain: Callable[[], object]) -> None:
    """Do both in turn, and print their medians and their ratio."""
    found = [(seconds(sealed), seconds(plain)) for _ in range(ROUNDS)]
    ours, bare = (statistics.median(column) for column in zip(*found, strict=True))
    print(f"{name}: {ours * 1000:.1f} ms, plain {bare * 1000:.1f} ms, 1 : {ours / bare:.1f}")


def main() -> None:
    """Compare keeping, reading and handing out, for e-mails and for one large file."""
    PLAIN.mkdir()
    mails = [os.urandom(20_000) for _ in range(200)]
    large = os.urandom(100 * MB)
    digests = [sha256(mail).hexdigest() for mail in mails]
    whole = sha256(large).hexdigest()

    def keep(data: bytes) -> None:
        files.write_sealed(files.path_of(sha256(data).hexdigest()), data)

    compared(
        "200 e-mails of 20 kB kept",
        lambda: [keep(mail) for mail in mails],
        lambda: [kept_plain(mail) for mail in mails],
    )
    compared(
        "the same read",
        lambda: [files.read(StoredFile(sha256=one)) for one in digests],
        lambda: [read_plain(one) for one in digests],
    )
    compared("100 MB kept", lambda: keep(large), lambda: kept_plain(large))
    compared(
        "the same handed out",
        lambda: [len(piece) for piece in files.pieces(StoredFile(sha256=whole))],
        lambda: pieces_plain(whole),
    )


if __name__ == "__main__":
    main()
