"""Look at the pages of scans, draw them, and put pages together: `python -m rapport.reading.pages`.

A process of its own, bounded as that of `extract`: scans come from outside. Reads from stdin a
line of JSON (what to do, and the sizes of the files) and after it the files; writes to stdout a
line of JSON and after it the PDF or picture that was made, if one was. Exit status as that of `extract`.
"""

from __future__ import annotations

import json
import resource
import sys
from typing import Any, Final

from rapport.reading.opening import Refused, Unable, codes_on, picture_of, put_together

MISSING: Final = 3
REFUSED: Final = 4
CPU_SECONDS: Final = 110
MEMORY_BYTES: Final = 1536 * 1024**2


def main() -> int:
    """Do what stdin asks, tell it on stdout, return the exit status."""
    _bound()
    order = json.loads(sys.stdin.buffer.readline())
    files = [sys.stdin.buffer.read(size) for size in order["sizes"]]
    told: dict[str, Any]
    made = b""
    try:
        if order["do"] == "codes":
            told = codes_on(files[0])
        elif order["do"] == "picture":
            made, told = picture_of(files[0], order["page"]), {}
        else:
            pieces = zip(files, order["pages"], strict=True)
            made, counts = put_together([(data, *pages) for data, pages in pieces])
            told = {"counts": counts}
        status = 0
    except Unable:
        return MISSING
    except Refused as refused:
        told, status = {"code": refused.code, "facts": refused.facts}, REFUSED
    except (MemoryError, RecursionError):
        told, status = {"code": "too_much_work", "facts": {}}, REFUSED
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + made)
    return status


def _bound() -> None:
    """Bound what this process may use."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main())
