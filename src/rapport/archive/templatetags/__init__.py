"""How the record's facts stand in a page."""
