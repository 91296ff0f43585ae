"""Doors of routing: name owners; take a question on, hand it over, return it."""

from rapport.desk.routing.views.questions import give_back, hand_over, owners, take_on

__all__ = ["give_back", "hand_over", "owners", "take_on"]
