"""What the room knows: whether this machine can set a page in type."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import rapport
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
