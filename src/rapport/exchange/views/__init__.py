"""Doors of the exchange: for packages, and for administrators who look after contacts."""
