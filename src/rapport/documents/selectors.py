"""What the room knows: whether a page can be set in type here; what was found in files."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import rapport
from rapport.documents.errors import VirusFound
from rapport.documents.models import StoredFile, VirusCheck
from rapport.documents.rules import Verdict
from rapport.foundation import clock

RENDERER: Final = (sys.executable, "-m", "rapport.documents.render")
DOCX_WRITER: Final = (sys.executable, "-m", "rapport.documents.write_docx")
MISSING: Final = 3
"""The renderer's and the writer's exit status when their libraries are not there."""

PACKAGES: Final = (
    "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core fonts-noto-cjk"
)
ASK_AGAIN_AFTER: Final = timedelta(minutes=5)
_asked: dict[bool, datetime] = {}


def renderer_is_ready() -> bool:
    """Whether PDFs can be made here. A yes holds for this process, a no for five minutes."""
    if True in _asked:
        return True
    now = clock.machine_now()
    if False in _asked and now - _asked[False] < ASK_AGAIN_AFTER:
        return False
    ready = _ask()
    _asked[ready] = now
    return ready


def _ask() -> bool:
    try:
        done = subprocess.run(
            [*RENDERER, "--ready"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=renderer_environment(),
            timeout=30,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def renderer_environment() -> dict[str, str]:
    """Return all that the renderer is told of this process: where its code and fonts are."""
    code = Path(rapport.__file__).resolve().parent.parent
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return {
        **kept,
        "PYTHONPATH": str(code),
        "PYTHONSAFEPATH": "1",
        "PYTHONHASHSEED": "0",
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
    }


def checks_of(files: Iterable[StoredFile]) -> dict[str, VirusCheck]:
    """Return what a check for viruses said of files, by their SHA-256."""
    digests = {file.sha256 for file in files}
    rows = VirusCheck.objects.filter(sha256__in=digests)
    return {row.sha256: row for row in rows}


def why_not_trust(file: StoredFile) -> VirusFound | None:
    """Say that a check for viruses has found something in a file.

    None says that nothing was found, or that nobody has looked.
    """
    row = checks_of([file]).get(file.sha256)
    if row is None or row.verdict is not Verdict.FOUND:
        return None
    return VirusFound(finding=row.finding)


def stored_hashes() -> set[str]:
    """Return the SHA-256 (hex) of every stored file, as the rows name them."""
    return set(StoredFile.objects.values_list("sha256", flat=True))
