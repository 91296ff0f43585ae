"""Whoever is killed while they keep a file leaves no half of it behind."""

from __future__ import annotations

import signal
from typing import Any

from django.conf import settings
from tests.documents.conftest import Place

from rapport.desk.replies import rules as replies
from rapport.directory import rules as directory
from rapport.office.communications import rules as letters


def test_a_process_killed_while_it_keeps_a_file_leaves_no_half_of_it(places: Any) -> None:
    place: Place = places("half")
    place.did("init", "desk", "--name=Quillmoor Social", "--email=admin@quillmoor.example")

    with place.started("half") as process:
        killed = process.wait(60)

    files = [path for path in (place.home / "files").rglob("*") if path.is_file()]
    assert killed == -signal.SIGKILL
    assert [path.name[:4] for path in files] == ["new-"]
    assert "half.txt" not in place.inside("look")["files"]
    assert place.inside("sweep") == 1
    assert place.inside("sweep") == 0


def test_no_file_that_may_be_kept_lies_about_in_a_public_folder() -> None:
    largest = max(replies.LARGEST_FILE_MB, letters.LARGEST_FILE_MB) * 1024 * 1024

    assert max(largest, directory.LARGEST_FILE_BYTES) < settings.FILE_UPLOAD_MAX_MEMORY_SIZE
