"""The addresses of each side, and its menu."""
