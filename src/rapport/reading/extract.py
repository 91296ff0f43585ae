"""Get the text out of a foreign file: `python -m rapport.reading.extract`.

A process of its own and the only place that imports pypdfium2 and python-docx: a file from
outside is hostile until proven otherwise. Reads the file from stdin, writes one JSON object to
stdout. Nothing is unpacked to the disk; bounds on time, memory, pages, nesting, unpacked size.
Exit status: 0 read, 3 libraries are missing, 4 refused (JSON with the refusal's code and
facts), anything else a failure.
"""

from __future__ import annotations

import json
import resource
import sys
from typing import Any, Final

from rapport.reading.opening import Refused, Unable, opened

MISSING: Final = 3
REFUSED: Final = 4
CPU_SECONDS: Final = 60
MEMORY_BYTES: Final = 1024**3


def main() -> int:
    """Read a file from stdin, tell its text on stdout, return the exit status."""
    _bound()
    data = sys.stdin.buffer.read()
    told: dict[str, Any]
    try:
        told, status = opened(data), 0
    except Unable:
        return MISSING
    except Refused as refused:
        told, status = {"code": refused.code, "facts": refused.facts}, REFUSED
    except (MemoryError, RecursionError):
        told, status = {"code": "too_much_work", "facts": {}}, REFUSED
    sys.stdout.buffer.write(json.dumps(told).encode())
    return status


def _bound() -> None:
    """Bound what this process may use; a file that needs more is no letter."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main())
