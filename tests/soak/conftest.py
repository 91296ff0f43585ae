"""The journeys' office and desk, for the long campaigns."""

from tests.journeys.conftest import sides

__all__ = ["sides"]
