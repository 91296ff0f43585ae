"""How large what passes between two sides may be."""

from typing import Final

LARGEST_BYTES: Final = 32 * 1024 * 1024
"""A package, before it is sealed."""
