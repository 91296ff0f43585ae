"""The doors of the uploads."""
