"""What a process that works on the texts of others may use, of time and memory."""

from __future__ import annotations

import resource
from typing import Final

CPU_SECONDS: Final = 60
MEMORY_BYTES: Final = 2 * 1024**3


def bound() -> None:
    """Bound what this process may use; a page that needs more is no letter."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
