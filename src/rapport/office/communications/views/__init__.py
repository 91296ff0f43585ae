"""Doors of the letters, one file for each part of their way."""
