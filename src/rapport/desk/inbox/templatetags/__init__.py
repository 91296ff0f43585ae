"""Template tags of every page of a desk."""
