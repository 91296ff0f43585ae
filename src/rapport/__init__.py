"""Rapport: the working channel between UN Special Procedures and technology companies."""

__version__ = "0.1.0"
