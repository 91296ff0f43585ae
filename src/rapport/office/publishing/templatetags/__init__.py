"""How public versions stand in a page."""
