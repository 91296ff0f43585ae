"""Doors of the cases: the list, one case, the persons in it."""
