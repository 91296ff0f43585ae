"""Skeleton; its builder writes the docstring."""
