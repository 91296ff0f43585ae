"""The doors of the directory: lists, single records, the dialogue, export and import."""
