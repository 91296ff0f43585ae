"""Template tags of Today."""
